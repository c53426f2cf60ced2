package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tangthu.repository.DeliveredColumn;
import vn.tangthu.repository.DeliveryList;

/** The columns of a list with the first few of their values, so that a person can judge. */
final class ColumnSamples<C extends Enum<C> & ListColumn> {
    private static final int EACH = 3;
    private static final int CHARS = 60;

    private record Column<C>(Headings.Heading<C> heading, Set<String> values) {}

    private final DeliveryList list;
    private final Map<String, Column<C>> columns = new LinkedHashMap<>();

    /** Columns that want more, so that the hundred thousandth row costs nothing. */
    private int open;

    ColumnSamples(DeliveryList list) {
        this.list = list;
    }

    /** A heading on a second sheet is the one on the first. */
    void add(Headings<C> headings) {
        for (Headings.Heading<C> each : headings.all().values()) {
            if (columns.putIfAbsent(key(each), new Column<>(each, new LinkedHashSet<>())) == null) {
                open++;
            }
        }
    }

    private static String key(Headings.Heading<?> heading) {
        return PlainKey.of(heading.name());
    }

    void take(Headings<C> headings, List<ListCell> cells) {
        if (open == 0 || cells.stream().anyMatch(cell -> CodeWords.isSecretMark(cell.text()))) {
            return;
        }
        headings.all()
                .forEach(
                        (at, heading) -> {
                            Column<C> column = columns.get(key(heading));
                            String text = at < cells.size() ? cells.get(at).text() : "";
                            if (column == null
                                    || text.isEmpty()
                                    || column.values().size() == EACH) {
                                return;
                            }
                            column.values().add(shortened(text));
                            if (column.values().size() == EACH) {
                                open--;
                            }
                        });
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= CHARS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, CHARS)) + "…";
    }

    List<DeliveredColumn> columns() {
        List<DeliveredColumn> all = new ArrayList<>();
        for (Column<C> each : columns.values()) {
            C column = each.heading().column();
            all.add(
                    new DeliveredColumn(
                            list,
                            each.heading().name(),
                            each.heading().how(),
                            column == null ? null : column.field(),
                            List.copyOf(each.values())));
        }
        return all;
    }
}
