package vn.tangthu.portal.space;

import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import vn.tangthu.repository.Retrieval.Damaged;
import vn.tangthu.repository.Retrieval.NotAvailable;

/**
 * What the job keeps of a line (ADR 0041): a ZIP of the DIP as it was made and the certificates of
 * its single files, which belong to one certificate of the hồ sơ. The two leave as entries of their
 * own.
 */
final class OrderPart implements Closeable {
    private static final String PACKAGE = "goi.zip";
    private static final String PAPERS = "tung-tep/";

    private final ZipFile zip;

    private OrderPart(ZipFile zip) {
        this.zip = zip;
    }

    /** Writes a part, what is written being told apart only by what it is. */
    static final class Making implements Closeable {
        private final ZipOutputStream zip;
        private int papers;

        Making(OutputStream out) {
            zip = new ZipOutputStream(out);
            zip.setLevel(Deflater.NO_COMPRESSION); // packages and PDFs are compressed already
        }

        interface Packed {
            void writeTo(OutputStream out) throws IOException, NotAvailable, Damaged;
        }

        void dip(Packed dip) throws IOException, NotAvailable, Damaged {
            zip.putNextEntry(new ZipEntry(PACKAGE));
            dip.writeTo(
                    new FilterOutputStream(zip) {
                        @Override
                        public void write(byte[] bytes, int from, int length) throws IOException {
                            zip.write(bytes, from, length);
                        }

                        @Override
                        public void close() throws IOException {
                            zip.flush(); // the rest of the part is still to come
                        }
                    });
            zip.closeEntry();
        }

        void paper(UUID certificate, byte[] pdf) throws IOException {
            // Eight digits, so that they are read again in their order.
            zip.putNextEntry(
                    new ZipEntry(PAPERS + certificate + "/" + "%08d.pdf".formatted(++papers)));
            zip.write(pdf);
            zip.closeEntry();
        }

        @Override
        public void close() throws IOException {
            zip.close();
        }
    }

    /**
     * @return empty where it is none that goes with this certificate: it is to be made anew
     */
    static Optional<OrderPart> open(Path file, UUID certificate) throws IOException {
        if (Files.size(file) == 0) {
            return Optional.empty();
        }
        ZipFile zip;
        try {
            zip = new ZipFile(file.toFile());
        } catch (ZipException e) {
            return Optional.empty();
        }
        OrderPart part = new OrderPart(zip);
        String papers = PAPERS + certificate + "/";
        boolean whole =
                zip.getEntry(PACKAGE) != null
                        && part.papers().stream().allMatch(one -> one.getName().startsWith(papers));
        if (!whole || part.papers().isEmpty()) {
            zip.close();
            return Optional.empty();
        }
        return Optional.of(part);
    }

    /** In their order. */
    List<ZipEntry> papers() {
        return zip.stream()
                .filter(one -> one.getName().startsWith(PAPERS))
                .map(one -> (ZipEntry) one)
                .sorted(Comparator.comparing(ZipEntry::getName))
                .toList();
    }

    void paper(ZipEntry paper, OutputStream out) throws IOException {
        try (InputStream in = zip.getInputStream(paper)) {
            long unused = in.transferTo(out);
        }
    }

    void dip(OutputStream out) throws IOException {
        try (InputStream in = zip.getInputStream(zip.getEntry(PACKAGE))) {
            long unused = in.transferTo(out);
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
