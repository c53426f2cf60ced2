package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Certificates.Draft;
import vn.tangthu.repository.Certificates.Figure;
import vn.tangthu.repository.Certificates.Kind;
import vn.tangthu.repository.Certificates.Name;
import vn.tangthu.repository.Ledger.Inclusion;
import vn.tangthu.storage.Digest;

/**
 * A certificate of the register (giấy chứng nhận): of a hồ sơ, of audits or of a fonds. It is kept
 * for ever as it is signed, so it names a hồ sơ by its code, its version and its digests, and has
 * no title, no name of a file and no word of what is in it: its page tells these to who may see
 * them.
 */
public final class IssuedPaper {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private IssuedPaper() {}

    /**
     * @param reference of the hồ sơ or the fonds; empty for audits
     * @param page address of its page, with host; the QR code leads there
     * @param proof of the version of a hồ sơ, null for none
     * @param signer whose signature the PDF will have, or null for none
     */
    public record Facts(
            Name name,
            Draft draft,
            String reference,
            String archiveName,
            String issuedBy,
            String page,
            @Nullable Inclusion proof,
            @Nullable String signer) {}

    public static void write(Facts facts, OutputStream out) throws IOException {
        String number = facts.name().number();
        try (PdfPaper paper = new PdfPaper(out, "Giấy chứng nhận " + number, false)) {
            paper.twoBlocks(
                    42,
                    List.of(
                            Line.bold(facts.archiveName().toUpperCase(Locale.ROOT)),
                            Line.plain("Số: " + number)),
                    List.of(
                            Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                            Line.bold("Độc lập - Tự do - Hạnh phúc")));
            paper.space(1);
            paper.title("GIẤY CHỨNG NHẬN");
            paper.paragraph(title(facts.draft().kind()), Align.CENTRE, Weight.ITALIC);
            paper.space(0.5);
            about(paper, facts);
            say(paper, "Lập lúc / issued", VIETNAMESE.minute(facts.name().at()));
            say(paper, "Người lập / issued by", facts.issuedBy());
            say(paper, "Ký số / signed", RecordCertificate.signature(facts.signer()));
            say(paper, "Kiểm chứng tại / verify at", facts.page());
            paper.square(RecordCertificate.code(facts.page()), 110);
            figures(paper, facts.draft().figures());
            files(paper, facts.draft().files());
            proof(paper, facts);
        }
    }

    private static String title(Kind kind) {
        return switch (kind) {
            case RECORD -> "về tính nguyên vẹn của một hồ sơ / of the integrity of a record";
            case AUDIT -> "về kiểm tra tính nguyên vẹn của kho / of the audits of the archive";
            case FONDS -> "về toàn bộ hồ sơ của một phông / of all records of a fonds";
        };
    }

    private static void about(Paper paper, Facts facts) throws IOException {
        switch (facts.draft().kind()) {
            case RECORD -> {
                say(paper, "Hồ sơ / record", facts.reference());
                say(paper, "Phiên bản / version", String.valueOf(facts.draft().version()));
            }
            case FONDS -> say(paper, "Phông / fonds", facts.reference());
            case AUDIT ->
                    say(
                            paper,
                            "Phạm vi / of",
                            facts.draft().subject() == null
                                    ? "tình trạng kiểm tra lúc lập giấy / what had been audited when"
                                            + " this was issued"
                                    : "một lần kiểm tra và tình trạng lúc lập giấy / a run, and what"
                                            + " had been audited when this was issued");
        }
    }

    private static void say(Paper paper, String what, String value) throws IOException {
        paper.paragraph(what + ": " + value, Align.LEFT, Weight.PLAIN);
    }

    private static void figures(Paper paper, List<Figure> figures) throws IOException {
        if (figures.isEmpty()) {
            return;
        }
        paper.table(
                List.of(
                        new Column("Nội dung / what", 5, Align.LEFT),
                        new Column("Giá trị / value", 4, Align.LEFT)));
        String of = "";
        for (Figure figure : figures) {
            if (!figure.of().equals(of)) {
                of = figure.of();
                paper.band(
                        of.equals("0")
                                ? "Kho chính / the archive"
                                : of.isEmpty() ? "" : "Bản sao " + of + " / copy " + of);
            }
            paper.row(List.of(word(figure.word()), value(figure)), Weight.PLAIN);
        }
        paper.endTable();
    }

    /** What a figure is called on paper; its page has the same in its own words. */
    static String word(String word) {
        return switch (word) {
            case "checked" -> "Nguyên vẹn, kiểm tra lúc / sound, checked on";
            case "stored" -> "Đối chiếu khi nhận vào kho / matched when taken in";
            case "broken" -> "CÓ TỆP HƯ HỎNG, phát hiện / DAMAGED, found";
            case "withheld" -> "Văn bản không công khai, không kể ở đây / not open, not told here";
            case "days" -> "Hạn kiểm tra một vòng (ngày) / audited within (days)";
            case "run.of" -> "Lần kiểm tra đã đọc / the run read";
            case "run.started" -> "Bắt đầu / started";
            case "run.ended" -> "Kết thúc / ended";
            case "run.state" -> "Kết quả / result";
            case "run.objects" -> "Số gói đã đọc / packages read";
            case "run.problems" -> "Số sai lệch / problems";
            case "run.bytes", "bytes" -> "Dung lượng / bytes";
            case "packages" -> "Số gói / packages";
            case "files" -> "Số tệp / files";
            case "within" -> "Gói nguyên vẹn trong hạn / packages sound within the term";
            case "filesWithin" -> "Tệp nguyên vẹn trong hạn / files sound within the term";
            case "overdue" -> "Gói quá hạn / packages overdue";
            case "fresh" -> "Gói mới, chưa kiểm tra lại / packages not read since they were stored";
            case "damaged" -> "Gói hư hỏng / packages damaged";
            case "incidents" -> "Sự cố chưa xử lý / incidents open";
            case "records" -> "Số hồ sơ / records";
            case "root" -> "Gốc cây băm các gói / Merkle root of the packages";
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static String value(Figure figure) {
        String value = figure.value();
        return switch (figure.word()) {
            case "checked", "stored", "broken", "run.started", "run.ended" ->
                    value.isEmpty() ? "–" : VIETNAMESE.minute(Instant.parse(value));
            case "run.of" -> value.equals("0") ? "kho chính / the archive" : "bản sao " + value;
            case "run.state" -> result(value);
            case "root" -> halves(value);
            case "bytes", "run.bytes" ->
                    VIETNAMESE.number(Long.parseLong(value))
                            + " ("
                            + VIETNAMESE.bytes(Long.parseLong(value))
                            + ")";
            default -> VIETNAMESE.number(Long.parseLong(value));
        };
    }

    private static String result(String state) {
        return switch (state) {
            case "SOUND" -> "nguyên vẹn / sound";
            case "DAMAGE_FOUND" -> "CÓ HƯ HỎNG / DAMAGE FOUND";
            default -> state;
        };
    }

    /** In two halves, so that a cell wraps where a person reads on. */
    private static String halves(String hex) {
        return hex.substring(0, hex.length() / 2) + " " + hex.substring(hex.length() / 2);
    }

    private static void files(Paper paper, List<Digest> files) throws IOException {
        if (files.isEmpty()) {
            return;
        }
        paper.space(0.5);
        paper.paragraph(
                "Các tệp theo thứ tự trong hồ sơ / its files, in their order:",
                Align.LEFT,
                Weight.BOLD);
        paper.table(
                List.of(new Column("STT", 1, Align.RIGHT), new Column("SHA-512", 9, Align.LEFT)));
        int number = 0;
        for (Digest file : files) {
            paper.row(List.of(VIETNAMESE.number(++number), halves(file.hex())), Weight.PLAIN);
        }
        paper.endTable();
    }

    private static void proof(PdfPaper paper, Facts facts) throws IOException {
        String note = facts.draft().note();
        paper.space(0.5);
        if (note == null) {
            paper.paragraph(
                    "Chưa có điểm chốt nào của nhật ký bất biến đi kèm. / No checkpoint of the log"
                            + " goes with it.",
                    Align.LEFT,
                    Weight.ITALIC);
            return;
        }
        Inclusion proof = facts.proof();
        paper.paragraph(
                proof == null
                        ? "Điểm chốt đã ký của nhật ký bất biến lúc lập giấy; cách kiểm tra: docs/log.md."
                                + " / The signed checkpoint of the log when this was issued."
                        : "Bằng chứng: mục sau đây là mục số "
                                + VIETNAMESE.number(proof.entry())
                                + " trong nhật ký bất biến, dưới điểm chốt đã ký ở cuối; cách kiểm tra:"
                                + " docs/log.md (RFC 9162). / Proof: this entry stands in the log,"
                                + " under the signed checkpoint at the end.",
                Align.LEFT,
                Weight.BOLD);
        RecordCertificate.proofTable(paper, proof, note);
    }
}
