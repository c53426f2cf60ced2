package vn.tangthu.portal.certificates;

import java.io.IOException;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.DeliveryPaper;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.storage.Digest;

/** Signs for the manifest of a delivery, as certificates are signed. */
@Component
public class DeliveryManifests {
    private final PdfSigning signing;
    private final String archiveName;
    private final Clock clock;

    DeliveryManifests(
            PdfSigning signing,
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName,
            Clock clock) {
        this.signing = signing;
        this.archiveName = archiveName;
        this.clock = clock;
    }

    /**
     * @param files that left whole, and how many bytes they have
     * @param left lines of which nothing left
     * @param manifest SHA-512 of it
     */
    public byte[] pdf(Order order, int files, long bytes, int left, Digest manifest)
            throws IOException {
        return signing.sign(
                        "Bản kê giao " + order.number(),
                        (out, signer) ->
                                DeliveryPaper.write(
                                        new DeliveryPaper.Facts(
                                                order,
                                                archiveName,
                                                files,
                                                bytes,
                                                left,
                                                manifest,
                                                clock.instant(),
                                                signer),
                                        out))
                .pdf();
    }
}
