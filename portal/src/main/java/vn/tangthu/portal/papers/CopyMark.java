package vn.tangthu.portal.papers;

import static vn.tangthu.portal.papers.MinutesPaper.VIETNAMESE;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.util.Matrix;
import vn.tangthu.repository.CopyPapers;
import vn.tangthu.repository.GrantedCopies.Kind;

/**
 * The mark BẢN SAO at the top right of the first page of a copy (Thông tư 05/2025). It stands on a
 * strip that is added above the page, with what the copy is of: the page itself stays as it is, and
 * nothing of it is covered. The block of a signature is drawn as an image that the signature shows.
 */
public final class CopyMark {
    /** A strip as wide as A4, in points; on other pages it is as much larger or smaller. */
    private static final float WIDE = 595.276f;

    private static final float HIGH = 104;
    private static final float EDGE = 24;

    /** Below the strip of a copy with redactions: what is covered, and on which law. */
    private static final float BAND = 58;

    private static final float BAND_SIZE = 8;
    private static final int BAND_LINES = 5;
    private static final float BLOCK_WIDE = 252;
    private static final float BLOCK_HIGH = 88;
    private static final float TOP = 8;
    private static final float CODE = 76;
    private static final int DPI = 288;
    private static final String COVERED = "có che thông tin";
    private static final Color CINNABAR = new Color(0xA8201A);
    private static final Color INK = new Color(0x1F1A17);

    private CopyMark() {}

    /**
     * @param page address of its public page; empty where the portal's is not configured
     */
    public record Words(CopyPapers.Facts facts, String archiveName, String page) {
        boolean certified() {
            return facts.kind() == Kind.CERTIFIED;
        }

        boolean covered() {
            return !facts.covered().isEmpty();
        }

        private String day() {
            return VIETNAMESE.day(facts.at());
        }
    }

    /**
     * Where the block of the signature goes, in points from the upper left corner of the page.
     *
     * @param png the block
     */
    public record Block(byte[] png, float x, float y, float width, float height) {}

    /**
     * Writes the PDF with the strip above its first page. Its pages are copied as they are, one
     * after the other, and not held.
     *
     * @param to where nothing is yet
     * @return where the block of the signature goes; of an uncertified copy it is drawn already
     */
    public static Block write(Path bound, Path to, Words words) throws IOException {
        try (PDDocument document =
                Loader.loadPDF(
                        bound.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            PDPage first = document.getPage(0);
            PDRectangle box = first.getMediaBox();
            float scale = box.getWidth() / WIDE;
            float high = HIGH + (words.covered() ? BAND : 0);
            float height = box.getHeight() + high * scale;
            first.setMediaBox(new PDRectangle(box.getWidth(), height));
            try (PDPageContentStream on =
                    new PDPageContentStream(document, first, AppendMode.APPEND, true, true)) {
                on.transform(new Matrix(scale, 0, 0, scale, 0, box.getHeight()));
                MarkPen pen = new MarkPen(document, on);
                if (words.covered()) {
                    band(pen, words);
                    on.transform(new Matrix(1, 0, 0, 1, 0, BAND));
                }
                strip(pen, words);
            }
            document.getDocumentCatalog().setLanguage("vi");
            document.getDocumentInformation().setProducer("Tàng Thư");
            document.save(to.toFile(), CompressParameters.NO_COMPRESSION);
            return new Block(
                    words.certified() ? png(words) : new byte[0],
                    (WIDE - EDGE - BLOCK_WIDE) * scale,
                    TOP * scale,
                    BLOCK_WIDE * scale,
                    BLOCK_HIGH * scale);
        }
    }

    /** What an honest copy says of itself: that it is not whole, and what is certified of it. */
    private static void band(MarkPen pen, Words words) throws IOException {
        String certified =
                words.certified()
                        ? " Kho chỉ xác thực phần không che, không xác thực toàn văn."
                        : "";
        String told =
                "Bản sao có che thông tin."
                        + certified
                        + " Căn cứ che: "
                        + String.join("; ", words.facts().covered())
                        + ".";
        float room = WIDE - 2 * EDGE;
        pen.lines(true, BAND_SIZE, told, EDGE, BAND - BAND_SIZE, room, BAND_LINES);
        pen.rule(EDGE, 2, WIDE - EDGE);
    }

    private static void strip(MarkPen pen, Words words) throws IOException {
        CopyPapers.Facts facts = words.facts();
        float room = WIDE - 3 * EDGE - BLOCK_WIDE;
        float y = HIGH - TOP - 10;
        y = pen.lines(true, 10, words.archiveName(), EDGE, y, room, 2);
        y = pen.lines(false, 8.5f, "Mã lưu trữ: " + facts.recordCode(), EDGE, y, room, 2);
        y =
                pen.lines(
                        false,
                        8.5f,
                        "Bản sao số " + facts.number() + ", theo yêu cầu " + facts.request(),
                        EDGE,
                        y,
                        room,
                        2);
        y = pen.lines(false, 8.5f, words.day() + " · " + amount(facts), EDGE, y, room, 1);
        pen.lines(false, 8.5f, "Mã kiểm chứng: " + grouped(facts.code()), EDGE, y, room, 2);
        pen.rule(EDGE, 3, WIDE - EDGE);
        if (!words.certified()) {
            pen.code(words.page(), WIDE - EDGE - CODE, HIGH - TOP - CODE, CODE);
            float right = WIDE - EDGE - (words.page().isEmpty() ? 0 : CODE + 8);
            pen.colour(CINNABAR);
            pen.right(true, 26, "BẢN SAO", right, HIGH - TOP - 28);
            pen.colour(INK);
            pen.right(false, 9, "không xác thực", right, HIGH - TOP - 44);
            if (words.covered()) {
                pen.right(false, 9, COVERED, right, HIGH - TOP - 56);
            }
        }
    }

    private static String amount(CopyPapers.Facts facts) {
        return VIETNAMESE.number(facts.pages())
                + " trang, "
                + VIETNAMESE.number(facts.documents())
                + " văn bản";
    }

    /** In groups of four, as a person types it. */
    static String grouped(String code) {
        return code.replaceAll("(.{4})(?=.)", "$1 ");
    }

    /** Its letters are drawn as the saved PDF has them: until it is saved a font is not whole. */
    private static byte[] png(Words words) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PDPage page = new PDPage(new PDRectangle(BLOCK_WIDE, BLOCK_HIGH));
            document.addPage(page);
            try (PDPageContentStream to = new PDPageContentStream(document, page)) {
                block(new MarkPen(document, to), words);
            }
            document.save(pdf);
        }
        try (PDDocument document = Loader.loadPDF(pdf.toByteArray())) {
            BufferedImage image =
                    new PDFRenderer(document).renderImageWithDPI(0, DPI, ImageType.RGB);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        }
    }

    private static void block(MarkPen pen, Words words) throws IOException {
        CopyPapers.Facts facts = words.facts();
        boolean code = !words.page().isEmpty();
        pen.colour(CINNABAR);
        pen.frame(1, 1, BLOCK_WIDE - 2, BLOCK_HIGH - 2);
        float room = BLOCK_WIDE - 16 - (code ? CODE + 4 : 0);
        if (words.covered()) {
            pen.lines(true, 17, "BẢN SAO", 8, BLOCK_HIGH - 24, room, 1);
            pen.right(false, 8, COVERED, 8 + room, BLOCK_HIGH - 24);
        } else {
            pen.lines(true, 22, "BẢN SAO", 8, BLOCK_HIGH - 26, room, 1);
        }
        pen.colour(INK);
        float y = BLOCK_HIGH - 37;
        y = pen.lines(true, 8, words.archiveName(), 8, y, room, 2);
        y = pen.lines(false, 8, facts.recordCode(), 8, y, room, 1);
        y = pen.lines(false, 8, facts.number() + " · " + words.day(), 8, y, room, 1);
        pen.lines(false, 8, facts.request(), 8, y, room, 1);
        pen.code(words.page(), BLOCK_WIDE - CODE - 6, (BLOCK_HIGH - CODE) / 2, CODE);
    }
}
