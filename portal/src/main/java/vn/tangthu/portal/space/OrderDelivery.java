package vn.tangthu.portal.space;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.tangthu.portal.certificates.DeliveryManifests;
import vn.tangthu.portal.papers.CsvTable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * A delivery while it leaves: a ZIP of the DIP that was made before, a certificate for each line
 * and one for each of its files, and last the manifest with the digests of each and the signed page
 * that has the manifest's. Rights are asked of each line as its turn comes; each package is matched
 * before its first byte leaves, and one is held at a time. A line that may not be had any more
 * stands in the manifest without a package, and so does one that is to be made again since its hồ
 * sơ has changed.
 */
abstract class OrderDelivery {
    private static final int PURPOSE = 500;
    private static final String GONE = "Không giao được nữa / Not available any more";
    private static final String AGAIN =
            "Đã thay đổi sau khi duyệt, phải quyết định lại / Changed since, to be decided again";
    private static final String DAMAGED =
            "Bị hư hỏng, không giao trọn vẹn / Damaged, not delivered whole";
    private static final String PENDING =
            "Đang lập lại, tải lại sau / Being made again, fetch it later";
    private static final String WITHHELD =
            "Không kèm %d tài liệu hạn chế / %d restricted documents are not included";
    private final Order order;
    private final AgencyOrders orders;
    private final AgencyDeliveries deliveries;
    private final OrderCertificates certificates;
    private final DeliveryManifests manifests;

    OrderDelivery(
            Order order,
            AgencyOrders orders,
            AgencyDeliveries deliveries,
            OrderCertificates certificates,
            DeliveryManifests manifests) {
        this.order = order;
        this.orders = orders;
        this.deliveries = deliveries;
        this.certificates = certificates;
        this.manifests = manifests;
    }

    /** Lines from an offset on; none when there are no more. */
    abstract List<Line> piece(int offset);

    /** The line as it stands now; it may have been refused while a long delivery leaves. */
    abstract Optional<Line> now(Line line);

    /** As whom the line is read now. */
    abstract Optional<Reader> entitled(Line line);

    List<Line> granted() {
        List<Line> granted = new ArrayList<>();
        List<Line> piece = piece(0);
        for (int offset = 0; !piece.isEmpty(); piece = piece(offset)) {
            piece.stream().filter(OrderFiles::granted).forEach(granted::add);
            offset += piece.size();
        }
        return granted;
    }

    static UseOfRecords use(Order order, Clock clock) {
        String purpose =
                (order.letterNumber() + ": " + order.purpose())
                        .replaceAll("[\\p{Cntrl}\\s]+", " ")
                        .strip();
        return new UseOfRecords(
                order.number(),
                LocalDate.ofInstant(order.sentAt(), Words.ZONE),
                UsePurpose.OFFICIAL,
                purpose.codePointCount(0, purpose.length()) <= PURPOSE
                        ? purpose
                        : purpose.substring(0, purpose.offsetByCodePoints(0, PURPOSE)),
                null,
                null,
                null,
                clock.instant());
    }

    /** Nothing is found out before the first line that can be had is there. */
    PackageExports.Packed packed(List<Line> granted, String origin) throws NotAvailable {
        if (orders.find(order.number()).isEmpty()) {
            throw new NotAvailable();
        }
        return new PackageExports.Packed() {
            @Override
            public String fileName() {
                return order.number() + ".zip";
            }

            @Override
            public void writeTo(OutputStream out, Progress progress) throws IOException {
                write(granted, origin, out);
            }
        };
    }

    /**
     * @param name empty where no file is there
     * @param digested empty where it is not whole
     * @param note what the agency is told of it, or empty
     */
    private record Delivered(Line line, String name, Optional<Digested> digested, String note) {}

    private record Digested(long size, String sha256, String sha512) {}

    private void write(List<Line> granted, String origin, OutputStream out) throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION); // packages are compressed already
        List<Delivered> all = new ArrayList<>();
        Reader fetching = null;
        for (Line snapshot : granted) {
            Line line = now(snapshot).orElse(snapshot);
            Reader reader = entitled(line).orElse(null);
            fetching = reader == null ? fetching : reader;
            if (line.again() || reader == null) {
                all.add(without(line, line.again() ? AGAIN : GONE));
                continue;
            }
            deliver(zip, line, origin, reader, all);
        }
        if (fetching != null && all.stream().anyMatch(one -> one.note().equals(PENDING))) {
            deliveries.again(order, fetching);
        }
        finish(zip, all);
    }

    private void finish(ZipOutputStream zip, List<Delivered> all) throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        manifest(all, table);
        zip.putNextEntry(new ZipEntry("ban-ke.csv"));
        table.writeTo(zip);
        zip.closeEntry();
        List<Digested> whole = all.stream().flatMap(one -> one.digested().stream()).toList();
        zip.putNextEntry(new ZipEntry("ban-ke.pdf"));
        zip.write(
                manifests.pdf(
                        order,
                        whole.size(),
                        whole.stream().mapToLong(Digested::size).sum(),
                        (int) all.stream().filter(one -> one.digested().isEmpty()).count(),
                        Digest.of(DigestAlgorithm.SHA512, table.toByteArray())));
        zip.finish();
    }

    /** Its package, if it still is as it was made; nothing is written of it before it matched. */
    private void deliver(
            ZipOutputStream zip, Line line, String origin, Reader reader, List<Delivered> all)
            throws IOException {
        if (deliveries.seen(line, reader).isEmpty()) {
            all.add(without(line, GONE));
            return;
        }
        Part part = deliveries.part(order, line, reader).orElse(null);
        if (part == null || part.key() == null) {
            all.add(without(line, part == null ? PENDING : DAMAGED));
            return;
        }
        OrderCertificates.Issued issued = certificates.of(order, line, origin, reader).orElse(null);
        if (issued == null) {
            all.add(without(line, GONE));
            return;
        }
        Optional<AgencyDeliveries.Handed> found = deliveries.open(part);
        if (found.isEmpty()) {
            deliveries.lost(order, line);
            all.add(without(line, PENDING));
            return;
        }
        try (AgencyDeliveries.Handed handed = found.get()) {
            // It was read for a while: rights are asked once more before it leaves.
            if (now(line).flatMap(this::entitled).isEmpty()
                    || deliveries.part(order, line, reader).isEmpty()) {
                all.add(without(line, GONE));
                return;
            }
            Optional<OrderPart> opened = OrderPart.open(handed.path(), issued.certificate().id());
            if (opened.isEmpty()) {
                // The certificate was withdrawn meanwhile, and so were those of single files.
                deliveries.lost(order, line);
                all.add(without(line, PENDING));
                return;
            }
            try (OrderPart whole = opened.get()) {
                entries(zip, line, issued.pdf(), whole, orders.withheld(line, reader), all);
            }
        }
        orders.fetched(order, line, reader);
    }

    private static void entries(
            ZipOutputStream zip,
            Line line,
            byte[] certificate,
            OrderPart part,
            int withheld,
            List<Delivered> all)
            throws IOException {
        String name = "%05d-%s".formatted(line.n(), safe(line.code()));
        String papers = "giay-chung-nhan/" + name;
        all.add(entry(zip, line, papers + ".pdf", "", to -> to.write(certificate)));
        int number = 0;
        for (ZipEntry paper : part.papers()) {
            String single = papers + "-tung-tep" + (number == 0 ? "" : "-" + (number + 1)) + ".pdf";
            all.add(entry(zip, line, single, "", to -> part.paper(paper, to)));
            number++;
        }
        String note = withheld == 0 ? "" : WITHHELD.formatted(withheld, withheld);
        all.add(entry(zip, line, "goi/" + name + ".zip", note, part::dip));
    }

    @FunctionalInterface
    private interface Body {
        void to(OutputStream out) throws IOException;
    }

    private static Delivered entry(
            ZipOutputStream zip, Line line, String name, String note, Body body)
            throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        Digesting to = new Digesting(zip);
        body.to(to);
        zip.closeEntry();
        return new Delivered(line, name, Optional.of(to.digested()), note);
    }

    private static Delivered without(Line line, String note) {
        return new Delivered(line, "", Optional.empty(), note);
    }

    private static void manifest(List<Delivered> all, OutputStream out) throws IOException {
        try (CsvTable table =
                new CsvTable(
                        out,
                        List.of(
                                "Dòng",
                                "Mã hồ sơ",
                                "Tệp",
                                "Số byte",
                                "SHA-256",
                                "SHA-512",
                                "Ghi chú"))) {
            for (Delivered one : all) {
                table.row(
                        List.of(
                                String.valueOf(one.line().n()),
                                one.line().code(),
                                one.name(),
                                one.digested().map(d -> String.valueOf(d.size())).orElse(""),
                                one.digested().map(Digested::sha256).orElse(""),
                                one.digested().map(Digested::sha512).orElse(""),
                                one.note()));
            }
        }
    }

    private static String safe(String code) {
        String plain = code.replaceAll("[^\\p{L}\\p{N}._-]", "_");
        byte[] bytes = plain.getBytes(StandardCharsets.UTF_8);
        return bytes.length <= 150 ? plain : plain.substring(0, 50);
    }

    /** Counts and digests what goes through; closing it leaves the ZIP open. */
    private static final class Digesting extends OutputStream {
        private final OutputStream out;
        private final MessageDigest sha256 = DigestAlgorithm.SHA256.newMessageDigest();
        private final MessageDigest sha512 = DigestAlgorithm.SHA512.newMessageDigest();
        private long size;

        Digesting(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
            sha256.update(bytes, from, length);
            sha512.update(bytes, from, length);
            size += length;
        }

        Digested digested() {
            HexFormat hex = HexFormat.of();
            return new Digested(
                    size, hex.formatHex(sha256.digest()), hex.formatHex(sha512.digest()));
        }
    }
}
