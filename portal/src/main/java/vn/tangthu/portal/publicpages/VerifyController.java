package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Is this file one of ours, and unchanged? The browser takes the digest; without JavaScript the
 * file is sent, digested while it comes in, and not kept. Says yes of what everybody may see; what
 * is closed and what is not here get the same no.
 */
@Controller
class VerifyController {
    private final KeptFiles kept;
    private final Catalogue catalogue;
    private final long largest;

    /**
     * Files that are sent at once: slow lines must not hold up all threads, nor one network all.
     */
    private final SendingPlaces places = new SendingPlaces(4, 2);

    private final UnreadRest rest;

    VerifyController(
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

    @GetMapping("/kiem-chung")
    String page(
            @RequestParam(defaultValue = "") String sha512,
            @RequestParam(name = "loi", defaultValue = "") String wrong,
            Model model) {
        String hex = sha512.replaceAll("[\\s:]", "");
        boolean asked = !hex.isEmpty();
        Digest digest = digest(hex);
        model.addAttribute("largest", largest);
        model.addAttribute(
                "wrong",
                asked && digest == null
                        ? "ma"
                        : List.of("lon", "tep", "ban").contains(wrong) ? wrong : null);
        model.addAttribute("digest", digest == null ? null : digest.hex());
        model.addAttribute("ours", digest == null ? null : ours(digest).orElse(null));
        return "public/verify";
    }

    /** Never keeps what is sent. */
    @PostMapping("/kiem-chung")
    String sent(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > largest + 64 * 1024) {
            return instead("lon", request);
        }
        String network = Throttle.network(request.getRemoteAddr());
        if (!places.take(network)) {
            return instead("ban", request);
        }
        @Nullable Digest digest;
        try {
            InputStream steady = new SteadyStream(request.getInputStream(), System::nanoTime);
            digest = SentFile.sha512(request.getContentType(), steady, largest);
        } catch (SteadyStream.TooSlow e) {
            return "redirect:/kiem-chung?loi=tep";
        } catch (SentFile.TooLarge e) {
            return instead("lon", request);
        } finally {
            places.giveBack(network);
        }
        return digest == null
                ? instead("tep", request)
                : "redirect:/kiem-chung?sha512=" + digest.hex();
    }

    /** The page says why, once everything is sent. */
    private String instead(String why, HttpServletRequest request) throws IOException {
        boolean unused = rest.forget(request.getInputStream());
        return "redirect:/kiem-chung?loi=" + why;
    }

    private static @Nullable Digest digest(String hex) {
        return hex.matches("[0-9a-fA-F]{128}") ? new Digest(DigestAlgorithm.SHA512, hex) : null;
    }

    /** As the page of the record shows it to everybody: nothing else is asked. */
    private Optional<Ours> ours(Digest digest) {
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
