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
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;

/**
 * A page for each file that an agency receives, to be passed on with that file alone: what it is,
 * its digests, and a code and QR of its own, which lead to a public page that tells whether a file
 * is this one and nothing of the other files. It leaves with the content and goes with it, so it
 * may hold names, which the certificate of the hồ sơ never does.
 */
public final class FileCertificates {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private FileCertificates() {}

    /**
     * @param number its place among the files of the certificate of the hồ sơ, from 1
     * @param code of its page; null where that certificate does not name it, since it names only
     *     what everybody may see
     * @param page address of its page, null where it has no code
     */
    public record Entry(
            int number,
            ArchivalDocument document,
            ContentFile file,
            @Nullable String code,
            @Nullable String page) {}

    /**
     * @param record code of the hồ sơ
     * @param certificate number of the certificate of the hồ sơ
     * @param order that they are delivered for
     * @param signer whose signature the PDF will have, or null for none
     */
    public record Facts(
            String archiveName,
            String record,
            int version,
            String certificate,
            String order,
            String receiver,
            Instant at,
            @Nullable String signer) {}

    public static void write(Facts facts, List<Entry> entries, OutputStream out)
            throws IOException {
        String title = "Giấy xác thực từng tệp " + facts.certificate();
        try (PdfPaper paper = new PdfPaper(out, title, false)) {
            paper.archival(title);
            boolean first = true;
            for (Entry entry : entries) {
                if (!first) {
                    paper.pageBreak();
                }
                first = false;
                page(paper, facts, entry);
            }
        }
    }

    private static void page(PdfPaper paper, Facts facts, Entry entry) throws IOException {
        ContentFile file = entry.file();
        paper.twoBlocks(
                42,
                List.of(
                        Line.bold(facts.archiveName().toUpperCase(Locale.ROOT)),
                        Line.plain("Số: " + facts.certificate() + "/" + entry.number())),
                List.of(
                        Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                        Line.bold("Độc lập - Tự do - Hạnh phúc")));
        paper.space(1);
        paper.title("GIẤY XÁC THỰC TỆP");
        paper.paragraph("Certificate of authenticity of a file", Align.CENTRE, Weight.ITALIC);
        paper.space(0.5);
        say(paper, "Hồ sơ / record", facts.record() + ", phiên bản / version " + facts.version());
        String number = entry.document().description().printedNumber();
        say(
                paper,
                "Tài liệu / document",
                (number.isEmpty() ? "" : number + " · ")
                        + entry.document().description().subject());
        say(paper, "Tệp / file", file.originalName());
        say(paper, "Trong gói / in the package", file.path());
        say(paper, "Định dạng, dung lượng / format, bytes", type(file));
        say(paper, "SHA-256", file.sha256().hex());
        say(paper, "SHA-512", halves(file.sha512().hex()));
        say(paper, "Giao cho / delivered to", facts.receiver() + ", " + facts.order());
        say(paper, "Lập lúc / issued", VIETNAMESE.minute(facts.at()));
        say(paper, "Ký số / signed", RecordCertificate.signature(facts.signer()));
        String code = entry.code();
        String page = entry.page();
        if (code == null || page == null) {
            paper.space(0.5);
            paper.paragraph(
                    "Tài liệu hạn chế: trang công khai không xác nhận tệp này, chữ ký số trên giấy và"
                            + " bản kê giao xác nhận. / Restricted: no public page confirms this file;"
                            + " the signature on this paper and the manifest do.",
                    Align.LEFT,
                    Weight.ITALIC);
            return;
        }
        say(paper, "Mã xác thực / code", CopyMark.grouped(code));
        say(paper, "Kiểm chứng tại / verify at", page);
        paper.square(RecordCertificate.code(page), 110);
        paper.paragraph(
                "Trang kiểm chứng nhận tệp hoặc mã SHA-512 và trả lời đúng tệp này hay không; không cho"
                        + " biết gì về các tệp khác. / The page tells whether a file is this one, and"
                        + " nothing of others.",
                Align.LEFT,
                Weight.ITALIC);
    }

    private static String type(ContentFile file) {
        return file.mimeType() + ", " + VIETNAMESE.number(file.size());
    }

    private static String halves(String hex) {
        return hex.substring(0, hex.length() / 2) + " " + hex.substring(hex.length() / 2);
    }

    private static void say(PdfPaper paper, String what, String value) throws IOException {
        paper.paragraph(what + ": " + value, Align.LEFT, Weight.PLAIN);
    }
}
