package vn.tangthu.indexer.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.zip.DeflaterOutputStream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Sheet;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * A PDF of images that leaves while it is made (ISO 32000-1, 7.5): each page with its image as soon
 * as it is there, the tree of pages and the table of objects at the end. PDFBox keeps a document
 * whole until it is saved, so it makes the images and not the file. What is held is eight bytes for
 * each object. Where each page came with what was read on it, and nothing is in the way, the whole
 * is PDF/A-2u.
 */
final class StreamedPdf {
    /** Where an image does not say: as wide as A4. */
    private static final float A4_WIDTH = 595.276f;

    private static final float A4_HEIGHT = 841.89f;
    private static final float POINTS_PER_INCH = 72;

    /** The largest page that readers show (ISO 32000-1, annex C). */
    private static final float LONGEST = 14_400;

    /** The smallest page of PDF/A (ISO 19005-2, 6.1.13). */
    private static final float SHORTEST = 3;

    private static final int CATALOG = 1;
    private static final int PAGES = 2;
    private static final int INFO = 3;
    private static final int FIRST_OF_PAGES = INFO + TwoLayerObjects.OBJECTS + 1;
    private static final int OBJECTS_OF_PAGE = 3;

    private final OutputStream out;
    private final String title;
    private final @Nullable String about;
    private long[] offsets = new long[256];
    private final MessageDigest sum = DigestAlgorithm.SHA256.newMessageDigest();
    private int pages;
    private long written;
    private boolean hasText;

    /** Whether every page so far is as PDF/A has it. */
    private boolean archival = true;

    /**
     * @param about what else it says of itself, or null
     */
    StreamedPdf(OutputStream out, String title, @Nullable String about) {
        this.out = out;
        this.title = title;
        this.about = about;
    }

    /**
     * An image, from a file that has its bytes and nothing else.
     *
     * @param read what was read on it, to be laid under it; null for none
     */
    void add(Answer.Bindable image, Path bytes, ExtractedText.@Nullable Page read)
            throws IOException {
        try (InputStream in = Files.newInputStream(bytes)) {
            add(image, in, Files.size(bytes), read);
        }
    }

    void add(Answer.Bindable image, InputStream bytes, long size, ExtractedText.@Nullable Page read)
            throws IOException {
        // A document has one profile of colours, and ours is of red, green and blue.
        archival &= read != null && image.components() != 4;
        String text = read == null ? "" : UnseenText.of(read, "T");
        hasText |= !text.isEmpty();
        Shape shape = Shape.of(image);
        archival &= Math.min(shape.width(), shape.height()) >= SHORTEST;
        int number = begin();
        text(
                number
                        + " 0 obj\n<< /Type /XObject /Subtype /Image /Width "
                        + image.width()
                        + " /Height "
                        + image.height()
                        + filter(image)
                        + " /Length "
                        + size
                        + " >>\nstream\n");
        byte[] buffer = new byte[1 << 16];
        long copied = 0;
        for (int count = bytes.read(buffer); count >= 0; count = bytes.read(buffer)) {
            write(buffer, count);
            copied += count;
        }
        if (copied != size) {
            throw new IOException("An image changed while it was written");
        }
        text("\nendstream\nendobj\n");
        page(
                number,
                "q " + shape.matrix() + " cm " + placed(image.sheet()) + text + " Q",
                "/XObject << /I "
                        + number
                        + " 0 R >>"
                        + (text.isEmpty() ? "" : " /Font << /T " + (INFO + 1) + " 0 R >>"),
                box(shape.width(), shape.height()));
    }

    /**
     * A page that an image makes.
     *
     * @param width points
     * @param height points
     * @param matrix from the unit square that the text knows to the page
     */
    private record Shape(float width, float height, String matrix) {
        static Shape of(Answer.Bindable image) {
            Sheet sheet = image.sheet();
            boolean lies = image.orientation() > 4;
            int across = lies ? image.height() : image.width();
            int down = lies ? image.width() : image.height();
            float width = image.dpi() > 0 ? across * POINTS_PER_INCH / image.dpi() : A4_WIDTH;
            float height = width * down / across;
            if (sheet != null) {
                width = (float) sheet.width();
                height = (float) sheet.height();
            }
            float shrunk = Math.min(1, LONGEST / Math.max(width, height));
            return new Shape(
                    width * shrunk,
                    height * shrunk,
                    turned(image.orientation(), width * shrunk, height * shrunk));
        }
    }

    /** The image on the unit square of its page. */
    private static String placed(@Nullable Sheet sheet) {
        return sheet == null
                ? "/I Do"
                : String.format(
                        Locale.ROOT,
                        "q %.6f %.6f %.6f %.6f %.6f %.6f cm /I Do Q",
                        sheet.a(),
                        sheet.b(),
                        sheet.c(),
                        sheet.d(),
                        sheet.e(),
                        sheet.f());
    }

    /** Where the unit square of an image goes (ISO 32000-1, 8.3.4), so that it stands upright. */
    private static String turned(int orientation, float w, float h) {
        float[] to =
                switch (orientation) {
                    case 2 -> new float[] {-w, 0, 0, h, w, 0};
                    case 3 -> new float[] {-w, 0, 0, -h, w, h};
                    case 4 -> new float[] {w, 0, 0, -h, 0, h};
                    case 5 -> new float[] {0, -h, -w, 0, w, h};
                    case 6 -> new float[] {0, -h, w, 0, 0, h};
                    case 7 -> new float[] {0, h, w, 0, 0, 0};
                    case 8 -> new float[] {0, h, -w, 0, w, 0};
                    default -> new float[] {w, 0, 0, h, 0, 0};
                };
        return String.format(
                Locale.ROOT,
                "%.2f %.2f %.2f %.2f %.2f %.2f",
                to[0],
                to[1],
                to[2],
                to[3],
                to[4],
                to[5]);
    }

    private static String filter(Answer.Bindable image) {
        String space =
                switch (image.components()) {
                    case 1 -> "/DeviceGray";
                    case 3 -> "/DeviceRGB";
                    default -> "/DeviceCMYK /Decode [1 0 1 0 1 0 1 0]";
                };
        return switch (image.coding()) {
            case JPEG -> " /ColorSpace " + space + " /BitsPerComponent 8 /Filter /DCTDecode";
            case FAX ->
                    " /ColorSpace /DeviceGray /BitsPerComponent 1 /Filter /CCITTFaxDecode"
                            + " /DecodeParms << /K "
                            + image.k()
                            + " /Columns "
                            + image.width()
                            + " /Rows "
                            + image.height()
                            + " /BlackIs1 "
                            + image.blackIsOne()
                            + " >>";
        };
    }

    /** A sheet of A4 with this line; letters of ASCII alone, since it brings no font. */
    void addLine(String line) throws IOException {
        archival = false;
        int number = begin();
        text(number + " 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\nendobj\n");
        page(
                number,
                "BT /F 12 Tf 60 760 Td (" + line.replaceAll("[^ -'*-\\[\\]-~]", "?") + ") Tj ET",
                "/Font << /F " + number + " 0 R >>",
                box(A4_WIDTH, A4_HEIGHT));
    }

    /** Number of the page's first object. */
    private int begin() throws IOException {
        if (pages == 0) {
            // The second line tells programs that this is no text (7.5.2).
            text("%PDF-1.7\n%");
            byte[] high = {(byte) 0xe2, (byte) 0xe3, (byte) 0xcf, (byte) 0xd3, '\n'};
            write(high, high.length);
        }
        int number = FIRST_OF_PAGES + pages * OBJECTS_OF_PAGE;
        pages++;
        offset(number);
        return number;
    }

    private void page(int first, String content, String resources, String box) throws IOException {
        stream(first + 1, "", content.getBytes(StandardCharsets.US_ASCII));
        object(
                first + 2,
                "<< /Type /Page /Parent "
                        + PAGES
                        + " 0 R /MediaBox [0 0 "
                        + box
                        + "] /Contents "
                        + (first + 1)
                        + " 0 R /Resources << "
                        + resources
                        + " >> >>");
    }

    private void object(int number, String value) throws IOException {
        offset(number);
        text(number + " 0 obj\n" + value + "\nendobj\n");
    }

    /**
     * A stream, packed where that makes it smaller; what a file says of itself is read without.
     *
     * @param entries further ones of its dictionary
     */
    private void stream(int number, String entries, byte[] bytes) throws IOException {
        byte[] packed = deflated(bytes);
        boolean smaller = packed.length + 20 < bytes.length && !entries.contains("/Metadata");
        byte[] body = smaller ? packed : bytes;
        offset(number);
        text(
                number
                        + " 0 obj\n<< "
                        + entries
                        + (smaller ? "/Filter /FlateDecode " : "")
                        + "/Length "
                        + body.length
                        + " >>\nstream\n");
        write(body, body.length);
        text("\nendstream\nendobj\n");
    }

    private static byte[] deflated(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(packed)) {
            deflater.write(bytes);
        }
        return packed.toByteArray();
    }

    /** Writes what makes it a PDF. */
    void finish() throws IOException {
        TwoLayerObjects parts = new TwoLayerObjects(INFO + 1);
        if (hasText) {
            parts.font(this::object, this::stream);
        }
        if (archival) {
            parts.identity(title, about, this::stream);
        }
        object(
                CATALOG,
                "<< /Type /Catalog /Pages "
                        + PAGES
                        + " 0 R"
                        + (archival ? parts.ofCatalog() : "")
                        + " >>");
        offset(PAGES);
        text(PAGES + " 0 obj\n<< /Type /Pages /Count " + pages + " /Kids [\n");
        for (int page = 0; page < pages; page++) {
            text(FIRST_OF_PAGES + page * OBJECTS_OF_PAGE + 2 + " 0 R\n");
        }
        text("] >>\nendobj\n");
        object(
                INFO,
                "<< /Title <feff"
                        + hex(title)
                        + ">"
                        + (about == null ? "" : " /Subject <feff" + hex(about) + ">")
                        + " >>");
        String id = HexFormat.of().formatHex(sum.digest(), 0, 16);
        long table = written;
        int count = FIRST_OF_PAGES + pages * OBJECTS_OF_PAGE;
        text("xref\n0 " + count + "\n");
        for (int number = 0; number < count; number++) {
            // What is not there refers back to object 0 (7.5.4).
            text(
                    offsets[number] == 0
                            ? "0000000000 65535 f \n"
                            : String.format(Locale.ROOT, "%010d 00000 n \n", offsets[number]));
        }
        text(
                "trailer\n<< /Size "
                        + count
                        + " /Root "
                        + CATALOG
                        + " 0 R /Info "
                        + INFO
                        + " 0 R /ID [<"
                        + id
                        + "> <"
                        + id
                        + ">] >>\nstartxref\n"
                        + table
                        + "\n%%EOF\n");
        out.flush();
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_16BE));
    }

    private static String box(float width, float height) {
        return String.format(Locale.ROOT, "%.2f %.2f", width, height);
    }

    private void offset(int number) {
        if (number >= offsets.length) {
            offsets = Arrays.copyOf(offsets, Math.max(number + 1, offsets.length * 2));
        }
        offsets[number] = written;
    }

    private void text(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        write(bytes, bytes.length);
    }

    private void write(byte[] bytes, int count) throws IOException {
        out.write(bytes, 0, count);
        sum.update(bytes, 0, count);
        written += count;
    }
}
