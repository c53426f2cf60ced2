package vn.tangthu.portal.publicpages;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import vn.tangthu.portal.papers.RecordCertificate;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Inclusion;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** The certificate of a hồ sơ that is open to everybody, as PDF. */
@Controller
class CertificateController {
    private final Catalogue catalogue;
    private final Ledger ledger;
    private final PublicSettings settings;
    private final PdfSigning signing;
    private final Clock clock;

    CertificateController(
            Catalogue catalogue,
            Ledger ledger,
            PublicSettings settings,
            PdfSigning signing,
            Clock clock) {
        this.catalogue = catalogue;
        this.ledger = ledger;
        this.settings = settings;
        this.signing = signing;
        this.clock = clock;
    }

    @GetMapping("/ho-so/{id}/chung-nhan.pdf")
    void certificate(@PathVariable String id, HttpServletResponse response) throws IOException {
        RecordView view =
                catalogue
                        .record(new AipId(Ids.uuid(id)), Reader.ANONYMOUS)
                        .orElseThrow(NotHere::new);
        if (!(view instanceof RecordView.Full record)) {
            throw new NotHere(); // what is only listed says nothing of its files
        }
        String origin = Frame.origin(settings);
        @Nullable Inclusion proof =
                ledger.inclusion(record.id(), record.versions().getLast().number()).orElse(null);
        Instant now = clock.instant();
        PdfSigning.Signed signed =
                signing.sign(
                        "Giấy chứng nhận toàn vẹn " + record.description().arcFileCode(),
                        (out, signer) ->
                                RecordCertificate.write(
                                        new RecordCertificate.Facts(
                                                record,
                                                settings.archiveName(),
                                                origin + "/ho-so/" + record.id() + "/nguyen-ven",
                                                origin + "/kiem-chung",
                                                now,
                                                proof,
                                                signer),
                                        out));
        response.setContentType("application/pdf");
        response.setHeader(
                "Content-Disposition",
                ContentDisposition.attachment()
                        .filename("chung-nhan-" + record.id() + ".pdf")
                        .build()
                        .toString());
        response.getOutputStream().write(signed.pdf());
    }
}
