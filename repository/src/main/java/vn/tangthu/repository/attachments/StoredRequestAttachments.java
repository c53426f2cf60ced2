package vn.tangthu.repository.attachments;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.RequestAttachments;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * In the database, beside the request that they belong to: in every back-up with it. Files are
 * judged before the transaction, so that a slow scanner holds no lock; how many there are, and
 * whether the request is open, is asked in it.
 */
@Component
@EnableConfigurationProperties(AttachmentProperties.class)
class StoredRequestAttachments implements RequestAttachments {
    private static final int LONGEST_WHY = 500;

    private final AttachmentRows rows;
    private final TransactionTemplate transactions;
    private final AccessRequests requests;
    private final AttachmentCheck check;
    private final ActivityLog log;
    private final Clock clock;
    private final Limits limits;
    private final long mostADay;

    StoredRequestAttachments(
            AttachmentRows rows,
            TransactionTemplate transactions,
            AccessRequests requests,
            AttachmentCheck check,
            ActivityLog log,
            Clock clock,
            AttachmentProperties properties) {
        this.rows = rows;
        this.transactions = transactions;
        this.requests = requests;
        this.check = check;
        this.log = log;
        this.clock = clock;
        this.limits =
                new Limits(
                        properties.largest().toBytes(),
                        properties.mostFiles(),
                        properties.mostBytes().toBytes());
        this.mostADay = properties.mostBytesADay().toBytes();
    }

    @Override
    public Limits limits() {
        return limits;
    }

    @Override
    public Optional<Request> add(Applicant applicant, List<Sent> files, String text)
            throws IOException {
        Request request = requests.track(applicant).orElse(null);
        if (request == null) {
            return Optional.empty();
        }
        keep(request, files, text, Reader.ANONYMOUS, null);
        return requests.track(applicant);
    }

    @Override
    public boolean add(String reference, List<Sent> files, String text, Reader reader)
            throws IOException {
        Request request = requests.find(reference).orElse(null);
        if (request == null) {
            return false;
        }
        // Whose it is sends as the applicant, also where an archivist asked for themselves.
        if (rows.belongsTo(request.reference().value(), reader.account())) {
            keep(request, files, text, reader, null);
            return true;
        }
        if (reader.is(Role.ARCHIVIST)) {
            keep(request, files, text, reader, reader.name());
            return true;
        }
        return false;
    }

    /** A file that may be kept, as far as it shows by itself. */
    private record Judged(Path file, AttachmentRows.NewRow row) {}

    /** As it was judged, and in memory one at a time. */
    private static byte[] bytes(Judged one) {
        try {
            byte[] bytes = Files.readAllBytes(one.file());
            if (!Digest.of(DigestAlgorithm.SHA512, bytes).equals(one.row().sha512())) {
                throw new IOException("A file changed while it was looked at");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(
            Request request,
            List<Sent> files,
            String text,
            Reader reader,
            @Nullable String archivist)
            throws IOException {
        String reference = request.reference().value();
        List<Finding> findings = new ArrayList<>();
        if (files.isEmpty()) {
            findings.add(Finding.blocks("ATTACHMENT_NONE", reference));
        }
        if (files.size() > limits.mostFiles()) { // before any of them is read
            findings.add(limits.tooMany(reference));
            throw new RefusedException(findings);
        }
        Map<Digest, Judged> judged = judged(files, findings);
        if (!findings.isEmpty()) {
            if (!request.status().open()) {
                findings.add(Finding.blocks("REQUEST_CLOSED", reference));
            }
            infected(findings, reference, reader);
            throw new RefusedException(findings);
        }
        transactions.executeWithoutResult(
                status -> enter(reference, judged, text, reader, archivist));
    }

    private Map<Digest, Judged> judged(List<Sent> files, List<Finding> findings)
            throws IOException {
        Map<Digest, Judged> judged = new LinkedHashMap<>();
        for (Sent sent : files) {
            String shown = FileNames.shown(sent.name());
            if (Files.size(sent.file()) > limits.largest()) {
                findings.add(limits.tooLarge(shown));
                continue;
            }
            Type type = AttachmentCheck.type(shown, sent.file(), findings);
            if (type == null) {
                continue;
            }
            Digest sha512 = Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(sent.file()));
            if (judged.containsKey(sha512)) {
                continue;
            }
            VirusCheck said = check.scan(shown, sent.file(), sha512, findings);
            if (said != null) {
                judged.put(
                        sha512,
                        new Judged(
                                sent.file(),
                                new AttachmentRows.NewRow(
                                        FileNames.of(sent.name(), type),
                                        type,
                                        Files.size(sent.file()),
                                        sha512,
                                        said)));
            }
        }
        return judged;
    }

    /** Nothing of it is kept, but that it was sent is. */
    private void infected(List<Finding> findings, String reference, Reader reader) {
        findings.stream()
                .filter(finding -> finding.code().equals("ATTACHMENT_INFECTED"))
                .forEach(
                        finding ->
                                log.record(
                                        reader,
                                        "REQUEST_FILE_INFECTED",
                                        reference,
                                        finding.values().getLast()));
    }

    private void enter(
            String reference,
            Map<Digest, Judged> judged,
            String text,
            Reader reader,
            @Nullable String archivist) {
        rows.lock(reference);
        Set<String> there = rows.digests(reference);
        List<Judged> fresh =
                judged.values().stream()
                        .filter(one -> !there.contains(one.row().sha512().hex()))
                        .toList();
        if (fresh.isEmpty()) {
            return;
        }
        List<Finding> findings = new ArrayList<>();
        AttachmentRows.Sum sum = rows.sum(reference);
        long more = fresh.stream().mapToLong(one -> one.row().size()).sum();
        if (sum.files() + fresh.size() > limits.mostFiles()) {
            findings.add(limits.tooMany(reference));
        }
        if (sum.bytes() + more > limits.mostBytes()) {
            findings.add(limits.tooMuch(reference));
        }
        if (archivist == null
                && rows.sentSince(clock.instant().minus(Duration.ofDays(1))) + more > mostADay) {
            findings.add(Finding.blocks("ATTACHMENT_TODAY_FULL", reference));
        }
        int step;
        try {
            step = requests.attached(reference, text, archivist);
        } catch (RefusedException refused) {
            findings.addAll(refused.findings());
            throw new RefusedException(findings);
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        int n = sum.last();
        for (Judged one : fresh) {
            rows.insert(
                    reference,
                    ++n,
                    step,
                    one.row(),
                    bytes(one),
                    archivist,
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            // Without its name, which may be a person's.
            log.record(
                    reader,
                    "REQUEST_FILE_ADDED",
                    reference,
                    n + " " + one.row().type() + " sha512 " + one.row().sha512().hex());
        }
    }

    @Override
    public List<Attachment> of(String reference) {
        return rows.of(reference);
    }

    @Override
    public Optional<List<Attachment>> of(String reference, Reader reader) {
        return requests.find(reference)
                .map(request -> request.reference().value())
                .filter(known -> mayOpen(known, reader))
                .map(rows::of);
    }

    private boolean mayOpen(String reference, Reader reader) {
        return reader.is(Role.ARCHIVIST) || rows.belongsTo(reference, reader.account());
    }

    @Override
    public Optional<Content> open(String reference, int n, Reader reader) {
        if (!mayOpen(reference, reader)) {
            return Optional.empty();
        }
        Optional<Content> content = rows.content(reference, n);
        content.ifPresent(
                some -> log.record(reader, "REQUEST_FILE_OPENED", reference, String.valueOf(n)));
        return content;
    }

    @Override
    public void erase(String reference, int n, String why, Reader archivist) {
        if (!archivist.is(Role.ARCHIVIST)) {
            throw new RefusedException(Finding.blocks("ARCHIVIST_ONLY", archivist.name()));
        }
        String reason = why.strip();
        if (reason.isEmpty() || reason.length() > LONGEST_WHY) {
            throw new RefusedException(
                    Finding.blocks("ATTACHMENT_WHY", reference, "" + LONGEST_WHY));
        }
        transactions.executeWithoutResult(
                status -> {
                    requests.find(reference).ifPresent(one -> one.requireAnothers(archivist));
                    if (!rows.erase(reference, n, reason, archivist.name(), clock.instant())) {
                        throw new RefusedException(Finding.blocks("ATTACHMENT_GONE", reference));
                    }
                    log.record(archivist, "REQUEST_FILE_ERASED", reference, n + ": " + reason);
                });
    }
}
