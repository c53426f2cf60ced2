package vn.tangthu.portal.papers;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.DestructionPapers.Held;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;

/** The papers of one list, in Vietnamese, since they are signed in it. */
final class DestructionPaper {
    /** To be filled in by hand. */
    private static final String OPEN = "…………………………";

    /** Instead of a title that may be, or was, a state secret. */
    static final String WITHHELD = "(không nêu tiêu đề)";

    private static final Words VIETNAMESE = new Words(Locale.forLanguageTag("vi-VN"));

    private static final List<Column> COLUMNS =
            List.of(
                    new Column("STT", 6, Align.RIGHT),
                    new Column("Mã hồ sơ", 24, Align.LEFT),
                    new Column("Tiêu đề hồ sơ", 50, Align.LEFT),
                    new Column("Thời gian tài liệu", 14, Align.LEFT),
                    new Column("Thời hạn lưu trữ", 13, Align.LEFT),
                    new Column("Số tài liệu/trang", 12, Align.RIGHT),
                    new Column("Lý do hủy", 30, Align.LEFT),
                    new Column("Ý kiến của Hội đồng", 28, Align.LEFT));

    private final String archive;
    private final DestructionList list;
    private final List<Item> items;
    private final List<Held> held;

    DestructionPaper(String archive, DestructionList list, List<Item> items, List<Held> held) {
        this.archive = archive;
        this.list = list;
        this.items = items;
        this.held = held;
    }

    /** Danh mục tài liệu hủy: every hồ sơ of the frozen list. */
    void catalogue(Paper paper) throws IOException {
        head(paper, null, null);
        paper.title("DANH MỤC TÀI LIỆU HỦY");
        paper.paragraph(
                "Số " + list.notation() + " – " + list.title(), Align.CENTRE, Weight.ITALIC);
        paper.table(COLUMNS);
        int number = 0;
        for (Item item : items) {
            number++;
            paper.row(
                    List.of(
                            String.valueOf(number),
                            item.arcFileCode(),
                            item.titleOrNull() == null ? WITHHELD : item.titleOrNull(),
                            VIETNAMESE.years(item.startYear(), item.endYear()),
                            item.maintenance().vietnamese(),
                            item.documents() + "/" + item.pages(),
                            ground(item),
                            opinion(item)),
                    Weight.PLAIN);
        }
        paper.endTable();
        say(paper, "Danh mục này có " + VIETNAMESE.number(items.size()) + " hồ sơ.");
        if (list.sha256() != null) {
            say(paper, "SHA-256 của danh mục đã chốt: " + list.sha256());
        }
    }

    /** Bản thuyết minh tài liệu hủy. */
    void explanation(Paper paper) throws IOException {
        head(paper, null, null);
        paper.title("BẢN THUYẾT MINH TÀI LIỆU HỦY");
        paper.paragraph(
                "Kèm theo Danh mục tài liệu hủy số " + list.notation(),
                Align.CENTRE,
                Weight.ITALIC);
        grounds(paper);
        counts(paper);
        for (String part : list.explanation().split("\\R+", -1)) {
            if (!part.isBlank()) {
                say(paper, part.strip());
            }
        }
        paper.space(1);
        paper.twoBlocks(
                50,
                List.of(Line.plain(" ")),
                signature("NGƯỜI LẬP", list.frozen() == null ? "" : list.frozen().by()));
    }

    /** Biên bản họp hội đồng: with what is known by now, the rest open. */
    void meeting(Paper paper) throws IOException {
        Council council = list.council();
        head(
                paper,
                council == null ? OPEN : council.minutes(),
                council == null ? null : council.metOn());
        paper.title("BIÊN BẢN");
        paper.title("Họp Hội đồng xét hủy tài liệu");
        paper.space(1);
        grounds(paper);
        say(paper, "Thành phần Hội đồng:");
        if (council == null) {
            for (int i = 0; i < 3; i++) {
                say(paper, "- Ông (bà): " + OPEN + "   Chức vụ: " + OPEN);
            }
        } else {
            for (String member : council.members()) {
                say(paper, "- Ông (bà): " + member);
            }
        }
        say(
                paper,
                "Hội đồng đã xem xét Danh mục tài liệu hủy số "
                        + list.notation()
                        + " (SHA-256 "
                        + list.sha256()
                        + ") và Bản thuyết minh kèm theo.");
        counts(paper);
        if (list.undecided() < list.records()) {
            long keep = items.stream().filter(i -> Boolean.FALSE.equals(i.destroy())).count();
            say(
                    paper,
                    "Hội đồng thống nhất: hủy "
                            + VIETNAMESE.number(list.records() - list.undecided() - keep)
                            + " hồ sơ, giữ lại "
                            + VIETNAMESE.number(keep)
                            + " hồ sơ:");
            for (Item item : items) {
                if (Boolean.FALSE.equals(item.destroy())) {
                    say(paper, "- Giữ lại " + item.arcFileCode() + ": " + item.reason());
                }
            }
        } else {
            say(paper, "Hội đồng thống nhất: hủy " + OPEN + " hồ sơ, giữ lại " + OPEN + " hồ sơ.");
        }
        paper.space(1);
        paper.twoBlocks(
                50,
                signature("THƯ KÝ", member(council, 1)),
                signature("CHỦ TỊCH HỘI ĐỒNG", member(council, 0)));
    }

    /** Biên bản hủy tài liệu: what was really done. */
    void record(Paper paper) throws IOException {
        Council council = list.council();
        head(
                paper,
                OPEN,
                list.finishedAt() == null
                        ? null
                        : list.finishedAt().atZone(Words.ZONE).toLocalDate());
        paper.title("BIÊN BẢN");
        paper.title("Hủy tài liệu");
        paper.space(1);
        grounds(paper);
        if (council != null) {
            say(
                    paper,
                    "Căn cứ văn bản số %s ngày %s của %s;"
                            .formatted(
                                    council.approval(),
                                    VIETNAMESE.day(council.approvedOn()),
                                    council.authority()));
            say(
                    paper,
                    "Căn cứ Quyết định số %s ngày %s;"
                            .formatted(council.decision(), VIETNAMESE.day(council.decidedOn())));
        }
        var executed = list.executed();
        say(
                paper,
                "Người lập danh mục: %s. Người thực hiện: %s, lúc %s; xóa xong lúc %s."
                        .formatted(
                                list.created().by(),
                                executed == null ? OPEN : executed.by(),
                                executed == null ? OPEN : VIETNAMESE.minute(executed.at()),
                                VIETNAMESE.minute(list.finishedAt())));
        say(
                paper,
                "Đã hủy "
                        + VIETNAMESE.number(list.erased())
                        + " hồ sơ theo Danh mục tài liệu hủy số "
                        + list.notation()
                        + " (SHA-256 "
                        + list.sha256()
                        + "): xóa khỏi kho, mục lục, chỉ mục tìm kiếm và mọi bản dẫn xuất; dấu xóa"
                        + " được lưu trong kho. Các bản sao của kho xóa theo dấu xóa ở lần sao"
                        + " chép kế tiếp.");
        for (Item item : items) {
            if (item.outcome() == Outcome.LEFT) {
                say(paper, "- Không hủy " + item.arcFileCode() + ": " + item.why());
            }
        }
        for (Held one : held) {
            say(
                    paper,
                    "- Kho còn giữ phiên bản cũ của "
                            + one.code()
                            + (one.erasure().heldUntil() == null
                                    ? "; quản trị kho phải xóa."
                                    : " đến ngày " + VIETNAMESE.day(one.erasure().heldUntil())));
        }
        paper.space(1);
        paper.twoBlocks(
                50,
                signature("NGƯỜI THỰC HIỆN", executed == null ? "" : executed.by()),
                signature("ĐẠI DIỆN LƯU TRỮ LỊCH SỬ", ""));
    }

    private void head(Paper paper, @Nullable String number, @Nullable LocalDate day)
            throws IOException {
        paper.twoBlocks(
                42,
                number == null
                        ? List.of(Line.bold(archive.toUpperCase(Locale.ROOT)))
                        : List.of(
                                Line.bold(archive.toUpperCase(Locale.ROOT)),
                                Line.plain("Số: " + number)),
                List.of(
                        Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                        Line.bold("Độc lập - Tự do - Hạnh phúc"),
                        Line.italic(
                                day == null
                                        ? "………, ngày …… tháng …… năm ………"
                                        : "………, ngày %02d tháng %02d năm %d"
                                                .formatted(
                                                        day.getDayOfMonth(),
                                                        day.getMonthValue(),
                                                        day.getYear()))));
        paper.space(1);
    }

    private static void grounds(Paper paper) throws IOException {
        paper.paragraph(
                "Căn cứ Luật Lưu trữ số 33/2024/QH15 ngày 21 tháng 6 năm 2024;",
                Align.JUSTIFIED,
                Weight.ITALIC);
        paper.paragraph(
                "Căn cứ Thông tư số 05/2025/TT-BNV ngày 14 tháng 5 năm 2025 của Bộ trưởng Bộ Nội"
                        + " vụ, Điều 48 đến Điều 50;",
                Align.JUSTIFIED,
                Weight.ITALIC);
    }

    private void counts(Paper paper) throws IOException {
        long twice = items.stream().filter(i -> i.ground() == Ground.DUPLICATE).count();
        say(
                paper,
                "Danh mục có %s hồ sơ, %s tài liệu, %s trang: %s hồ sơ hết thời hạn lưu trữ, %s hồ sơ trùng lặp."
                        .formatted(
                                VIETNAMESE.number(items.size()),
                                VIETNAMESE.number(items.stream().mapToLong(Item::documents).sum()),
                                VIETNAMESE.number(items.stream().mapToLong(Item::pages).sum()),
                                VIETNAMESE.number(items.size() - twice),
                                VIETNAMESE.number(twice)));
    }

    private static String ground(Item item) {
        return item.ground() == Ground.EXPIRED
                ? "Hết thời hạn lưu trữ" + (item.ends() == null ? "" : " năm " + item.ends())
                : "Trùng lặp với " + item.duplicateOf();
    }

    private static String opinion(Item item) {
        if (item.destroy() == null) {
            return "";
        }
        return (item.destroy() ? "Hủy" : "Giữ lại")
                + (item.reason() == null ? "" : ": " + item.reason())
                + (item.outcome() == Outcome.LEFT ? ". Không hủy: " + item.why() : "");
    }

    private static String member(@Nullable Council council, int at) {
        return council == null || council.members().size() <= at ? "" : council.members().get(at);
    }

    private static List<Line> signature(String who, String name) {
        return List.of(
                Line.bold(who),
                Line.italic("(Ký và ghi rõ họ tên)"),
                Line.plain(" "),
                Line.plain(" "),
                Line.plain(" "),
                Line.bold(name.isBlank() ? " " : name));
    }

    private static void say(Paper paper, String text) throws IOException {
        paper.paragraph(text, Align.JUSTIFIED, Weight.PLAIN);
    }
}
