package vn.tangthu.portal.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AnswerLetterPaper;
import vn.tangthu.repository.PublicAddress;

/**
 * Thông báo kết quả giải quyết yêu cầu, in the form of Nghị định 30/2020/NĐ-CP and in Vietnamese,
 * since it is an act of an office. Reasons name their law as they do at the desk.
 */
@Component
class AnswerPaper implements AnswerLetterPaper {
    private static final Words VIETNAMESE = new Words(Locale.forLanguageTag("vi-VN"));
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final String archive;
    private final String page;
    private final String place;
    private final String signerTitle;
    private final String signer;

    /**
     * @param place where letters are written, blank for none
     * @param signerTitle of who signs, with its authority (KT., TL.) in a line before; blank for
     *     the archive
     * @param signer name of who signs, blank for none
     */
    AnswerPaper(
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archive,
            @Value("${tangthu.portal.public-url:}") String address,
            @Value("${tangthu.answer-letters.place:}") String place,
            @Value("${tangthu.answer-letters.signer-title:}") String signerTitle,
            @Value("${tangthu.answer-letters.signer:}") String signer) {
        this.archive = archive;
        this.place = place.strip();
        this.signerTitle = signerTitle.strip();
        this.signer = signer.strip();
        this.page = PublicAddress.of(address) + "/yeu-cau/tra-cuu";
    }

    @Override
    public byte[] write(Facts facts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        String number = facts.number();
        try (Paper paper =
                Paper.pdf(
                        out,
                        "Thông báo " + (number == null ? "(dự thảo)" : number),
                        Locale.forLanguageTag("vi"))) {
            write(paper, facts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private void write(Paper paper, Facts facts) throws IOException {
        String number = facts.number();
        OfficialHead.write(
                paper,
                "",
                archive,
                number == null ? "(dự thảo)" : number,
                place.isEmpty() ? null : place,
                facts.at());
        paper.title("THÔNG BÁO");
        paper.paragraph(
                "Kết quả giải quyết yêu cầu sử dụng tài liệu lưu trữ", Align.CENTRE, Weight.BOLD);
        paper.space(1);
        say(paper, "Kính gửi: " + oneLine(facts.name()) + behalf(facts));
        say(
                paper,
                archive
                        + " nhận được yêu cầu "
                        + facts.reference()
                        + " ngày "
                        + DAY.format(facts.receivedOn())
                        + " ("
                        + VIETNAMESE.of(facts.kind()).toLowerCase(Locale.ROOT)
                        + ").");
        if (!facts.wanted().isBlank()) {
            say(paper, "Nội dung yêu cầu: " + oneLine(facts.wanted()));
        }
        if (facts.paperUse() != null) {
            say(
                    paper,
                    "Hình thức sử dụng tài liệu giấy: "
                            + VIETNAMESE.of(facts.paperUse()).toLowerCase(Locale.ROOT)
                            + ".");
        }
        paper.paragraph(decision(facts.decision()), Align.JUSTIFIED, Weight.BOLD);
        for (String item : facts.items()) {
            say(paper, "- " + item);
        }
        Reason reason = facts.reason();
        if (reason != null && reason != Reason.OTHER) {
            say(paper, "Lý do: " + VIETNAMESE.of(reason) + ".");
        }
        for (String line : facts.text().lines().map(String::strip).toList()) {
            if (!line.isEmpty()) {
                say(paper, line);
            }
        }
        fee(paper, facts);
        for (String line : next(facts)) {
            say(paper, line);
        }
        paper.space(1);
        paper.twoBlocks(50, List.of(Line.plain("")), signature());
    }

    /** Who signs by which authority, room for the signature, and the name (Phụ lục I, mục 7). */
    private List<Line> signature() {
        List<Line> lines = new ArrayList<>();
        for (String line : (signerTitle.isEmpty() ? archive : signerTitle).lines().toList()) {
            lines.add(Line.bold(line.strip().toUpperCase(Locale.ROOT)));
        }
        if (!signer.isEmpty()) {
            lines.addAll(Collections.nCopies(4, Line.plain("")));
            lines.add(Line.bold(signer));
        }
        return lines;
    }

    private static String behalf(Facts facts) {
        String behalf = facts.onBehalfOf();
        return behalf == null ? "" : " (thay mặt: " + oneLine(behalf) + ")";
    }

    private static String decision(Status decision) {
        return switch (decision) {
            case GRANTED -> "Quyết định: đồng ý.";
            case REFUSED -> "Quyết định: không đồng ý.";
            case NEEDS_MORE -> "Đề nghị bổ sung thông tin, giấy tờ.";
            default -> throw new IllegalArgumentException("No letter for " + decision);
        };
    }

    private static void fee(Paper paper, Facts facts) throws IOException {
        Long fee = facts.fee();
        if (fee != null) {
            say(paper, "Phí còn phải nộp: " + VIETNAMESE.dong(fee) + ".");
            if (!facts.howToPay().isBlank()) {
                say(paper, oneLine(facts.howToPay()));
            }
        } else if (facts.feeToCome()) {
            say(paper, "Phí sử dụng tài liệu sẽ được thông báo sau, khi tính xong.");
        }
    }

    private List<String> next(Facts facts) {
        String where =
                " tại "
                        + page
                        + ", bằng mã yêu cầu và bốn ký tự cuối của số điện thoại hoặc của tên trong"
                        + " địa chỉ thư.";
        return switch (facts.decision()) {
            case GRANTED -> List.of("Ông/bà xem tình trạng và nhận tài liệu" + where);
            case REFUSED -> remedies(facts, where);
            default ->
                    List.of(
                            "Thời hạn giải quyết tạm dừng đến khi ông/bà bổ sung. Gửi bổ sung"
                                    + where);
        };
    }

    /** The archive takes an appeal once for each item; after that others do. */
    private static List<String> remedies(Facts facts, String where) {
        List<String> remedies = new ArrayList<>();
        if (facts.appealWithinDays() > 0) {
            remedies.add(
                    "Ông/bà có quyền khiếu nại"
                            + (facts.appealed() ? " về mục chưa khiếu nại" : "")
                            + " trong "
                            + facts.appealWithinDays()
                            + " ngày kể từ ngày biết quyết định này (Luật Khiếu nại 2011, Điều 9),"
                            + where);
        }
        if (facts.appealed()) {
            remedies.add(
                    (facts.appealWithinDays() > 0 ? "Về mục đã khiếu nại, đây" : "Đây")
                            + " là kết quả giải quyết khiếu nại lần đầu. Nếu không đồng ý, trong 30"
                            + " ngày kể từ ngày nhận được thông báo này ông/bà có quyền khiếu nại lần"
                            + " hai đến thủ trưởng cơ quan cấp trên trực tiếp của người"
                            + " đã giải quyết, hoặc khởi kiện vụ án hành chính tại Tòa án (Luật"
                            + " Khiếu nại 2011, Điều 7 và Điều 33).");
        }
        return remedies;
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.PLAIN);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
