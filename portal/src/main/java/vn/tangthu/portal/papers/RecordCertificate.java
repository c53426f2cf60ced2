package vn.tangthu.portal.papers;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.common.BitMatrix;
import com.google.zxing.qrcode.QRCodeWriter;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.FixityState;
import vn.tangthu.repository.Ledger.Inclusion;
import vn.tangthu.repository.RecordView;

/**
 * That a hồ sơ is kept and unchanged: what everybody may see of it, the digest of each file, when
 * it was last checked, the proof that its version stands in the log, and a QR code to the page
 * where all this can be asked again. Whether it is signed itself is told on it; its worth without a
 * signature is the signed checkpoint in it and the page it leads to.
 */
public final class RecordCertificate {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private RecordCertificate() {}

    /**
     * @param record as everybody sees it
     * @param address of the page of its digests, with host
     * @param verification address of the page where files are verified
     * @param proof null while no checkpoint covers the version
     * @param signer whose signature the PDF will have, or null for none
     */
    public record Facts(
            RecordView.Full record,
            String archiveName,
            String address,
            String verification,
            Instant issued,
            @Nullable Inclusion proof,
            @Nullable String signer) {}

    public static void write(Facts facts, OutputStream out) throws IOException {
        RecordView.Full record = facts.record();
        String code = record.description().arcFileCode();
        try (PdfPaper paper = new PdfPaper(out, "Giấy chứng nhận toàn vẹn " + code, false)) {
            paper.twoBlocks(
                    42,
                    List.of(Line.bold(facts.archiveName().toUpperCase(Locale.ROOT))),
                    List.of(
                            Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                            Line.bold("Độc lập - Tự do - Hạnh phúc")));
            paper.space(1);
            paper.title("GIẤY CHỨNG NHẬN TOÀN VẸN");
            paper.paragraph("Certificate of integrity", Align.CENTRE, Weight.ITALIC);
            paper.space(0.5);
            say(paper, "Hồ sơ / record", code);
            say(paper, "Tiêu đề / title", record.description().title());
            say(
                    paper,
                    "Phông / fonds",
                    record.fonds().title() + " (" + record.fonds().code() + ")");
            int version = record.versions().getLast().number();
            say(
                    paper,
                    "Phiên bản / version",
                    version + ", " + VIETNAMESE.minute(record.versions().getLast().createdAt()));
            say(paper, "Kiểm tra gần nhất / last check", state(record.fixity()));
            say(paper, "Lập lúc / issued", VIETNAMESE.minute(facts.issued()));
            say(paper, "Kiểm chứng tại / verify at", facts.address());
            say(paper, "Ký số / signed", signature(facts.signer()));
            paper.square(code(facts.address()), 110);
            files(paper, record);
            proof(paper, facts);
        }
    }

    private static void say(Paper paper, String what, String value) throws IOException {
        paper.paragraph(what + ": " + value, Align.LEFT, Weight.PLAIN);
    }

    /** What the paper says of its own signature. */
    static String signature(@Nullable String signer) {
        return signer == null
                ? "KHÔNG có chữ ký số; đối chiếu ở trang kiểm chứng / NOT signed: check it at the"
                        + " address"
                : "có chữ ký số (PAdES) của / by " + signer;
    }

    private static String state(FixityState state) {
        return switch (state) {
            case FixityState.NeverChecked never ->
                    "khi nhận vào kho / when taken in, " + VIETNAMESE.day(never.storedAt());
            case FixityState.Sound sound ->
                    "nguyên vẹn / sound, " + VIETNAMESE.day(sound.checkedAt());
            case FixityState.Damaged damaged ->
                    "CÓ TỆP HƯ HỎNG / DAMAGED, " + VIETNAMESE.day(damaged.foundAt());
        };
    }

    private static void files(PdfPaper paper, RecordView.Full record) throws IOException {
        paper.space(0.5);
        paper.paragraph(
                "Các tệp công khai và mã SHA-512 của chúng / files open to everyone and their digests:",
                Align.LEFT,
                Weight.BOLD);
        paper.table(
                List.of(
                        new Column("Tệp / file", 2, Align.LEFT),
                        new Column("SHA-512", 5, Align.LEFT)));
        for (ArchivalDocument document : record.documents()) {
            for (ContentFile file : document.files()) {
                String hex = file.sha512().hex();
                // In two halves, so that a cell wraps where a person reads on.
                paper.row(
                        List.of(
                                file.originalName(),
                                hex.substring(0, 64) + " " + hex.substring(64)),
                        Weight.PLAIN);
            }
        }
        paper.endTable();
        if (record.documentsWithheld() > 0) {
            paper.paragraph(
                    "Văn bản không công khai, không kể ở đây / not open, not told here: "
                            + VIETNAMESE.number(record.documentsWithheld()),
                    Align.LEFT,
                    Weight.ITALIC);
        }
    }

    private static void proof(PdfPaper paper, Facts facts) throws IOException {
        paper.space(0.5);
        Inclusion proof = facts.proof();
        if (proof == null) {
            paper.paragraph(
                    "Phiên bản này chưa nằm trong điểm chốt nào của nhật ký bất biến; có trong vòng một"
                            + " ngày. / No checkpoint of the log covers this version yet; one will within a"
                            + " day.",
                    Align.LEFT,
                    Weight.ITALIC);
            return;
        }
        paper.paragraph(
                "Bằng chứng: mục sau đây là mục số "
                        + VIETNAMESE.number(proof.entry())
                        + " trong nhật ký bất biến, dưới điểm chốt đã ký ở cuối; cách kiểm tra:"
                        + " docs/log.md (RFC 9162). / Proof: this entry stands in the log, under the"
                        + " signed checkpoint at the end.",
                Align.LEFT,
                Weight.BOLD);
        proofTable(paper, proof, proof.note());
        paper.paragraph(
                "Thả một tệp vào trang này để biết có đúng là tệp của kho / drop a file here to verify it: "
                        + facts.verification(),
                Align.LEFT,
                Weight.PLAIN);
    }

    /**
     * @param proof null for a checkpoint alone
     */
    static void proofTable(Paper paper, @Nullable Inclusion proof, String note) throws IOException {
        paper.table(
                List.of(
                        new Column("", 1, Align.LEFT),
                        new Column("Bằng chứng / proof", 6, Align.LEFT)));
        if (proof != null) {
            paper.row(List.of("mục / entry", spaced(proof.line())), Weight.PLAIN);
            int level = 0;
            for (String hash : proof.path()) {
                paper.row(List.of("băm / hash " + ++level, hash), Weight.PLAIN);
            }
        }
        for (String line : note.strip().split("\n", -1)) {
            if (!line.isEmpty()) {
                paper.row(List.of("điểm chốt / note", line), Weight.PLAIN);
            }
        }
        paper.endTable();
    }

    /** Where a long line may be broken; a space after a comma is not in the entry itself. */
    private static String spaced(String line) {
        return line.replace(",\"", ", \"");
    }

    /** True is black; with the quiet zone that readers need. */
    static boolean[][] code(String address) throws IOException {
        try {
            BitMatrix code =
                    new QRCodeWriter()
                            .encode(
                                    address,
                                    BarcodeFormat.QR_CODE,
                                    1,
                                    1,
                                    Map.of(
                                            EncodeHintType.ERROR_CORRECTION,
                                            ErrorCorrectionLevel.M,
                                            EncodeHintType.MARGIN,
                                            4));
            boolean[][] modules = new boolean[code.getHeight()][code.getWidth()];
            for (int y = 0; y < modules.length; y++) {
                for (int x = 0; x < modules[y].length; x++) {
                    modules[y][x] = code.get(x, y);
                }
            }
            return modules;
        } catch (WriterException e) {
            throw new IOException("No QR code of " + address, e);
        }
    }
}
