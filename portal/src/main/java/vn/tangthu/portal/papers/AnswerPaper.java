package vn.tangthu.portal.papers;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.format.DateTimeFormatter;
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

    AnswerPaper(
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archive,
            @Value("${tangthu.portal.public-url:}") String address) {
        this.archive = archive;
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
                paper, "", archive, number == null ? "(dự thảo)" : number, "", facts.at());
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
        say(paper, next(facts));
        paper.space(1);
        paper.twoBlocks(
                50, List.of(Line.plain("")), List.of(Line.bold(archive.toUpperCase(Locale.ROOT))));
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
        }
    }

    private String next(Facts facts) {
        String where =
                " tại "
                        + page
                        + ", bằng mã yêu cầu và bốn ký tự cuối của số điện thoại hoặc của tên trong"
                        + " địa chỉ thư.";
        return switch (facts.decision()) {
            case GRANTED -> "Ông/bà xem tình trạng và nhận tài liệu" + where;
            case REFUSED ->
                    "Ông/bà có quyền khiếu nại trong "
                            + facts.appealWithinDays()
                            + " ngày kể từ ngày biết quyết định này (Luật Khiếu nại 2011, Điều 9),"
                            + where;
            default -> "Thời hạn giải quyết tạm dừng đến khi ông/bà bổ sung. Gửi bổ sung" + where;
        };
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.PLAIN);
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }
}
