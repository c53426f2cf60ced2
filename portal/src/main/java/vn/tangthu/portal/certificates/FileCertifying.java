package vn.tangthu.portal.certificates;

import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.FileCertificates;
import vn.tangthu.portal.signing.PdfSigning;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates.Certificate;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.PublicAddress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.storage.Digest;

/**
 * Certificates of single files of a line that is delivered: a page each, in signed PDFs of {@value
 * #PAGES} pages at most, so that a hồ sơ of thousands of files costs no more memory than one of a
 * hundred and a handful of signatures.
 */
@Component
public class FileCertifying {
    static final int PAGES = 250;

    private final Catalogue catalogue;
    private final PdfSigning signing;
    private final String archiveName;
    private final String publicUrl;
    private final Clock clock;

    FileCertifying(
            Catalogue catalogue,
            PdfSigning signing,
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archiveName,
            @Value("${tangthu.portal.public-url:}") String publicUrl,
            Clock clock) {
        this.catalogue = catalogue;
        this.signing = signing;
        this.archiveName = archiveName;
        this.publicUrl = PublicAddress.of(publicUrl);
        this.clock = clock;
    }

    /** Takes one PDF after the other. */
    @FunctionalInterface
    public interface Sink {
        void take(byte[] pdf) throws IOException;
    }

    /**
     * Of the files that leave with the line: those of its document, or of all documents that this
     * reader may have whole.
     *
     * @param certificate of the hồ sơ, of the version that leaves
     * @param origin the address before every path, where none is configured
     * @throws IOException when the hồ sơ has another version by now: the line begins anew
     */
    public void write(
            Order order,
            Line line,
            Certificate certificate,
            String origin,
            Reader reader,
            Sink sink)
            throws IOException, NotAvailable {
        if (!(catalogue.record(line.record(), reader).orElse(null)
                instanceof RecordView.Full record)) {
            throw new NotAvailable();
        }
        int version = record.versions().getLast().number();
        if (!Integer.valueOf(version).equals(certificate.what().version())) {
            throw new IOException("A later version than the certificate's: " + line.record());
        }
        String address =
                (publicUrl.isEmpty() ? origin : publicUrl) + "/chung-nhan/" + certificate.code();
        List<FileCertificates.Entry> all = entries(record, line, certificate, address);
        for (int from = 0; from < all.size(); from += PAGES) {
            List<FileCertificates.Entry> some =
                    all.subList(from, Math.min(all.size(), from + PAGES));
            sink.take(
                    signing.sign(
                                    "Giấy xác thực từng tệp " + certificate.number(),
                                    (out, signer) ->
                                            FileCertificates.write(
                                                    new FileCertificates.Facts(
                                                            archiveName,
                                                            record.arcFileCode(),
                                                            version,
                                                            certificate.number(),
                                                            order.number(),
                                                            order.bodyName(),
                                                            clock.instant(),
                                                            signer),
                                                    some,
                                                    out))
                            .pdf());
        }
    }

    /** A file that documents share is one; what the certificate does not name comes after those. */
    private static List<FileCertificates.Entry> entries(
            RecordView.Full record, Line line, Certificate certificate, String address) {
        Map<Digest, Integer> places = new LinkedHashMap<>();
        certificate.what().files().forEach(file -> places.put(file, places.size() + 1));
        int unnamed = places.size();
        Map<Digest, FileCertificates.Entry> all = new LinkedHashMap<>();
        for (ArchivalDocument document : record.documents()) {
            if (line.document() != null && !line.document().equals(document.id())
                    || !document.files().stream().allMatch(record::givesOut)) {
                continue;
            }
            for (ContentFile file : document.files()) {
                Digest digest = file.sha512();
                if (all.containsKey(digest)) {
                    continue;
                }
                Integer place = places.get(digest);
                @Nullable String code = place == null ? null : certificate.codeOf(digest);
                all.put(
                        digest,
                        new FileCertificates.Entry(
                                place == null ? ++unnamed : place,
                                document,
                                file,
                                code,
                                code == null ? null : address + "/" + code));
            }
        }
        return new ArrayList<>(all.values());
    }
}
