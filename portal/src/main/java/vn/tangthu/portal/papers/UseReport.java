package vn.tangthu.portal.papers;

import static vn.tangthu.portal.papers.MinutesPaper.VIETNAMESE;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Agency;
import vn.tangthu.repository.UseFigures.Amounts;
import vn.tangthu.repository.UseFigures.Measure;
import vn.tangthu.repository.UseFigures.Numbers;
import vn.tangthu.repository.UseFigures.Period;
import vn.tangthu.repository.UseFigures.Share;

/**
 * The report to the province on the use of records in a period: what came in, what became of it and
 * in which time (procedure 1.013932: 1, 2 and 7 working days), copies, and whose records were asked
 * for. It leaves the house, so it holds no person and no small number of an agency.
 */
@Component
public class UseReport {
    private final String archive;
    private final Clock clock;

    UseReport(
            @Value("${tangthu.portal.archive-name:Lưu trữ lịch sử tỉnh}") String archive,
            Clock clock) {
        this.archive = archive;
        this.clock = clock;
    }

    /**
     * @param agencies without small numbers
     * @param through the last day that is counted, or null while none is
     * @param form DOCX or PDF
     */
    public void write(
            Amounts amounts,
            Agencies agencies,
            @Nullable LocalDate through,
            Form form,
            OutputStream out)
            throws IOException {
        String title = "Báo cáo kết quả phục vụ sử dụng tài liệu lưu trữ " + name(amounts.period());
        try (Paper paper =
                form == Form.DOCX
                        ? new DocxPaper(out, title)
                        : Paper.pdf(out, title, Locale.forLanguageTag("vi"))) {
            write(paper, amounts, agencies, through);
        }
    }

    private static String name(Period period) {
        int month = period.from().getMonthValue();
        int year = period.from().getYear();
        return switch (period.grain()) {
            case MONTH -> "tháng " + month + " năm " + year;
            case QUARTER -> "quý " + (month + 2) / 3 + " năm " + year;
            case YEAR -> "năm " + year;
        };
    }

    private void write(Paper paper, Amounts amounts, Agencies agencies, @Nullable LocalDate through)
            throws IOException {
        OfficialHead.write(paper, "", archive, "……/BC-……", "", clock.instant());
        paper.title("BÁO CÁO");
        paper.paragraph(
                "Kết quả phục vụ sử dụng tài liệu lưu trữ " + name(amounts.period()),
                Align.CENTRE,
                Weight.BOLD);
        paper.space(0.5);
        paper.paragraph("Kính gửi: Ủy ban nhân dân tỉnh; Sở Nội vụ.", Align.LEFT, Weight.PLAIN);
        LocalDate last = amounts.period().until().minusDays(1);
        boolean open = through == null || through.isBefore(last);
        say(
                paper,
                "Kỳ báo cáo: từ "
                        + VIETNAMESE.day(amounts.period().from())
                        + " đến "
                        + VIETNAMESE.day(last)
                        + (open
                                ? "; số liệu tính đến "
                                        + (through == null
                                                ? OfficialHead.OPEN
                                                : VIETNAMESE.day(through))
                                        + "."
                                : "."));
        heading(paper, "1. Tiếp nhận và giải quyết yêu cầu (thủ tục 1.013932)");
        say(
                paper,
                "Tiếp nhận "
                        + number(
                                amounts.of(Measure.REQUESTS_ONLINE)
                                        + amounts.of(Measure.REQUESTS_PAPER))
                        + " phiếu yêu cầu (trực tuyến "
                        + number(amounts.of(Measure.REQUESTS_ONLINE))
                        + ", phiếu giấy "
                        + number(amounts.of(Measure.REQUESTS_PAPER))
                        + "), gồm "
                        + number(amounts.of(Measure.ITEMS))
                        + " mục; mỗi mục được giải quyết riêng.");
        kinds(paper, amounts);
        Share share = amounts.share();
        say(
                paper,
                "Kết quả: chấp thuận "
                        + number(amounts.of(Measure.GRANTED))
                        + ", từ chối "
                        + number(amounts.of(Measure.REFUSED))
                        + ", người yêu cầu rút "
                        + number(amounts.of(Measure.WITHDRAWN))
                        + ", khiếu nại "
                        + number(amounts.of(Measure.APPEALED))
                        + " mục. Giải quyết trước hạn "
                        + number(amounts.of(Measure.EARLY))
                        + ", đúng ngày hết hạn "
                        + number(amounts.of(Measure.ON_DAY))
                        + ", quá hạn "
                        + number(share.late())
                        + "; tỷ lệ trong thời hạn: "
                        + percent(share)
                        + ".");
        terms(paper, amounts);
        long unknown = amounts.of(Measure.NO_TERM);
        if (unknown > 0) {
            say(
                    paper,
                    number(unknown)
                            + " mục giải quyết trước khi phần mềm ghi thời hạn, không tính vào tỷ lệ.");
        }
        say(
                paper,
                "Giải quyết khiếu nại (thời hạn riêng 30 ngày): trong hạn "
                        + number(amounts.of(Measure.APPEAL_IN_TIME))
                        + ", quá hạn "
                        + number(amounts.of(Measure.APPEAL_LATE))
                        + ".");
        heading(paper, "2. Hình thức sử dụng");
        copies(paper, amounts);
        orders(paper, amounts);
        heading(paper, "3. Theo cơ quan, tổ chức hình thành tài liệu");
        agencies(paper, agencies);
        say(
                paper,
                "Số liệu do phần mềm đếm, không có tên người. Cơ quan có số mục dưới 5 được cộng chung.");
        paper.space(1);
        paper.twoBlocks(
                50,
                List.of(
                        Line.italic("Nơi nhận:"),
                        Line.plain("- Như trên;"),
                        Line.plain("- Lưu: VT.")),
                List.of(
                        Line.bold("NGƯỜI ĐỨNG ĐẦU"),
                        Line.italic("(Ký, ghi rõ họ tên, đóng dấu)"),
                        Line.plain(" "),
                        Line.plain(" ")));
    }

    private static void kinds(Paper paper, Amounts amounts) throws IOException {
        paper.table(
                List.of(
                        new Column("Loại yêu cầu", 5, Align.LEFT),
                        new Column("Hạn (ngày làm việc)", 2, Align.RIGHT),
                        new Column("Kỳ trước chuyển", 2, Align.RIGHT),
                        new Column("Tiếp nhận", 2, Align.RIGHT),
                        new Column("Đã giải quyết", 2, Align.RIGHT),
                        new Column("Trong hạn", 2, Align.RIGHT),
                        new Column("Quá hạn", 2, Align.RIGHT),
                        new Column("Còn lại", 2, Align.RIGHT)));
        for (AccessRequests.Kind each : AccessRequests.Kind.values()) {
            String kind = each.name();
            Share share = amounts.share(kind);
            paper.row(
                    List.of(
                            VIETNAMESE.of(each),
                            number(each.workingDays()),
                            number(amounts.carried().getOrDefault(kind, 0L)),
                            number(amounts.of(Measure.ITEMS, kind)),
                            number(
                                    amounts.of(Measure.GRANTED, kind)
                                            + amounts.of(Measure.REFUSED, kind)
                                            + amounts.of(Measure.WITHDRAWN, kind)),
                            number(share.inTime()),
                            number(share.late()),
                            number(amounts.left(kind))),
                    Weight.PLAIN);
        }
        paper.endTable();
    }

    /** By the term that each item had: what is conditional is in no kind of its own. */
    private static void terms(Paper paper, Amounts amounts) throws IOException {
        List<String> each = new ArrayList<>();
        for (int days : List.of(1, 2, 7)) {
            each.add(
                    "hạn "
                            + days
                            + " ngày làm việc "
                            + number(amounts.term(Measure.TERM_ITEMS, days))
                            + " mục, trong hạn "
                            + percent(amounts.termShare(days)));
        }
        say(paper, "Theo thời hạn của từng mục: " + String.join("; ", each) + ".");
    }

    private static void orders(Paper paper, Amounts amounts) throws IOException {
        say(
                paper,
                "Đề nghị lấy hồ sơ của cơ quan: "
                        + number(amounts.of(Measure.ORDERS, "SENT"))
                        + " đề nghị với "
                        + number(amounts.of(Measure.ORDER_LINES, "SENT"))
                        + " dòng; cho lấy "
                        + number(amounts.of(Measure.ORDER_LINES, "GRANTED"))
                        + " dòng, từ chối "
                        + number(amounts.of(Measure.ORDER_LINES, "REFUSED"))
                        + " dòng.");
    }

    private static void copies(Paper paper, Amounts amounts) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (String kind : List.of("READING", "PLAIN", "CERTIFIED", "PAPER", "DIP")) {
            rows.add(
                    List.of(
                            VIETNAMESE.of("use.copy." + kind),
                            number(amounts.of(Measure.COPIES, kind)),
                            kind.equals("READING") || kind.equals("DIP")
                                    ? "–"
                                    : number(amounts.of(Measure.COPY_PAGES, kind))));
        }
        paper.table(
                List.of(
                        new Column("Hình thức", 6, Align.LEFT),
                        new Column("Số lượng", 3, Align.RIGHT),
                        new Column("Số trang", 3, Align.RIGHT)));
        for (List<String> row : rows) {
            paper.row(row, Weight.PLAIN);
        }
        paper.endTable();
    }

    private static void agencies(Paper paper, Agencies agencies) throws IOException {
        paper.table(
                List.of(
                        new Column("Cơ quan hình thành", 5, Align.LEFT),
                        new Column("Cơ quan chịu trách nhiệm hiện nay", 5, Align.LEFT),
                        new Column("Số mục yêu cầu", 2, Align.RIGHT),
                        new Column("Đã quyết định", 2, Align.RIGHT)));
        for (Agency one : agencies.named()) {
            row(
                    paper,
                    one.then().isEmpty() ? VIETNAMESE.of("use.unlinked") : names(one.then()),
                    one.today().bodies().isEmpty() ? "–" : names(one.today().bodies()),
                    one.numbers());
        }
        Numbers others = agencies.others();
        if (others != null) {
            row(paper, VIETNAMESE.of("use.others"), "–", others);
        }
        row(paper, VIETNAMESE.of("use.nobody"), "–", agencies.nobody());
        paper.endTable();
    }

    private static void row(Paper paper, String then, String today, Numbers numbers)
            throws IOException {
        paper.row(
                List.of(then, today, number(numbers.asked()), number(numbers.decided())),
                Weight.PLAIN);
    }

    private static String names(List<Body.Line> bodies) {
        return bodies.stream().map(Body.Line::name).collect(Collectors.joining("; "));
    }

    private static String percent(Share share) {
        Integer percent = share.percent();
        return percent == null ? "không có" : percent + " %";
    }

    private static void heading(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.LEFT, Weight.BOLD);
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.PLAIN);
    }

    private static String number(long number) {
        return VIETNAMESE.number(number);
    }
}
