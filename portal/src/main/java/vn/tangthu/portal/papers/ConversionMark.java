package vn.tangthu.portal.papers;

import java.io.IOException;
import java.nio.file.Path;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.util.Matrix;
import vn.tangthu.repository.CopyPapers;

/**
 * The words on a digital document that is converted to paper (Thông tư 05/2025, Điều 13–16, Phụ lục
 * VI): TÀI LIỆU LƯU TRỮ CHUYỂN ĐỔI, mã lưu trữ of the original, the body, and room for its
 * signature, after the content on the last page of each document. They stand on a strip that is
 * added below the page: nothing of it is covered. Number and code lead to its public page, so that
 * who holds the paper can ask about it.
 */
public final class ConversionMark {
    static final String WORDS = "TÀI LIỆU LƯU TRỮ CHUYỂN ĐỔI";

    /** As wide as A4, in points; on other pages it is as much larger or smaller. */
    private static final float WIDE = 595.276f;

    private static final float HIGH = 158;
    private static final float EDGE = 24;
    private static final float TOP = 14;
    private static final float CODE = 76;
    private static final float SIGNATURE = 190;
    private static final float SIZE = 9;

    private ConversionMark() {}

    /**
     * Its pages are copied as they are and not held.
     *
     * @param to where nothing is yet
     * @param page address of its public page; empty where the portal's is not configured
     */
    public static void write(
            Path bound, Path to, CopyPapers.Facts facts, String archiveName, String page)
            throws IOException {
        try (PDDocument document =
                Loader.loadPDF(
                        bound.toFile(), "", null, null, IOUtils.createTempFileOnlyStreamCache())) {
            for (CopyPapers.Original original : facts.originals()) {
                PDPage last = document.getPage(original.lastPage() - 1);
                below(document, last, original, facts, archiveName, page);
            }
            document.getDocumentCatalog().setLanguage("vi");
            document.getDocumentInformation().setProducer("Tàng Thư");
            document.save(to.toFile(), CompressParameters.NO_COMPRESSION);
        }
    }

    private static void below(
            PDDocument document,
            PDPage last,
            CopyPapers.Original original,
            CopyPapers.Facts facts,
            String archiveName,
            String page)
            throws IOException {
        PDRectangle box = last.getMediaBox();
        float scale = box.getWidth() / WIDE;
        float foot = box.getLowerLeftY() - HIGH * scale;
        last.setMediaBox(
                new PDRectangle(
                        box.getLowerLeftX(), foot, box.getWidth(), box.getUpperRightY() - foot));
        try (PDPageContentStream on =
                new PDPageContentStream(document, last, AppendMode.APPEND, true, true)) {
            on.transform(new Matrix(scale, 0, 0, scale, box.getLowerLeftX(), foot));
            MarkPen pen = new MarkPen(document, on);
            pen.rule(EDGE, HIGH - 3, WIDE - EDGE);
            words(pen, original, facts, archiveName, page.isEmpty() ? 0 : CODE + 8);
            pen.code(page, WIDE - EDGE - SIGNATURE - CODE - 8, HIGH - TOP - CODE, CODE);
            signature(pen, archiveName);
        }
    }

    private static void words(
            MarkPen pen,
            CopyPapers.Original original,
            CopyPapers.Facts facts,
            String archiveName,
            float code)
            throws IOException {
        float room = WIDE - 3 * EDGE - SIGNATURE - code;
        float y = HIGH - TOP - 10;
        y = pen.lines(true, 12, WORDS, EDGE, y, room, 2);
        y = line(pen, "Mã lưu trữ tài liệu gốc: " + original.arcDocCode(), y, room, 2);
        y = line(pen, "Cơ quan chuyển đổi: " + archiveName, y, room, 2);
        y = line(pen, "Số " + facts.number() + ", theo yêu cầu " + facts.request(), y, room, 2);
        if (!facts.covered().isEmpty()) {
            String grounds = String.join("; ", facts.covered());
            y = line(pen, "Có che thông tin, căn cứ: " + grounds, y, room, 2);
        }
        float unused = line(pen, "Mã kiểm chứng: " + CopyMark.grouped(facts.code()), y, room, 2);
    }

    private static float line(MarkPen pen, String text, float y, float room, int most)
            throws IOException {
        return pen.lines(false, SIZE, text, EDGE, y, room, most);
    }

    /** Signed by hand, with the seal, once it is printed. */
    private static void signature(MarkPen pen, String archiveName) throws IOException {
        float left = WIDE - EDGE - SIGNATURE;
        float y = HIGH - TOP - 10;
        y = pen.lines(false, SIZE, "Ngày …… tháng …… năm ………", left, y, SIGNATURE, 1);
        y = pen.lines(true, SIZE, archiveName, left, y, SIGNATURE, 2);
        float unused =
                pen.lines(
                        false,
                        SIZE,
                        "(Chữ ký của người có thẩm quyền, họ tên, dấu)",
                        left,
                        y,
                        SIGNATURE,
                        2);
    }
}
