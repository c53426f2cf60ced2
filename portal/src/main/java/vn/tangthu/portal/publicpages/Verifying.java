package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import vn.tangthu.portal.outgoing.SendingPlaces;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * What every page shares on which a file may be dropped: the file is digested while it comes in and
 * never kept, so many at once for all such pages together; and a digest is looked for among what
 * everybody may see.
 */
@Component
class Verifying {
    private final KeptFiles kept;
    private final Catalogue catalogue;
    private final long largest;

    /**
     * Files that are sent at once: slow lines must not hold up all threads, nor one network all.
     */
    private final SendingPlaces places = new SendingPlaces(4, 2);

    private final UnreadRest rest;

    Verifying(
            KeptFiles kept,
            Catalogue catalogue,
            @Value("${tangthu.portal.verify-largest:200MB}") DataSize largest,
            @Value("${tangthu.portal.verify-read-on:4GB}") DataSize readOn) {
        this.kept = kept;
        this.catalogue = catalogue;
        this.largest = largest.toBytes();
        this.rest = new UnreadRest(8, readOn.toBytes());
    }

    /**
     * @param base address of the hồ sơ
     */
    record Ours(RecordView.Full record, ArchivalDocument document, String base) {}

    /**
     * What was asked.
     *
     * @param digest null when nothing, or no digest, was asked
     * @param wrong what is wrong with it, as the ending of a key of the words, or null
     */
    record Asked(@Nullable Digest digest, @Nullable String wrong) {}

    /** In bytes. */
    long largest() {
        return largest;
    }

    static Asked asked(String sha512, String wrong) {
        String hex = sha512.replaceAll("[\\s:]", "");
        Digest digest =
                hex.matches("[0-9a-fA-F]{128}") ? new Digest(DigestAlgorithm.SHA512, hex) : null;
        if (!hex.isEmpty() && digest == null) {
            return new Asked(null, "ma");
        }
        return new Asked(digest, List.of("lon", "tep", "ban").contains(wrong) ? wrong : null);
    }

    /**
     * Never keeps what is sent.
     *
     * @param page where the answer stands
     * @return the redirection to it
     */
    String sent(HttpServletRequest request, String page) throws IOException {
        if (request.getContentLengthLong() > largest + 64 * 1024) {
            return instead("lon", request, page);
        }
        String network = Throttle.network(request.getRemoteAddr());
        if (!places.take(network)) {
            return instead("ban", request, page);
        }
        @Nullable Digest digest;
        try {
            InputStream steady = new SteadyStream(request.getInputStream(), System::nanoTime);
            digest = SentFile.sha512(request.getContentType(), steady, largest);
        } catch (SteadyStream.TooSlow e) {
            return "redirect:" + page + "?loi=tep";
        } catch (SentFile.TooLarge e) {
            return instead("lon", request, page);
        } finally {
            places.giveBack(network);
        }
        return digest == null
                ? instead("tep", request, page)
                : "redirect:" + page + "?sha512=" + digest.hex();
    }

    /** The page says why, once everything is sent. */
    private String instead(String why, HttpServletRequest request, String page) throws IOException {
        boolean unused = rest.forget(request.getInputStream());
        return "redirect:" + page + "?loi=" + why;
    }

    /** As the page of the record shows it to everybody: nothing else is asked. */
    Optional<Ours> ours(Digest digest) {
        return kept.find(List.of(digest)).stream()
                .filter(KeptFiles.Kept::open)
                .findFirst()
                .flatMap(one -> catalogue.recordOf(one.file(), Reader.ANONYMOUS))
                .flatMap(id -> catalogue.record(id, Reader.ANONYMOUS))
                .flatMap(
                        view ->
                                view instanceof RecordView.Full full
                                        ? in(full, digest)
                                        : Optional.empty());
    }

    private static Optional<Ours> in(RecordView.Full record, Digest digest) {
        return record.documents().stream()
                .filter(
                        document ->
                                document.files().stream()
                                        .anyMatch(file -> file.sha512().equals(digest)))
                .findFirst()
                .map(document -> new Ours(record, document, "/ho-so/" + record.id()));
    }
}
