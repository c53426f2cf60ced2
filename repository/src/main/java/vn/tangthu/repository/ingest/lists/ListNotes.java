package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** What is worth telling once for a whole column or list and not once for each row. */
final class ListNotes<C extends Enum<C> & ListColumn> {
    private static final int SHOWN = 20;

    private record What<C>(String code, C column) {}

    private record Counted(String place, int times) {}

    private final Map<What<C>, Counted> counts = new LinkedHashMap<>();
    private final List<String> skipped = new ArrayList<>();
    private String firstSkipped = "";
    private int allSkipped;

    /**
     * @param place the cell; the first is told
     */
    void count(String code, C column, String place) {
        counts.merge(
                new What<>(code, column),
                new Counted(place, 1),
                (old, one) -> new Counted(old.place(), old.times() + 1));
    }

    void skipped(String place, int number) {
        allSkipped++;
        if (skipped.isEmpty()) {
            firstSkipped = place;
        }
        if (skipped.size() < SHOWN) {
            skipped.add(String.valueOf(number));
        }
    }

    void report(FindingSink findings) {
        if (allSkipped > 0) {
            String rows = String.join(", ", skipped) + (allSkipped > SHOWN ? ", …" : "");
            findings.add(
                    Finding.warns("ROWS_SKIPPED", firstSkipped, String.valueOf(allSkipped), rows));
        }
        counts.forEach(
                (what, counted) ->
                        findings.add(
                                new Finding(
                                        what.code(),
                                        Severity.NOTES,
                                        counted.place(),
                                        List.of(
                                                what.column().heading(),
                                                String.valueOf(counted.times())))));
    }
}
