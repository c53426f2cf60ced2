package vn.tangthu.portal.space;

import java.io.FilterOutputStream;
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
import vn.tangthu.portal.papers.CsvTable;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * A delivery while it leaves: a ZIP of a DIP and a certificate for each line, and last the manifest
 * with the digests of each. One file is held at a time, whatever the order has. A line that may not
 * be had any more stands in the manifest without a package.
 */
abstract class OrderDelivery {
    private static final int PURPOSE = 500;
    private static final String GONE = "Không giao được nữa / Not available any more";
    private static final String AGAIN =
            "Đã thay đổi sau khi duyệt, phải quyết định lại / Changed since, to be decided again";
    private static final String DAMAGED =
            "Bị hư hỏng, không giao trọn vẹn / Damaged, not delivered whole";
    private static final String WITHHELD =
            "Không kèm %d tài liệu hạn chế / %d restricted documents are not included";
    private final Order order;
    private final AgencyOrders orders;
    private final PackageExports packages;
    private final OrderCertificates certificates;
    private final Clock clock;

    OrderDelivery(
            Order order,
            AgencyOrders orders,
            PackageExports packages,
            OrderCertificates certificates,
            Clock clock) {
        this.order = order;
        this.orders = orders;
        this.packages = packages;
        this.certificates = certificates;
        this.clock = clock;
    }

    /** Lines from an offset on; none when there are no more. */
    abstract List<Line> piece(int offset);

    /** The line as it stands now; it may have been refused while a long delivery leaves. */
    abstract Optional<Line> now(Line line);

    /** A damaged hồ sơ, for an archivist to look into. */
    abstract void damaged(Line line, Damaged damage, Reader reader);

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
                write(granted, origin, out, progress);
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

    private void write(List<Line> granted, String origin, OutputStream out, Progress progress)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(out);
        zip.setLevel(Deflater.NO_COMPRESSION); // packages are compressed already
        UseOfRecords use = use(order, clock);
        List<Delivered> all = new ArrayList<>();
        for (Line snapshot : granted) {
            Line line = now(snapshot).orElse(snapshot);
            Reader reader = entitled(line).orElse(null);
            if (line.again() || reader == null) {
                all.add(without(line, line.again() ? AGAIN : GONE));
                continue;
            }
            try {
                deliver(zip, line, use, origin, reader, all, progress);
            } catch (NotAvailable e) {
                all.add(without(line, GONE));
            } catch (Damaged e) {
                all.add(without(line, DAMAGED));
                damaged(line, e, reader);
            }
        }
        zip.putNextEntry(new ZipEntry("ban-ke.csv"));
        manifest(all, zip);
        zip.finish();
    }

    /**
     * Nothing is written of a hồ sơ that is found damaged or withheld before its first file; what
     * is found later leaves a package that is cut off, which the manifest says, without digests.
     */
    private void deliver(
            ZipOutputStream zip,
            Line line,
            UseOfRecords use,
            String origin,
            Reader reader,
            List<Delivered> all,
            Progress progress)
            throws IOException, NotAvailable, Damaged {
        String name = "%05d-%s".formatted(line.n(), safe(line.code()));
        PackageExports.Packed dip = packages.dip(line.record(), OrderFiles.only(line), use, reader);
        byte[] certificate =
                certificates.pdf(order, line, origin, reader).orElseThrow(NotAvailable::new);
        String paper = "giay-chung-nhan/" + name + ".pdf";
        zip.putNextEntry(new ZipEntry(paper));
        Digesting signed = new Digesting(zip);
        signed.write(certificate, 0, certificate.length);
        zip.closeEntry();
        all.add(new Delivered(line, paper, Optional.of(signed.digested()), ""));

        String packed = "goi/" + name + ".zip";
        zip.putNextEntry(new ZipEntry(packed));
        Digesting to = new Digesting(zip);
        try {
            dip.writeTo(to, progress);
        } catch (NotAvailable e) {
            zip.closeEntry();
            all.add(new Delivered(line, packed, Optional.empty(), GONE));
            return;
        } catch (Damaged e) {
            zip.closeEntry();
            all.add(new Delivered(line, packed, Optional.empty(), DAMAGED));
            damaged(line, e, reader);
            return;
        }
        zip.closeEntry();
        int withheld = orders.withheld(line, reader);
        String note = withheld == 0 ? "" : WITHHELD.formatted(withheld, withheld);
        all.add(new Delivered(line, packed, Optional.of(to.digested()), note));
        orders.fetched(order, line, reader);
    }

    private static Delivered without(Line line, String note) {
        return new Delivered(line, "", Optional.empty(), note);
    }

    private void manifest(List<Delivered> all, OutputStream zip) throws IOException {
        OutputStream open =
                new FilterOutputStream(zip) {
                    @Override
                    public void write(byte[] bytes, int from, int length) throws IOException {
                        out.write(bytes, from, length);
                    }

                    @Override
                    public void close() throws IOException {
                        flush(); // the ZIP goes on
                    }
                };
        try (CsvTable table =
                new CsvTable(
                        open,
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
