package vn.tangthu.portal.publicpages;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** Papers in memory, as far as the pages need them. */
final class FakeAttachments implements RequestAttachments {
    final List<Attachment> kept = new ArrayList<>();
    private final FakeRequests requests;

    FakeAttachments(FakeRequests requests) {
        this.requests = requests;
    }

    @Override
    public Limits limits() {
        return new Limits(64 << 10, 3, 3 << 20);
    }

    /** Refuses what is too large or empty. */
    @Override
    public Optional<Request> add(Applicant applicant, List<Sent> files, String text)
            throws IOException {
        Optional<Request> request = requests.track(applicant);
        if (request.isEmpty()) {
            return request;
        }
        List<Finding> findings = new ArrayList<>();
        List<Attachment> some = new ArrayList<>();
        for (Sent one : files) {
            byte[] bytes = Files.readAllBytes(one.file());
            if (bytes.length > limits().largest()) {
                findings.add(limits().tooLarge(one.name()));
            } else if (bytes.length == 0) {
                findings.add(Finding.blocks("ATTACHMENT_EMPTY", one.name(), one.name()));
            }
            some.add(
                    new Attachment(
                            request.get().reference().value(),
                            kept.size() + some.size() + 1,
                            one.name(),
                            Type.PDF,
                            bytes.length,
                            Digest.of(DigestAlgorithm.SHA512, bytes),
                            Instant.EPOCH,
                            null,
                            false,
                            "NOT_CONFIGURED",
                            null));
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        kept.addAll(some);
        return request;
    }

    @Override
    public List<Attachment> of(String reference) {
        return kept.stream().filter(one -> one.reference().equals(reference)).toList();
    }

    @Override
    public boolean add(String reference, List<Sent> files, String text, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<List<Attachment>> of(String reference, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Content> open(String reference, int n, Reader reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void erase(String reference, int n, String why, Reader archivist) {
        throw new UnsupportedOperationException();
    }
}
