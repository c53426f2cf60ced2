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
    private String[] firstComposed = new String[0];
    private int composed;

    /**
     * @param place the cell; the first is told
     */
    void count(String code, C column, String place) {
        counts.merge(
                new What<>(code, column),
                new Counted(place, 1),
                (old, one) -> new Counted(old.place(), old.times() + 1));
    }

    /**
     * Notes a code that was put together of its parts.
     *
     * @param place the row; the first is told
     * @param composition parts and whole
     */
    void composed(String place, String composition) {
        if (composed++ == 0) {
            firstComposed = new String[] {place, composition};
        }
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
        if (composed > 0) {
            findings.add(
                    Finding.warns(
                            "CODE_COMPOSED",
                            firstComposed[0],
                            firstComposed[1],
                            String.valueOf(composed)));
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
