package vn.tangthu.portal.papers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryMinutes.Accepted;
import vn.tangthu.repository.DeliveryMinutes.Amounts;
import vn.tangthu.repository.DeliveryMinutes.AttachedList;
import vn.tangthu.repository.DeliveryMinutes.Figures;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.DeliveryMinutes.Told;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.PhysicalCondition;

/**
 * Minutes in the form of official papers: name of the body, motto, number, place and date, the two
 * sides, what was handed over or accepted, signatures of both. In Vietnamese, since they are signed
 * in it.
 */
final class MinutesPaper {
    static final Words VIETNAMESE = new Words(Locale.forLanguageTag("vi-VN"));

    private final Minutes minutes;
    private final int pagesPerMetre;

    /**
     * @param pagesPerMetre pages of A4 on a metre of shelf
     */
    MinutesPaper(Minutes minutes, int pagesPerMetre) {
        this.minutes = minutes;
        this.pagesPerMetre = pagesPerMetre;
    }

    String title() {
        return switch (minutes.kind()) {
            case HANDOVER -> "Biên bản giao nhận hồ sơ, tài liệu " + number();
            case ACCEPTANCE -> "Biên bản nghiệm thu hồ sơ, tài liệu số hóa " + number();
        };
    }

    /** {@code 07/BB-LTLS}. */
    String number() {
        String notation = minutes.parties().notation();
        return String.format(Locale.ROOT, "%02d", minutes.number())
                + (notation.isBlank() ? "/BB" : "/" + notation);
    }

    void write(Paper paper) throws IOException {
        head(paper);
        Parties parties = minutes.parties();
        say(paper, "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;", Weight.ITALIC);
        say(
                paper,
                "Căn cứ Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ trưởng Bộ"
                        + " Nội vụ;",
                Weight.ITALIC);
        if (!parties.told().contract().isBlank()) {
            say(paper, "Căn cứ " + parties.told().contract() + ";", Weight.ITALIC);
        }
        say(
                paper,
                "Hôm nay, %s, tại %s, chúng tôi gồm:"
                        .formatted(OfficialHead.day(minutes.madeAt()), orOpen(parties.place())),
                Weight.PLAIN);
        side(paper, "BÊN GIAO", parties.giver());
        if (!parties.told().code().isBlank()) {
            say(paper, "Mã cơ quan nộp: " + parties.told().code(), Weight.PLAIN);
        }
        side(paper, "BÊN NHẬN", parties.receiver());
        switch (minutes.kind()) {
            case HANDOVER -> handover(paper);
            case ACCEPTANCE -> acceptance(paper);
        }
        if (!parties.remarks().isBlank()) {
            say(paper, "Ý kiến khác: " + parties.remarks(), Weight.PLAIN);
        }
        say(
                paper,
                "Biên bản này được lập thành hai bản có giá trị như nhau; bên giao giữ một bản, bên"
                        + " nhận giữ một bản.",
                Weight.PLAIN);
        paper.space(1);
        paper.twoBlocks(
                50,
                signature("ĐẠI DIỆN BÊN GIAO", parties.giver()),
                signature("ĐẠI DIỆN BÊN NHẬN", parties.receiver()));
    }

    private void head(Paper paper) throws IOException {
        Parties parties = minutes.parties();
        OfficialHead.write(
                paper,
                parties.parent(),
                parties.archive(),
                number(),
                parties.place(),
                minutes.madeAt());
        paper.title("BIÊN BẢN");
        paper.title(
                minutes.kind() == Kind.HANDOVER
                        ? "Giao nhận hồ sơ, tài liệu"
                        : "Nghiệm thu hồ sơ, tài liệu số hóa");
        if (minutes.issue() > 1) {
            paper.paragraph("(Lập lần " + minutes.issue() + ")", Align.CENTRE, Weight.ITALIC);
        }
        paper.space(1);
    }

    private static void side(Paper paper, String name, Party party) throws IOException {
        paper.paragraph(name + ": " + orOpen(party.organ()), Align.LEFT, Weight.BOLD);
        say(
                paper,
                "Ông (bà): " + orOpen(party.person()) + "   Chức vụ: " + orOpen(party.position()),
                Weight.PLAIN);
    }

    private void handover(Paper paper) throws IOException {
        Figures figures = minutes.figures();
        say(
                paper,
                "Thống nhất lập biên bản giao nhận hồ sơ, tài liệu với những nội dung như sau:",
                Weight.PLAIN);
        say(paper, "1. Tên khối tài liệu giao nhận: " + holdings(), Weight.PLAIN);
        say(
                paper,
                "Gói giao nộp “"
                        + figures.name()
                        + "”"
                        + registration()
                        + ", tiếp nhận lúc "
                        + VIETNAMESE.minute(figures.receivedAt())
                        + ".",
                Weight.PLAIN);
        registered(paper);
        say(paper, "2. Thời gian của hồ sơ, tài liệu: " + period(figures), Weight.PLAIN);
        say(paper, "3. Số lượng hồ sơ, tài liệu (theo danh mục và đếm khi nhận):", Weight.PLAIN);
        new MinutesAmounts(minutes, pagesPerMetre).write(paper);
        say(paper, "4. Tình trạng hồ sơ, tài liệu giao nộp: " + conditions(figures), Weight.PLAIN);
        say(
                paper,
                "5. Mục lục hồ sơ và mục lục văn bản của đợt giao nộp “"
                        + figures.name()
                        + "” kèm theo biên bản này.",
                Weight.PLAIN);
        attached(paper);
    }

    private void acceptance(Paper paper) throws IOException {
        Figures figures = minutes.figures();
        say(
                paper,
                "Đã kiểm tra và thống nhất kết quả nghiệm thu đợt giao nộp “"
                        + figures.name()
                        + "”"
                        + registration()
                        + ", tiếp nhận lúc "
                        + VIETNAMESE.minute(figures.receivedAt())
                        + ", như sau:",
                Weight.PLAIN);
        say(paper, "1. Khối tài liệu: " + holdings() + "; " + period(figures), Weight.PLAIN);
        registered(paper);
        say(paper, "2. Khối lượng khai theo danh mục và khối lượng đếm được:", Weight.PLAIN);
        new MinutesAmounts(minutes, pagesPerMetre).write(paper);
        say(
                paper,
                "3. Kiểm tra: "
                        + count(figures.blocking(), "lỗi không cho nhận")
                        + ", "
                        + count(figures.warnings(), "cảnh báo")
                        + leftOut(figures)
                        + scans(figures)
                        + accepted(figures)
                        + "; danh sách phát hiện kèm theo.",
                Weight.PLAIN);
        say(
                paper,
                "4. Tình trạng vật lý: "
                        + conditions(figures)
                        + ". Thời hạn lưu trữ: "
                        + byCode(figures.maintenance(), Maintenance.values())
                        + ".",
                Weight.PLAIN);
        say(paper, "5. Kết luận: " + conclusion(figures), Weight.PLAIN);
        say(paper, "6. Mục lục hồ sơ và mục lục văn bản kèm theo biên bản này.", Weight.PLAIN);
        attached(paper);
    }

    /** By name, extent and digest, so that the lists cannot be exchanged for others. */
    private void attached(Paper paper) throws IOException {
        for (AttachedList list : minutes.lists()) {
            say(
                    paper,
                    "– %s: tệp %s, %s dòng, SHA-256 %s."
                            .formatted(
                                    list.title(),
                                    list.fileName(),
                                    number(list.rows()),
                                    list.sha256()),
                    Weight.PLAIN);
        }
    }

    /** What was handed over and not accepted, because it is there already. */
    private static String leftOut(Figures figures) {
        long records = orZero(figures.leftOut());
        return records == 0
                ? ""
                : "; không nhận "
                        + number(records)
                        + " hồ sơ nộp trùng theo quyết định của lưu trữ viên";
    }

    /** What was taken in although it falls short, and by whose decision. */
    private static String accepted(Figures figures) {
        Accepted accepted = figures.accepted();
        return accepted == null
                ? ""
                : "; trong đó "
                        + number(accepted.findings())
                        + " điểm chưa đạt được nhận theo quyết định của lưu trữ viên "
                        + accepted.by()
                        + ", lý do: “"
                        + accepted.reason()
                        + "”";
    }

    /** What the contract asks of scans and is not so; nothing where nothing was found. */
    private static String scans(Figures figures) {
        return scans(figures, "RESOLUTION_LOW", "trang dưới độ phân giải của hợp đồng")
                + scans(figures, "NOT_IN_COLOUR", "trang không phải ảnh màu");
    }

    private static String scans(Figures figures, String code, String what) {
        Long pages = figures.scans().get(code);
        return pages == null
                ? ""
                : (figures.scans().containsKey("MORE_FINDINGS") ? "; ít nhất " : "; ")
                        + number(pages)
                        + " "
                        + what;
    }

    private String registration() {
        String told = minutes.parties().told().registration();
        return told.isBlank() ? "" : ", đăng ký thu nộp " + told;
    }

    /** What was registered, approved and brought in; nothing where nobody told of the first two. */
    private void registered(Paper paper) throws IOException {
        Told told = minutes.parties().told();
        List<String> parts = new ArrayList<>();
        if (!told.packages().isBlank()) {
            parts.add("tổng số gói tin: " + told.packages());
        }
        if (!told.registered().isBlank()) {
            parts.add("theo đăng ký: " + told.registered());
        }
        if (!told.approved().isBlank()) {
            parts.add("đã duyệt: " + told.approved());
        }
        if (!parts.isEmpty()) {
            Amounts counted = minutes.figures().counted();
            parts.add(
                    "đã đưa vào kho: "
                            + number(orZero(counted.records()))
                            + " hồ sơ, "
                            + number(orZero(counted.documents()))
                            + " tài liệu");
            say(paper, "Đăng ký thu nộp – " + String.join("; ", parts) + ".", Weight.PLAIN);
        }
    }

    private static long orZero(@Nullable Long number) {
        return number == null ? 0 : number;
    }

    private static String conclusion(Figures figures) {
        if (figures.state() == State.PARTLY_KEPT
                && orZero(figures.leftOut()) == figures.blocking()) {
            return "nhận đủ các hồ sơ không trùng; hồ sơ nộp trùng trả lại bên giao.";
        }
        return switch (figures.state()) {
            case KEPT ->
                    "nhận đủ theo danh mục; từng tệp đã được đối chiếu mã băm khi đưa vào kho.";
            case ALREADY_KEPT -> "nội dung đợt giao nộp đã có trong kho từ trước.";
            default ->
                    "nhận phần hồ sơ đúng yêu cầu; phần còn lại bên giao sửa theo danh sách phát"
                            + " hiện và giao lại.";
        };
    }

    private String holdings() {
        String given = minutes.parties().holdings();
        return given.isBlank() ? String.join("; ", minutes.figures().fonds()) : given;
    }

    private static String period(Figures figures) {
        String years = VIETNAMESE.years(figures.firstYear(), figures.lastYear());
        return years.isEmpty() ? "không ghi" : "từ năm " + years.replace("–", " đến năm ");
    }

    private static String conditions(Figures figures) {
        return byCode(figures.conditions(), PhysicalCondition.values());
    }

    private static String byCode(Map<String, Long> counts, CodeListEntry[] codes) {
        List<String> parts = new ArrayList<>();
        for (CodeListEntry code : codes) {
            Long records = counts.get(((Enum<?>) code).name());
            if (records != null) {
                parts.add(
                        code.vietnamese().toLowerCase(Locale.ROOT)
                                + " "
                                + number(records)
                                + " hồ sơ");
            }
        }
        Long silent = counts.get("");
        if (silent != null) {
            parts.add("không ghi " + number(silent) + " hồ sơ");
        }
        return String.join(", ", parts);
    }

    private static List<Line> signature(String side, Party party) {
        return List.of(
                Line.bold(side),
                Line.italic("(Ký và ghi rõ họ tên)"),
                Line.plain(" "),
                Line.plain(" "),
                Line.plain(" "),
                Line.bold(party.person().isBlank() ? " " : party.person()));
    }

    private static void say(Paper paper, String text, Weight weight) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, weight);
    }

    private static String orOpen(String text) {
        return OfficialHead.orOpen(text);
    }

    private static String count(long number, String what) {
        return number == 0 ? "không có " + what : number(number) + " " + what;
    }

    private static String number(long number) {
        return VIETNAMESE.number(number);
    }
}
