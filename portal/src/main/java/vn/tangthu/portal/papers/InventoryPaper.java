package vn.tangthu.portal.papers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.Paper.Align;
import vn.tangthu.portal.papers.Paper.Column;
import vn.tangthu.portal.papers.Paper.Line;
import vn.tangthu.portal.papers.Paper.Weight;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Series;

/**
 * An inventory with the columns of Nghị định 30/2020: of hồ sơ (mục lục hồ sơ, tài liệu nộp lưu) or
 * of the documents in each (mục lục văn bản).
 */
final class InventoryPaper implements Inventories.Listener {
    /** A paper of more rows than this is for the spreadsheet: 4,000 pages. */
    static final int MOST_PRINTED = 100_000;

    private static final Words VIETNAMESE = new Words(Locale.forLanguageTag("vi-VN"));

    private static final List<Column> RECORDS =
            List.of(
                    new Column("STT", 6, Align.RIGHT),
                    new Column("Số, ký hiệu hồ sơ", 24, Align.LEFT),
                    new Column("Tiêu đề hồ sơ", 56, Align.LEFT),
                    new Column("Thời gian tài liệu", 16, Align.LEFT),
                    new Column("Thời hạn bảo quản", 13, Align.LEFT),
                    new Column("Số tờ/trang", 12, Align.RIGHT),
                    new Column("Ghi chú", 24, Align.LEFT));

    private static final List<Column> DOCUMENTS =
            List.of(
                    new Column("STT", 6, Align.RIGHT),
                    new Column("Số, ký hiệu văn bản", 20, Align.LEFT),
                    new Column("Ngày tháng văn bản", 13, Align.LEFT),
                    new Column("Tên loại và trích yếu nội dung văn bản", 60, Align.LEFT),
                    new Column("Tác giả văn bản", 28, Align.LEFT),
                    new Column("Tờ số (trang)", 10, Align.RIGHT),
                    new Column("Ghi chú", 20, Align.LEFT));

    private final Paper paper;
    private final boolean ofDocuments;
    private final int most;
    private int number;
    private int rows;
    private long pages;
    private long leftOut;

    /**
     * @param most rows that are written; the others are counted and said to be left out
     */
    InventoryPaper(Paper paper, boolean ofDocuments, int most) {
        this.paper = paper;
        this.ofDocuments = ofDocuments;
        this.most = most;
    }

    /** The whole of it: head, table, sums. */
    void write(String of, String day, Telling telling) throws IOException {
        paper.twoBlocks(
                50,
                List.of(Line.bold(of)),
                List.of(
                        Line.bold("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
                        Line.bold("Độc lập - Tự do - Hạnh phúc")));
        paper.space(1);
        paper.title(ofDocuments ? "MỤC LỤC VĂN BẢN TRONG HỒ SƠ" : "MỤC LỤC HỒ SƠ, TÀI LIỆU");
        paper.paragraph("Lập ngày " + day, Align.CENTRE, Weight.ITALIC);
        paper.table(ofDocuments ? DOCUMENTS : RECORDS);
        try {
            telling.to(this);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        paper.endTable();
        paper.paragraph(
                "Mục lục này có "
                        + VIETNAMESE.number(number)
                        + " hồ sơ"
                        + (pages > 0 ? ", " + VIETNAMESE.number(pages) + " trang" : "")
                        + ".",
                Align.LEFT,
                Weight.PLAIN);
        if (leftOut > 0) {
            paper.paragraph(
                    "Còn "
                            + VIETNAMESE.number(leftOut)
                            + " dòng không in ở đây; xem bản bảng tính.",
                    Align.LEFT,
                    Weight.BOLD);
        }
    }

    /** Of the inventory, also those that are not written. */
    long rows() {
        return rows + leftOut;
    }

    /** Whoever tells the entries. */
    interface Telling {
        void to(Inventories.Listener listener) throws IOException;
    }

    @Override
    public void series(@Nullable Series series) throws IOException {
        if (leftOut == 0) {
            paper.band(
                    series == null
                            ? "Không thuộc mục lục nào"
                            : "Mục lục số " + series.code() + ": " + series.title());
        }
    }

    @Override
    public void entry(Inventories.Entry entry) throws IOException {
        number++;
        pages += entry.pages();
        FileDescription d = entry.description();
        if (ofDocuments) {
            documents(entry);
            return;
        }
        row(
                List.of(
                        String.valueOf(number),
                        d.arcFileCode(),
                        d.title(),
                        period(d),
                        d.maintenance().vietnamese(),
                        sheets(d, entry.pages()),
                        blank(d.description())));
    }

    private void row(List<String> cells) throws IOException {
        if (rows >= most) {
            leftOut++;
            return;
        }
        rows++;
        paper.row(cells, Weight.PLAIN);
    }

    private void documents(Inventories.Entry entry) throws IOException {
        if (rows < most) {
            paper.band(entry.description().arcFileCode() + " – " + entry.description().title());
        }
        int at = 1;
        int ordinal = 0;
        for (Inventories.Line line : entry.documents()) {
            DocumentDescription d = line.description();
            ordinal++;
            String type = d.typeName() == null ? "" : d.typeName().vietnamese() + ": ";
            row(
                    List.of(
                            String.valueOf(ordinal),
                            d.printedNumber(),
                            d.issuedDate() == null ? "" : d.issuedDate().toString(),
                            type + d.subject(),
                            blank(d.organName()),
                            line.pages() == 0 ? "" : range(at, line.pages()),
                            blank(d.description())));
            at += line.pages();
        }
    }

    /** Pages of the hồ sơ, since nobody counts sheets in a scan. */
    private static String range(int from, int pages) {
        return pages == 1 ? String.valueOf(from) : from + "–" + (from + pages - 1);
    }

    private static String sheets(FileDescription d, int counted) {
        String sheets = d.numberOfPaper() == null ? "" : d.numberOfPaper() + " tờ";
        String pages = counted == 0 ? "" : counted + " tr.";
        return sheets.isEmpty() || pages.isEmpty() ? sheets + pages : sheets + "/" + pages;
    }

    private static String period(FileDescription d) {
        ArchivalDate from = d.startDate();
        ArchivalDate to = d.endDate();
        if (from == null || to == null || from.equals(to)) {
            return from == null ? to == null ? "" : to.toString() : from.toString();
        }
        return from + " – " + to;
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }
}
