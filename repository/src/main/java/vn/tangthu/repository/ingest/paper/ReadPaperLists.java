package vn.tangthu.repository.ingest.paper;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperLists;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Column;
import vn.tangthu.repository.PaperRegister.Draft;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.ListLimits;
import vn.tangthu.repository.ingest.lists.PlainRow;
import vn.tangthu.repository.ingest.lists.PlainSheets;

/** Hands the rows of a list to the register as they are read, one after the other. */
@Component
class ReadPaperLists implements PaperLists {
    private static final PlainSheets SHEETS = new PlainSheets(COLUMNS);

    private static final Map<Column, String> HEADINGS =
            Map.ofEntries(
                    Map.entry(Column.SERIES_CODE, "Mục lục số"),
                    Map.entry(Column.NUMBER, "Hồ sơ số"),
                    Map.entry(Column.YEARS, "Từ năm"),
                    Map.entry(Column.METRES, "Mét giá"),
                    Map.entry(Column.BOXES, "Số hộp"),
                    Map.entry(Column.SHEETS, "Số tờ"),
                    Map.entry(Column.SHELF, "Kho, giá, hộp"),
                    Map.entry(Column.CONDITION, "Tình trạng vật lý"),
                    Map.entry(Column.RIGHTS, "Mức truy cập"),
                    Map.entry(Column.CLOSED_UNTIL, "Hạn chế đến hết ngày"),
                    Map.entry(Column.NOTE, "Ghi chú"));

    private final PaperRegister register;

    ReadPaperLists(PaperRegister register) {
        this.register = register;
    }

    @Override
    public PaperRegister.Outcome takeIn(Path file, String name, boolean dryRun, Reader actor)
            throws IOException {
        return register.takeIn(each -> feed(file, name, each), dryRun, name, actor);
    }

    private static List<Finding> feed(Path file, String name, Consumer<Draft> each)
            throws IOException {
        FindingSink findings = new FindingSink();
        List<String> missing = new ArrayList<>();
        boolean known =
                SHEETS.read(
                        file,
                        name,
                        ListLimits.STANDARD,
                        findings,
                        row -> {
                            if (hasAll(row, missing)) {
                                each.accept(draft(row, findings));
                            }
                        });
        if (!known) {
            findings.add(Finding.blocks("PAPER_LIST_UNKNOWN", name, String.join(", ", COLUMNS)));
        }
        for (String heading : missing) {
            findings.add(Finding.blocks("PAPER_COLUMN_MISSING", name, heading));
        }
        return findings.all();
    }

    /** A column that must be there is told once, not in each row. */
    private static boolean hasAll(PlainRow row, List<String> missing) {
        List<String> needed = new ArrayList<>(List.of("Mã phông", "Tiêu đề hồ sơ"));
        if (!row.has("Hồ sơ số")) {
            needed.add("Mã hồ sơ");
        }
        needed.removeIf(row::has);
        needed.stream().filter(heading -> !missing.contains(heading)).forEach(missing::add);
        return needed.isEmpty();
    }

    private static Draft draft(PlainRow row, FindingSink findings) {
        String fonds = row.required("Mã phông");
        String series = row.text("Mục lục số", 100);
        String number = row.text("Hồ sơ số", 100);
        Integer from = row.count("Từ năm");
        Integer to = row.has("Đến năm") ? row.count("Đến năm") : from;
        Access access = row.access("Mức truy cập");
        Access given = access == null ? Access.LISTED : access;
        Boolean titlePublic = row.yesNo("Công khai tiêu đề");
        return new Draft(
                row.place(),
                fonds,
                code(row, fonds, series, number),
                series,
                number,
                row.required("Tiêu đề hồ sơ"),
                from,
                to == null ? from : to,
                row.measure("Mét giá"),
                row.count("Số hộp"),
                row.count("Số tờ"),
                row.text("Kho, giá, hộp", 200),
                row.entry("Tình trạng vật lý", PhysicalCondition.class),
                new Rights(
                        given,
                        titlePublic == null ? given == Access.PUBLIC : titlePublic,
                        row.text("Căn cứ hạn chế", 500)),
                row.day("Hạn chế đến hết ngày"),
                row.text("Ghi chú", 2_000),
                unsaid(row));
    }

    /**
     * The whole code, or where it is blank fonds, mục lục and hồ sơ số with full stops between, as
     * in lists of a delivery: so that the digitised hồ sơ has the same one.
     */
    private static String code(
            PlainRow row, String fonds, @Nullable String series, @Nullable String number) {
        String whole = row.text("Mã hồ sơ");
        if (whole != null) {
            return whole;
        }
        if (number == null) {
            return row.required("Mã hồ sơ");
        }
        return Stream.of(fonds, series, number)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }

    private static Set<Column> unsaid(PlainRow row) {
        Set<Column> unsaid = EnumSet.noneOf(Column.class);
        HEADINGS.forEach(
                (column, heading) -> {
                    if (!row.has(heading)) {
                        unsaid.add(column);
                    }
                });
        return unsaid;
    }
}
