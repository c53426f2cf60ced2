package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.State;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.storage.Digest;

/**
 * The page of a certificate (chung-nhan), where its QR code leads: what is certified, what it is
 * worth now, and whether a file that is dropped there is meant by it. Of what is not open to
 * everybody at this moment it tells number, state and date: hidden, blocked, withdrawn and erased
 * hồ sơ look the same. A code that was never given is no page at all.
 */
@Controller
class IssuedController {
    /** Digests that the page shows; the PDF has all of them. */
    private static final int SHOWN = 100;

    private final Certificates certificates;
    private final Catalogue catalogue;
    private final Verifying verifying;

    IssuedController(Certificates certificates, Catalogue catalogue, Verifying verifying) {
        this.certificates = certificates;
        this.catalogue = catalogue;
        this.verifying = verifying;
    }

    /**
     * What everybody may see of what it is about, now.
     *
     * @param record of a certificate of a hồ sơ
     * @param fonds of one of a fonds
     * @param seen digests of its files
     * @param whole whether the PDF names nothing but what everybody may see now
     */
    record About(
            RecordView.@Nullable Full record,
            @Nullable Fonds fonds,
            Set<Digest> seen,
            boolean whole) {
        boolean has(Digest digest) {
            return seen.contains(digest);
        }
    }

    @GetMapping("/chung-nhan/{code}")
    String page(
            @PathVariable String code,
            @RequestParam(defaultValue = "") String sha512,
            @RequestParam(name = "loi", defaultValue = "") String wrong,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Certificate certificate = certificates.byCode(code).orElseThrow(NotHere::new);
        @Nullable About about = about(certificate);
        Verifying.Asked asked = Verifying.asked(sha512, wrong);
        Digest digest = asked.digest();
        Verifying.Ours ours = digest == null ? null : verifying.ours(digest).orElse(null);
        show(certificate, about, asked, response, locale, model);
        model.addAttribute("gives", about != null && givesPdf(certificate, about));
        model.addAttribute("address", "/chung-nhan/" + code);
        model.addAttribute(
                "digests",
                about == null
                        ? List.of()
                        : certificate.what().files().stream()
                                .filter(about::has)
                                .limit(SHOWN)
                                .toList());
        model.addAttribute("ours", ours);
        model.addAttribute(
                "answer", digest == null ? null : answer(certificate, about, digest, ours));
        return "public/issued";
    }

    /**
     * The page of one file of a certificate, where the paper that goes with the file leads. It
     * answers for this file whoever may see the hồ sơ: who has both the file and its code is told
     * nothing that they do not have, and of the other files nothing is told here.
     */
    @GetMapping("/chung-nhan/{code}/{fileCode:[a-z2-7]{26}}")
    String file(
            @PathVariable String code,
            @PathVariable String fileCode,
            @RequestParam(defaultValue = "") String sha512,
            @RequestParam(name = "loi", defaultValue = "") String wrong,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        Certificate certificate = certificates.byCode(code).orElseThrow(NotHere::new);
        Digest file = certificate.fileOf(fileCode).orElseThrow(NotHere::new);
        @Nullable About about = about(certificate);
        boolean shown = about != null && about.has(file);
        Verifying.Asked asked = Verifying.asked(sha512, wrong);
        Digest digest = asked.digest();
        show(certificate, about, asked, response, locale, model);
        model.addAttribute("parts", List.of()); // they count the other files
        model.addAttribute("gives", false);
        model.addAttribute("address", "/chung-nhan/" + code + "/" + fileCode);
        model.addAttribute("digests", shown ? List.of(file) : List.of());
        model.addAttribute("fileNumber", certificate.what().files().indexOf(file) + 1);
        model.addAttribute("ours", null);
        model.addAttribute(
                "answer", digest == null ? null : digest.equals(file) ? "file" : "other");
        return "public/issued";
    }

    private void show(
            Certificate certificate,
            @Nullable About about,
            Verifying.Asked asked,
            HttpServletResponse response,
            Locale locale,
            Model model) {
        response.setHeader("X-Robots-Tag", "noindex");
        model.addAttribute("certificate", certificate);
        model.addAttribute("state", state(certificate, about).name());
        model.addAttribute("about", about);
        model.addAttribute(
                "parts", FigureParts.of(certificate.what().figures(), new Formats(locale)));
        String note = certificate.what().note();
        model.addAttribute(
                "noteLines",
                note == null ? List.of() : note.lines().filter(line -> !line.isEmpty()).toList());
        model.addAttribute("largest", verifying.largest());
        model.addAttribute("wrong", asked.wrong());
        Digest digest = asked.digest();
        model.addAttribute("digest", digest == null ? null : digest.hex());
    }

    @PostMapping("/chung-nhan/{code}/{fileCode:[a-z2-7]{26}}")
    String sentFile(
            @PathVariable String code, @PathVariable String fileCode, HttpServletRequest request)
            throws IOException {
        Certificate certificate = certificates.byCode(code).orElseThrow(NotHere::new);
        if (certificate.fileOf(fileCode).isEmpty()) {
            throw new NotHere();
        }
        return verifying.sent(request, "/chung-nhan/" + code + "/" + fileCode);
    }

    @PostMapping("/chung-nhan/{code}")
    String sent(@PathVariable String code, HttpServletRequest request) throws IOException {
        Certificate certificate = certificates.byCode(code).orElseThrow(NotHere::new);
        return verifying.sent(request, "/chung-nhan/" + certificate.code());
    }

    @GetMapping("/chung-nhan/{code}/chung-nhan.pdf")
    void pdf(@PathVariable String code, HttpServletResponse response) throws IOException {
        Certificate certificate = certificates.byCode(code).orElseThrow(NotHere::new);
        About about = about(certificate);
        if (about == null || !givesPdf(certificate, about)) {
            throw new NotHere();
        }
        byte[] pdf = certificates.pdf(certificate);
        response.setContentType("application/pdf");
        response.setHeader("X-Robots-Tag", "noindex");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename(certificate.number() + ".pdf")
                        .build()
                        .toString());
        response.getOutputStream().write(pdf);
    }

    /** That there is a later version is told only of what everybody may see. */
    private static State state(Certificate certificate, @Nullable About about) {
        State state = certificate.state();
        return about == null && state == State.LATER_VERSION ? State.VALID : state;
    }

    private static boolean givesPdf(Certificate certificate, About about) {
        return about.whole() && certificate.state() != State.WITHDRAWN;
    }

    /**
     * As they were counted. When there are fewer for everybody now, its figures tell of the rest.
     */
    private static long recordsOf(Certificate certificate) {
        return certificate.what().figures().stream()
                .filter(figure -> figure.word().equals("records"))
                .mapToLong(figure -> Long.parseLong(figure.value()))
                .sum();
    }

    /** Null for what is not open to everybody. */
    private @Nullable About about(Certificate certificate) {
        UUID subject = certificate.what().subject();
        if (!certificate.what().open()) {
            return null;
        }
        if (certificate.what().kind() == Kind.AUDIT) {
            return new About(null, null, Set.of(), true);
        }
        if (subject == null) {
            return null;
        }
        if (certificate.what().kind() == Kind.FONDS) {
            return catalogue
                    .fonds(new FondsId(subject), Reader.ANONYMOUS)
                    .filter(fonds -> fonds.rights().access() == Access.PUBLIC)
                    .filter(fonds -> fonds.recordCount() >= recordsOf(certificate))
                    .map(fonds -> new About(null, fonds, Set.of(), true))
                    .orElse(null);
        }
        if (!(catalogue.record(new AipId(subject), Reader.ANONYMOUS).orElse(null)
                instanceof RecordView.Full record)) {
            return null;
        }
        Set<Digest> seen = record.digests();
        return new About(record, null, seen, seen.containsAll(certificate.what().files()));
    }

    /** The ending of the keys of the words. */
    private String answer(
            Certificate certificate,
            @Nullable About about,
            Digest digest,
            Verifying.@Nullable Ours ours) {
        if (digest.equals(certificate.sha512())) {
            return "pdf";
        }
        if (about != null && about.record() != null) {
            boolean certified = certificate.what().files().contains(digest);
            if (about.has(digest)) {
                return certified ? "same" : "later";
            }
            if (certified && isReplaced(about.record().id(), digest)) {
                return "replaced";
            }
        }
        if (ours == null) {
            return "no";
        }
        return about != null
                        && about.fonds() != null
                        && about.fonds().id().equals(ours.record().fonds().id())
                ? "fonds"
                : "elsewhere";
    }

    /** Not in the hồ sơ any more; what is still in it, and closed, is not told of. */
    private boolean isReplaced(AipId id, Digest digest) {
        Optional<RecordView> whole = catalogue.record(id, Reader.OPERATOR);
        return whole.orElse(null) instanceof RecordView.Full full
                && !full.digests().contains(digest);
    }
}
