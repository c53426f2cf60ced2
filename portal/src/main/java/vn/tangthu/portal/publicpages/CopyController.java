package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.portal.outgoing.HandedCopies;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Part;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Redactions;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.storage.Digest;

/**
 * Copies of documents: handed out to the applicant, and the page on which anybody verifies one,
 * where its QR code leads. Where a document of it is not open to everybody at this moment, the page
 * tells number, kind, dates, how it is signed, and whether its time is over or it was withdrawn:
 * hidden, blocked, withdrawn and erased look the same. A code that was never given is no page at
 * all.
 */
@Controller
class CopyController {
    private final GrantedCopies copies;
    private final Catalogue catalogue;
    private final Verifying verifying;
    private final Throttles throttles;
    private final Redactions redactions;
    private final Clock clock;

    CopyController(
            GrantedCopies copies,
            Catalogue catalogue,
            Verifying verifying,
            Throttles throttles,
            Redactions redactions,
            Clock clock) {
        this.copies = copies;
        this.redactions = redactions;
        this.catalogue = catalogue;
        this.verifying = verifying;
        this.throttles = throttles;
        this.clock = clock;
    }

    /** By POST, as the page that it stands on. Wrong, missing, forbidden and expired are one. */
    @PostMapping("/yeu-cau/tra-cuu/ban-sao")
    void fetch(
            @RequestParam(defaultValue = "") String ma,
            @RequestParam(name = "bon-so", defaultValue = "") String lastFour,
            @RequestParam(name = "so", defaultValue = "") String number,
            HttpServletResponse response)
            throws IOException {
        String end = lastFour.strip();
        if (ma.isBlank() || ma.length() > 40 || end.isEmpty() || end.length() > 4) {
            throw new NotHere();
        }
        if (!throttles.mayTry(ma)) {
            throw new ResponseStatusException(HttpStatus.TOO_MANY_REQUESTS);
        }
        try (GrantedCopies.Handed handed =
                copies.fetch(new Applicant(ma.strip(), end), number.strip())) {
            HandedCopies.send(handed, false, response);
        } catch (Retrieval.NotAvailable e) {
            throw new NotHere();
        }
    }

    /** A document that the copy has. */
    record Line(ArchivalDocument document, Part part) {}

    /** Forgives spaces, dashes and capitals: who has it on paper types it. */
    static String typed(String code) {
        return code.replaceAll("[\\s-]", "").toLowerCase(Locale.ROOT);
    }

    @GetMapping("/ban-sao/{code}")
    String page(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String sha512,
            @RequestParam(name = "loi", defaultValue = "") String wrong,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Copy copy = copies.byCode(typed(code)).orElseThrow(NotHere::new);
        List<Line> lines = List.of();
        RecordView.Full record = null;
        if (catalogue.record(copy.record(), Reader.ANONYMOUS).orElse(null)
                instanceof RecordView.Full full) {
            lines = lines(copy, full);
            record = lines.isEmpty() ? null : full;
        }
        Verifying.Asked asked = Verifying.asked(sha512, wrong);
        Digest digest = asked.digest();
        response.setHeader("X-Robots-Tag", "noindex");
        model.addAttribute("copy", copy);
        GrantedCopies.Made made = Objects.requireNonNull(copy.made());
        model.addAttribute("made", made);
        model.addAttribute("withdrawn", copy.state() == State.WITHDRAWN);
        model.addAttribute("over", isOver(copy, made));
        model.addAttribute("record", record);
        model.addAttribute("lines", lines);
        model.addAttribute("covered", covered(copy, locale));
        model.addAttribute("address", "/ban-sao/" + copy.code());
        model.addAttribute("largest", verifying.largest());
        model.addAttribute("wrong", asked.wrong());
        model.addAttribute("digest", digest == null ? null : digest.hex());
        model.addAttribute("same", digest != null && made.has(digest));
        return "public/copy";
    }

    @PostMapping("/ban-sao/{code}")
    String sent(@PathVariable String code, HttpServletRequest request) throws IOException {
        Copy copy = copies.byCode(typed(code)).orElseThrow(NotHere::new);
        return verifying.sent(request, "/ban-sao/" + copy.code());
    }

    /** The days of its certificate, or of fetching it; what is given on paper has none. */
    private boolean isOver(Copy copy, GrantedCopies.Made made) {
        return copy.kind() != GrantedCopies.Kind.PAPER
                && copy.state() != State.WITHDRAWN
                && !clock.instant().isBefore(made.expiresAt());
    }

    /** On which grounds it covers something, in words. */
    private List<String> covered(Copy copy, Locale locale) {
        GrantedCopies.Redaction redaction = copy.redaction();
        return redaction == null
                ? List.of()
                : redaction.grounds().stream()
                        .map(redactions::ground)
                        .map(ground -> ground.in(locale) + " (" + ground.basis() + ")")
                        .toList();
    }

    /** Empty as soon as one of them is not open to everybody: then nothing is told of the rest. */
    private static List<Line> lines(Copy copy, RecordView.Full record) {
        List<Line> lines = new ArrayList<>();
        for (Part part : copy.parts()) {
            Optional<ArchivalDocument> open =
                    record.documents().stream()
                            .filter(document -> document.id().equals(part.document()))
                            .findFirst();
            if (open.isEmpty()) {
                return List.of();
            }
            lines.add(new Line(open.get(), part));
        }
        return lines;
    }
}
