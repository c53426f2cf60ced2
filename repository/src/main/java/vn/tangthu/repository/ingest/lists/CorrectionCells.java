package vn.tangthu.repository.ingest.lists;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/**
 * A row that came back beside what is kept. Only cells that differ count: what is kept is neither
 * judged again nor touched, not even its white space.
 */
final class CorrectionCells<C extends Enum<C> & ListColumn> {
    /** Rules that look at several cells, so that they count wherever they are found. */
    private static final Set<String> ACROSS =
            Set.of(
                    "END_BEFORE_START",
                    "PAPER_CODE_MISSING",
                    "RECOVERY_STATUS_MISSING",
                    "PROCESS_MISSING");

    private final ListedRow<C> sent;
    private final Map<C, String> kept;
    private final Map<C, ListCell> changed;
    private boolean blocked;

    /**
     * @param kept as its cells were written
     * @param fixed columns whose cells must stay
     */
    CorrectionCells(
            ListedRow<C> sent,
            Map<C, String> kept,
            Class<C> columns,
            Set<C> fixed,
            FindingSink findings) {
        this.sent = sent;
        this.kept = kept;
        this.changed = new EnumMap<>(columns);
        for (C column : sent.columns()) {
            ListCell cell = sent.cell(column);
            String before = kept.getOrDefault(column, "");
            if (plain(before).equals(plain(cell.text()))) {
                continue;
            }
            if (fixed.contains(column)) {
                blocked = true;
                findings.add(
                        Finding.blocks(
                                "CORRECTION_FIXED",
                                sent.place(column),
                                RowValues.shown(before),
                                RowValues.shown(cell.text())));
            } else {
                changed.put(column, cell);
            }
        }
    }

    /** Programs join spaces and change the ends of lines; that is no correction. */
    private static String plain(String text) {
        return ListCell.trimmed(text).replaceAll("\\s+", " ");
    }

    boolean isEmpty() {
        return changed.isEmpty() && !blocked;
    }

    boolean changes(C column) {
        return changed.containsKey(column);
    }

    ListCell cell(C column) {
        return changed.getOrDefault(column, ListCell.EMPTY);
    }

    /** What is kept, with the cells that differ in their places. */
    RowValues<C> values(List<C> columns, FindingSink own) {
        Map<Integer, C> headings = new LinkedHashMap<>();
        List<ListCell> cells = new ArrayList<>();
        for (C column : columns) {
            headings.put(cells.size(), column);
            ListCell cell = changed.get(column);
            cells.add(cell != null ? cell : ListCell.of(kept.getOrDefault(column, "")));
        }
        return new RowValues<>(sent.with(headings, cells), own);
    }

    /**
     * Hands on what was found of the cells that differ.
     *
     * @return whether something blocks
     */
    boolean report(FindingSink own, FindingSink findings) {
        for (Finding finding : own.all()) {
            boolean counts =
                    ACROSS.contains(finding.code())
                            || changed.keySet().stream()
                                    .anyMatch(c -> sent.place(c).equals(finding.place()));
            if (counts) {
                findings.add(finding);
                blocked |= finding.severity() == Severity.BLOCKS;
            }
        }
        return blocked;
    }

    /**
     * What was read of the cells that differ, and of the others what is kept.
     *
     * @param before the kept description
     * @param read the same with the cells of {@link #values}
     */
    <R extends Record> R merged(Class<R> type, R before, R read) {
        Set<String> fields =
                changed.keySet().stream()
                        .map(column -> column.field())
                        .map(field -> field.equals("language") ? "languages" : field)
                        .collect(Collectors.toSet());
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                R from = fields.contains(components[i].getName()) ? read : before;
                values[i] = components[i].getAccessor().invoke(from);
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("The canonical constructor of " + type, e);
        }
    }
}
