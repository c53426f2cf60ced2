package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.CopyPapers.Certified;
import vn.tangthu.repository.CopyPapers.Given;

/**
 * The certificate that goes with a DIP (Thông tư 05/2025): its 11 items and no other, as PDF/A-2b.
 * Items 4 to 7 stand once for each document. Below them stands which package it is about, by name
 * and digest, and what can be said of its own signature.
 */
public final class DipCertificate {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private DipCertificate() {}

    /**
     * @param page address of its public page; empty where the portal's is not configured
     * @param signer whose signature the PDF will have, or null for none
     */
    public static void write(
            Certified facts,
            String archiveName,
            String page,
            @Nullable String signer,
            OutputStream out)
            throws IOException {
        String title = "Giấy xác thực gói sử dụng " + facts.number();
        try (PdfPaper paper = new PdfPaper(out, title, false)) {
            paper.archival(title);
            paper.twoBlocks(
                    42,
                    List.of(
                            Line.bold(archiveName.toUpperCase(Locale.ROOT)),
                            Line.plain("Số: " + facts.number())),
                    List.of(
                            Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                            Line.bold("Độc lập - Tự do - Hạnh phúc")));
            paper.space(1);
            paper.title("GIẤY XÁC THỰC TÀI LIỆU LƯU TRỮ SỐ");
            paper.space(0.5);
            say(paper, "1. Mã xác thực lưu trữ", CopyMark.grouped(facts.code()));
            say(paper, "2. Tên lưu trữ lịch sử", archiveName);
            say(paper, "3. Người nhận, số định danh", receiver(facts));
            documents(paper, facts.documents());
            say(paper, "8. Mục đích sử dụng", facts.purpose());
            say(paper, "9. Ngày cấp", VIETNAMESE.day(facts.at()));
            say(paper, "10. Thời hạn sử dụng", "đến " + VIETNAMESE.minute(facts.until()));
            say(paper, "11. Số lượng bản", "01");
            paper.space(0.5);
            String hex = facts.dip().hex();
            paper.paragraph(
                    "Gói sử dụng đi kèm: "
                            + facts.packageName()
                            + ", SHA-512 "
                            + hex.substring(0, hex.length() / 2)
                            + " "
                            + hex.substring(hex.length() / 2),
                    Align.LEFT,
                    Weight.ITALIC);
            paper.paragraph(
                    "Ký số: " + RecordCertificate.signature(signer), Align.LEFT, Weight.ITALIC);
            if (!page.isEmpty()) {
                paper.paragraph("Kiểm chứng tại: " + page, Align.LEFT, Weight.ITALIC);
                paper.square(RecordCertificate.code(page), 110);
            }
        }
    }

    private static String receiver(Certified facts) {
        String number = facts.identityNumber();
        String behalf = facts.onBehalfOf();
        return facts.receiver()
                + ", "
                + (number == null || number.isBlank()
                        ? "không khai số định danh"
                        : "số định danh " + number)
                + (behalf == null || behalf.isBlank() ? "" : " (thay mặt " + behalf + ")");
    }

    private static void documents(PdfPaper paper, List<Given> documents) throws IOException {
        paper.table(
                List.of(
                        new Column("4. Mã lưu trữ tài liệu gốc", 4, Align.LEFT),
                        new Column("5. Số, ký hiệu", 3, Align.LEFT),
                        new Column("6. Tên loại", 2, Align.LEFT),
                        new Column("7. Trích yếu nội dung", 6, Align.LEFT)));
        for (Given one : documents) {
            paper.row(
                    List.of(
                            one.arcDocCode(),
                            one.reference().isEmpty() ? "–" : one.reference(),
                            one.type() == null ? "–" : one.type().vietnamese(),
                            one.subject()),
                    Weight.PLAIN);
        }
        paper.endTable();
    }

    private static void say(PdfPaper paper, String what, String value) throws IOException {
        paper.paragraph(what + ": " + value, Align.LEFT, Weight.PLAIN);
    }
}
