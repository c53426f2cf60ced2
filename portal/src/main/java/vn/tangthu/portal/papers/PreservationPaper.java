package vn.tangthu.portal.papers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.BackupRuns.BackupRun;
import vn.tangthu.repository.BackupRuns.Outcome;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.PreservationMinutes.Backup;
import vn.tangthu.repository.PreservationMinutes.Check;
import vn.tangthu.repository.PreservationMinutes.Found;
import vn.tangthu.repository.PreservationMinutes.Mended;
import vn.tangthu.repository.PreservationMinutes.Minutes;
import vn.tangthu.repository.PreservationMinutes.Present;
import vn.tangthu.repository.PreservationMinutes.Restored;
import vn.tangthu.repository.PreservationMinutes.Said;

/**
 * Minutes of a check, a back-up, or an incident and what was restored (Thông tư 05/2025/TT-BNV, Phụ
 * lục VII), in the form of official papers; in Vietnamese, since they are signed in it.
 */
final class PreservationPaper {
    private static final Words VIETNAMESE = MinutesPaper.VIETNAMESE;

    private final Minutes minutes;

    PreservationPaper(Minutes minutes) {
        this.minutes = minutes;
    }

    /** {@code 07/BB-BQTL}. */
    String number() {
        String notation = minutes.said().notation();
        return String.format(Locale.ROOT, "%02d", minutes.number())
                + (notation.isBlank() ? "/BB" : "/" + notation);
    }

    String title() {
        return "Biên bản " + subject().toLowerCase(Locale.ROOT) + " " + number();
    }

    private String subject() {
        return switch (minutes.facts()) {
            case Check check -> "Kiểm tra tài liệu lưu trữ số";
            case Backup backup -> "Sao lưu tài liệu lưu trữ số";
            case Restored restored -> "Xử lý sự cố và phục hồi tài liệu lưu trữ số";
        };
    }

    void write(Paper paper) throws IOException {
        Said said = minutes.said();
        OfficialHead.write(
                paper, said.parent(), said.archive(), number(), said.place(), minutes.madeAt());
        paper.title("BIÊN BẢN");
        paper.title(subject());
        if (minutes.issue() > 1) {
            paper.paragraph("(Lập lần " + minutes.issue() + ")", Align.CENTRE, Weight.ITALIC);
        }
        paper.space(1);
        italic(paper, "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;");
        italic(
                paper,
                "Căn cứ Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ trưởng Bộ Nội"
                        + " vụ (Chương V và Phụ lục VII);");
        say(
                paper,
                "Hôm nay, %s, tại %s, chúng tôi gồm:"
                        .formatted(
                                OfficialHead.day(minutes.madeAt()),
                                OfficialHead.orOpen(said.place())));
        present(paper, said);
        switch (minutes.facts()) {
            case Check check -> check(paper, check);
            case Backup backup -> backup(paper, backup.run());
            case Restored restored -> restored(paper, restored);
        }
        if (!said.remarks().isBlank()) {
            say(paper, "Ý kiến khác: " + said.remarks());
        }
        say(
                paper,
                "Số liệu trong biên bản do hệ thống ghi nhận khi thực hiện, lập ra lúc "
                        + VIETNAMESE.minute(minutes.madeAt())
                        + " bởi "
                        + minutes.madeBy()
                        + ". Biên bản được các thành viên đọc, thống nhất và ký tên.");
        paper.space(1);
        signatures(paper, said.present());
    }

    private static void present(Paper paper, Said said) throws IOException {
        List<Present> all =
                said.present().isEmpty()
                        ? List.of(new Present("", "", ""), new Present("", "", ""))
                        : said.present();
        int n = 0;
        for (Present one : all) {
            say(
                    paper,
                    ++n
                            + ". Ông (bà): "
                            + OfficialHead.orOpen(one.person())
                            + "   Chức vụ: "
                            + OfficialHead.orOpen(one.position())
                            + (one.organ().isBlank() ? "" : "   Đơn vị: " + one.organ()));
        }
    }

    private void check(Paper paper, Check check) throws IOException {
        say(paper, "Đã tiến hành kiểm tra tài liệu lưu trữ số với nội dung và kết quả như sau:");
        say(
                paper,
                "1. Đối tượng kiểm tra: "
                        + place(check.copy())
                        + "; "
                        + number(check.objects())
                        + "/"
                        + number(check.objectsTotal())
                        + " gói hồ sơ, tài liệu (AIP), dung lượng đã đọc "
                        + VIETNAMESE.bytes(check.bytes())
                        + ".");
        say(
                paper,
                "2. Thời gian: từ "
                        + VIETNAMESE.minute(check.startedAt())
                        + " đến "
                        + VIETNAMESE.minute(check.endedAt())
                        + "; người thực hiện: "
                        + check.actor()
                        + ".");
        medium(paper, "3");
        say(
                paper,
                "4. Phương pháp: đọc toàn bộ từng tệp, đối chiếu mã băm SHA-512 với mã ghi khi nhận"
                        + " vào kho và với bản kê trong từng gói; tìm tệp thiếu, tệp lạ.");
        say(paper, "5. Kết quả: " + result(check));
        found(paper, check.found(), check.further());
        FixityAudits.Summary records = check.records();
        say(
                paper,
                "6. Toàn kho đến lúc lập biên bản: "
                        + number(records.sound())
                        + " hồ sơ nguyên vẹn ở lần kiểm tra gần nhất, "
                        + number(records.never())
                        + " hồ sơ chưa kiểm tra lại từ khi nhận, "
                        + number(records.damaged())
                        + " hồ sơ đang hư hỏng; lần kiểm tra cũ nhất: "
                        + (records.oldestCheck() == null
                                ? "chưa có"
                                : VIETNAMESE.day(records.oldestCheck()))
                        + ".");
        causes(paper, "7");
    }

    private static String result(Check check) {
        String problems =
                check.problems() == 0
                        ? "không phát hiện sai lệch."
                        : "phát hiện " + number(check.problems()) + " sai lệch, gồm:";
        return switch (check.state()) {
            case SOUND, DAMAGE_FOUND -> "đã kiểm tra hết; " + problems;
            case PART_READ -> "kiểm tra định kỳ một phần, không phải toàn bộ; " + problems;
            default ->
                    "lần kiểm tra bị dừng trước khi hết, phần còn lại chưa kiểm tra; " + problems;
        };
    }

    private void backup(Paper paper, BackupRun run) throws IOException {
        say(paper, "Đã tiến hành sao lưu tài liệu lưu trữ số với nội dung và kết quả như sau:");
        say(paper, "1. Hình thức sao lưu: " + form(run) + ".");
        say(paper, "2. Nơi sao lưu: " + run.place() + " (" + run.location() + ").");
        medium(paper, "3");
        say(
                paper,
                "4. Thời gian: từ "
                        + VIETNAMESE.minute(run.startedAt())
                        + " đến "
                        + VIETNAMESE.minute(run.endedAt())
                        + "; người thực hiện: "
                        + run.actor()
                        + ".");
        Outcome outcome = run.outcome();
        if (outcome != null) {
            say(paper, "5. Khối lượng:");
            paper.table(
                    List.of(
                            new Column("Nội dung", 4, Align.LEFT),
                            new Column("Gói (AIP)", 2, Align.RIGHT),
                            new Column("Tệp", 2, Align.RIGHT),
                            new Column("Dung lượng", 2, Align.RIGHT)));
            row(
                    paper,
                    "Sao lưu trong lần này",
                    number(outcome.copied()),
                    number(outcome.files()),
                    VIETNAMESE.bytes(outcome.bytes()));
            row(
                    paper,
                    "Có ở nơi sao lưu, đã đọc lại đúng",
                    number(outcome.there()),
                    "",
                    VIETNAMESE.bytes(outcome.thereBytes()));
            row(paper, "Có trong kho", number(outcome.packages()), "", "");
            paper.endTable();
            say(
                    paper,
                    "6. Kiểm tra bản sao lưu: mọi gói sao lưu lần này được đọc lại và đối chiếu mã băm"
                            + " với mã ghi khi nhận vào kho; sự cố chưa xử lý ở nơi sao lưu: "
                            + number(outcome.incidents())
                            + ".");
            say(paper, "7. Kết quả: " + result(outcome));
        }
        causes(paper, "8");
    }

    static String form(BackupRun run) {
        return switch (run.form()) {
            case COPY -> "bản sao cập nhật thường xuyên (gia tăng)";
            case FULL_SET -> "bộ sao lưu đầy đủ";
            case INCREMENTAL_SET -> "bộ sao lưu gia tăng";
        };
    }

    static String result(Outcome outcome) {
        String result =
                switch (outcome.state()) {
                    case COMPLETE -> "đầy đủ, chính xác.";
                    case DAMAGED -> "có gói sai lệch, xem danh sách sự cố.";
                    case UNREACHABLE -> "không kết nối được nơi sao lưu.";
                    case FOREIGN -> "phương tiện không phải của bản sao lưu này, không ghi gì.";
                    case UNLOCKED -> "đầy đủ, chính xác; nơi sao lưu chưa khóa chống xóa.";
                    case NEVER, RUNNING, BEHIND -> "chưa đủ, lần sau sao lưu tiếp.";
                };
        String problem = outcome.problem();
        return problem == null ? result : result + " (" + problem + ")";
    }

    private void restored(Paper paper, Restored facts) throws IOException {
        say(paper, "Đã xử lý sự cố và phục hồi tài liệu lưu trữ số với nội dung như sau:");
        say(
                paper,
                "1. Nơi xảy ra sự cố: "
                        + place(facts.copy())
                        + (facts.arcFileCode() == null ? "" : "; hồ sơ " + facts.arcFileCode())
                        + ".");
        say(
                paper,
                "2. Phát hiện lúc: "
                        + VIETNAMESE.minute(facts.found().getFirst().foundAt())
                        + ". Các sai lệch:");
        found(paper, facts.found(), facts.further());
        medium(paper, "3");
        Said said = minutes.said();
        say(paper, "4. Nguyên nhân: " + OfficialHead.orOpen(said.cause()));
        say(paper, "5. Phục hồi:" + (facts.mended().isEmpty() ? " chưa phục hồi tệp nào." : ""));
        if (!facts.mended().isEmpty()) {
            paper.table(
                    List.of(
                            new Column("Lúc", 2, Align.LEFT),
                            new Column("Tệp và mã SHA-512 sau phục hồi", 6, Align.LEFT),
                            new Column("Lấy từ", 2, Align.LEFT),
                            new Column("Người thực hiện", 2, Align.LEFT)));
            for (Mended one : facts.mended()) {
                row(
                        paper,
                        VIETNAMESE.minute(one.at()),
                        one.path()
                                + " "
                                + one.sha512().substring(0, one.sha512().length() / 2)
                                + " "
                                + one.sha512().substring(one.sha512().length() / 2)
                                + (one.setAside() == null
                                        ? ""
                                        : " – bản hỏng giữ tại " + one.setAside()),
                        place(one.source()),
                        one.actor());
            }
            if (facts.furtherMended() > 0) {
                paper.band("… và " + number(facts.furtherMended()) + " lần phục hồi khác.");
            }
            paper.endTable();
        }
        long open = facts.found().stream().filter(one -> one.resolvedAt() == null).count();
        say(
                paper,
                "6. Kết quả: "
                        + (open + facts.furtherOpen() == 0
                                ? "đã xử lý xong; từng tệp phục hồi được đọc lại và đúng mã băm ghi khi"
                                        + " nhận vào kho."
                                : "còn "
                                        + number(open + facts.furtherOpen())
                                        + " sai lệch chưa xử lý."));
        say(paper, "7. Biện pháp, kiến nghị: " + OfficialHead.orOpen(said.measures()));
    }

    private static void found(Paper paper, List<Found> all, long further) throws IOException {
        if (all.isEmpty()) {
            return;
        }
        paper.table(
                List.of(
                        new Column("Hồ sơ", 2, Align.LEFT),
                        new Column("Tệp", 5, Align.LEFT),
                        new Column("Sai lệch", 2, Align.LEFT),
                        new Column("Xử lý", 3, Align.LEFT)));
        for (Found one : all) {
            String code = one.arcFileCode();
            row(
                    paper,
                    code == null ? "–" : code,
                    one.path(),
                    VIETNAMESE.of(one.damage()),
                    handled(one));
        }
        if (further > 0) {
            paper.band("… và " + number(further) + " sai lệch khác, xem danh sách sự cố.");
        }
        paper.endTable();
    }

    private static String handled(Found one) {
        if (one.resolvedAt() == null) {
            return "chưa xử lý";
        }
        String source = one.repairedFrom();
        return (source == null ? "đã hết, " : "phục hồi từ " + place(source) + ", ")
                + VIETNAMESE.minute(one.resolvedAt());
    }

    private void medium(Paper paper, String number) throws IOException {
        say(
                paper,
                number
                        + ". Thiết bị, phương tiện lưu trữ và tình trạng: "
                        + OfficialHead.orOpen(minutes.said().medium()));
    }

    private void causes(Paper paper, String number) throws IOException {
        Said said = minutes.said();
        List<String> parts = new ArrayList<>();
        if (!said.cause().isBlank()) {
            parts.add("Nguyên nhân: " + said.cause());
        }
        parts.add("Kết luận, kiến nghị: " + OfficialHead.orOpen(said.measures()));
        say(paper, number + ". " + String.join(". ", parts));
    }

    private static void signatures(Paper paper, List<Present> present) throws IOException {
        List<Present> all =
                present.size() < 2
                        ? List.of(
                                present.isEmpty() ? new Present("", "", "") : present.getFirst(),
                                new Present("", "", ""))
                        : present;
        for (int i = 0; i < all.size(); i += 2) {
            paper.twoBlocks(
                    50,
                    signature(all.get(i)),
                    i + 1 < all.size() ? signature(all.get(i + 1)) : List.of(Line.plain(" ")));
            paper.space(0.5);
        }
    }

    private static List<Line> signature(Present one) {
        return List.of(
                Line.bold(
                        one.position().isBlank()
                                ? "THÀNH VIÊN"
                                : one.position().toUpperCase(Locale.ROOT)),
                Line.italic("(Ký và ghi rõ họ tên)"),
                Line.plain(" "),
                Line.plain(" "),
                Line.plain(" "),
                Line.bold(one.person().isBlank() ? " " : one.person()));
    }

    private static void row(Paper paper, String... cells) throws IOException {
        paper.row(List.of(cells), Weight.PLAIN);
    }

    private static String place(String copy) {
        return copy.equals(FixityAudits.PRIMARY) ? "bản chính của kho" : "bản sao " + copy;
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.PLAIN);
    }

    private static void italic(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.ITALIC);
    }

    private static String number(long number) {
        return VIETNAMESE.number(number);
    }
}
