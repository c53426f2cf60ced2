package vn.tangthu.portal.space;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.certificates.CertificateIssuing;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.Reader;

/**
 * The certificate that goes with each line of an order: issued once, and anew when the hồ sơ has a
 * later version or it was withdrawn.
 */
@Component
class OrderCertificates {
    private final AgencyOrders orders;
    private final Certificates certificates;
    private final CertificateIssuing issuing;

    OrderCertificates(AgencyOrders orders, Certificates certificates, CertificateIssuing issuing) {
        this.orders = orders;
        this.certificates = certificates;
        this.issuing = issuing;
    }

    /** One that is valid now, and its PDF. */
    record Issued(Certificate certificate, byte[] pdf) {}

    /** Empty when the reader may not read the hồ sơ. */
    Optional<Issued> of(Order order, Line line, String origin, Reader reader) throws IOException {
        UUID before = line.certificate();
        Optional<Certificate> certificate =
                before == null
                        ? Optional.empty()
                        : certificates
                                .find(before)
                                .filter(one -> one.state() == Certificates.State.VALID);
        if (certificate.isEmpty()) {
            certificate = issuing.record(line.record(), origin, reader);
            certificate.ifPresent(issued -> orders.certified(order, line, issued.id()));
        }
        return certificate.isEmpty()
                ? Optional.empty()
                : Optional.of(new Issued(certificate.get(), certificates.pdf(certificate.get())));
    }
}
