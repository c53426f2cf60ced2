package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.storage.Digest;

/**
 * The signed page that goes with the manifest of a delivery: which order it answers, how much left,
 * and the digest of the manifest, which has the digests of everything else.
 */
public final class DeliveryPaper {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private DeliveryPaper() {}

    /**
     * @param files that left whole
     * @param bytes of them
     * @param left lines of which nothing left
     * @param manifest SHA-512 of {@code ban-ke.csv}
     * @param signer whose signature the PDF will have, or null for none
     */
    public record Facts(
            Order order,
            String archiveName,
            int files,
            long bytes,
            int left,
            Digest manifest,
            Instant at,
            @Nullable String signer) {}

    public static void write(Facts facts, OutputStream out) throws IOException {
        Order order = facts.order();
        try (PdfPaper paper = new PdfPaper(out, "Bản kê giao " + order.number(), false)) {
            paper.twoBlocks(
                    42,
                    List.of(
                            Line.bold(facts.archiveName().toUpperCase(Locale.ROOT)),
                            Line.plain("Số: " + order.number())),
                    List.of(
                            Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                            Line.bold("Độc lập - Tự do - Hạnh phúc")));
            paper.space(1);
            paper.title("BẢN KÊ TÀI LIỆU GIAO CHO CƠ QUAN");
            paper.space(0.5);
            say(paper, "Giao cho", order.bodyName());
            say(
                    paper,
                    "Theo công văn",
                    order.letterNumber() + " ngày " + VIETNAMESE.day(order.letterDay()));
            say(paper, "Mục đích sử dụng", order.purpose());
            say(paper, "Lúc giao", VIETNAMESE.minute(facts.at()));
            say(
                    paper,
                    "Số tệp đã giao",
                    VIETNAMESE.number(facts.files()) + ", " + VIETNAMESE.bytes(facts.bytes()));
            say(paper, "Số dòng không giao, lý do trong bản kê", VIETNAMESE.number(facts.left()));
            String hex = facts.manifest().hex();
            say(
                    paper,
                    "SHA-512 của ban-ke.csv, nơi có mã băm của từng tệp",
                    hex.substring(0, hex.length() / 2) + " " + hex.substring(hex.length() / 2));
            say(paper, "Ký số", RecordCertificate.signature(facts.signer()));
        }
    }

    private static void say(PdfPaper paper, String what, String value) throws IOException {
        paper.paragraph(what + ": " + value, Align.LEFT, Weight.PLAIN);
    }
}
