package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DeliveryList;

/**
 * Knows columns by what contractors call them: by the words of the circular and those seen in
 * lists, without regard to diacritics; by usual abbreviations; and, of what is left, by the closest
 * spelling. What is not exact is said, so that a person may look at it; what a person said of the
 * contractor's headings goes before everything.
 */
final class HeadingWords<C extends Enum<C> & ListColumn> {
    /** Running numbers mean nothing to us and are no unknown heading either. */
    private static final Set<String> IGNORED = Set.of("stt", "tt", "sott", "sothutu", "no");

    /** From so many letters that differ on, a person must say whether it is what was meant. */
    private static final int DOUBTFUL = 2;

    private static final Pattern PARTS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

    private static final Map<String, String> ABBREVIATIONS =
            Map.ofEntries(
                    Map.entry("bd", "batdau"),
                    Map.entry("bh", "banhanh"),
                    Map.entry("bq", "baoquan"),
                    Map.entry("cd", "chedo"),
                    Map.entry("cq", "coquan"),
                    Map.entry("hs", "hoso"),
                    Map.entry("kh", "kyhieu"),
                    Map.entry("kt", "ketthuc"),
                    Map.entry("lt", "luutru"),
                    Map.entry("ml", "mucluc"),
                    Map.entry("nd", "noidung"),
                    Map.entry("nn", "ngonngu"),
                    Map.entry("sd", "sudung"),
                    Map.entry("sl", "soluong"),
                    Map.entry("td", "tieude"),
                    Map.entry("tg", "thoigian"),
                    Map.entry("th", "thoihan"),
                    Map.entry("tl", "tailieu"),
                    Map.entry("tt", "thutu"),
                    Map.entry("ty", "trichyeu"),
                    Map.entry("vb", "vanban"));

    private final Class<C> columns;
    private final DeliveryList list;
    private final ConfirmedHeadings confirmed;
    private final Map<String, C> byKey = new HashMap<>();
    private final Map<String, C> byField = new HashMap<>();

    HeadingWords(Class<C> columns, DeliveryList list, ConfirmedHeadings confirmed) {
        this.columns = columns;
        this.list = list;
        this.confirmed = confirmed;
        for (C column : columns.getEnumConstants()) {
            byKey.putIfAbsent(PlainKey.of(column.heading()), column);
            byKey.putIfAbsent(PlainKey.of(column.field()), column);
            byField.put(column.field(), column);
        }
        for (C column : columns.getEnumConstants()) {
            for (String other : column.otherHeadings()) {
                byKey.putIfAbsent(PlainKey.of(other), column);
            }
        }
    }

    /** The column that is called so, to the letter but for diacritics and case. */
    @Nullable C exact(String heading) {
        C column = byKey.get(PlainKey.of(heading));
        return column != null ? column : byKey.get(PlainKey.withoutBrackets(heading));
    }

    private boolean isKnown(String heading) {
        return exact(heading) != null || confirmed.field(list, heading) != null;
    }

    int known(List<ListCell> cells) {
        return (int) cells.stream().filter(cell -> isKnown(cell.text())).count();
    }

    /**
     * Reads headings.
     *
     * @param above the line above, whose headings span several of this one; empty when there is
     *     none
     */
    Headings<C> read(List<ListCell> above, List<ListCell> line) {
        Headings<C> headings = new Headings<>(columns);
        Map<Integer, List<String>> unread = names(headings, above, line);
        unread.entrySet().removeIf(each -> asConfirmed(headings, each.getKey(), each.getValue()));
        Set<C> beside = new HashSet<>(headings.columns().values());
        unread.values().forEach(names -> exact(names).ifPresent(beside::add));
        unread.entrySet().removeIf(each -> place(headings, each.getKey(), each.getValue(), beside));
        unread.forEach((i, names) -> placeAlike(headings, i, names));
        return headings;
    }

    /** What each column may be called, the fullest name first. */
    private Map<Integer, List<String>> names(
            Headings<C> headings, List<ListCell> above, List<ListCell> line) {
        Map<Integer, List<String>> all = new LinkedHashMap<>();
        String spanning = "";
        for (int i = 0; i < Math.max(above.size(), line.size()); i++) {
            String over = i < above.size() ? above.get(i).text() : "";
            String own = i < line.size() ? line.get(i).text() : "";
            spanning = over.isEmpty() ? spanning : over;
            List<String> names = new ArrayList<>();
            if (!own.isEmpty()) {
                if (!spanning.isEmpty()) {
                    names.add(spanning + " " + own);
                }
                names.add(own);
            }
            if (!over.isEmpty() && !own.chars().anyMatch(Character::isLetter)) {
                names.add(over); // the line below is empty or numbers the columns
            }
            if (names.isEmpty()) {
                continue;
            }
            if (runningNumber(own.isEmpty() ? over : own, names.getFirst())) {
                headings.runningNumbers(i);
            } else {
                all.put(i, names);
            }
        }
        return all;
    }

    private boolean asConfirmed(Headings<C> headings, int at, List<String> names) {
        Optional<String> said = confirmed.field(list, names.getFirst());
        if (said != null) {
            headings.confirmed(at, names.getFirst(), said.map(byField::get).orElse(null));
        }
        return said != null;
    }

    private boolean place(Headings<C> headings, int at, List<String> names, Set<C> beside) {
        for (String name : names) {
            C column = exact(name);
            if (column != null) {
                boolean own = column.isOwn(name);
                headings.exact(at, names.getFirst(), columns.cast(column.among(beside, name)), own);
                return true;
            }
        }
        return false;
    }

    private Optional<C> exact(List<String> names) {
        return names.stream().map(this::exact).filter(Objects::nonNull).findFirst();
    }

    private void placeAlike(Headings<C> headings, int at, List<String> names) {
        EnumSet<C> free = EnumSet.allOf(columns);
        free.removeAll(headings.columns().values());
        for (String name : names) {
            C column = byKey.get(unabbreviated(name));
            if (column != null && free.contains(column)) {
                headings.alike(at, names.getFirst(), column, !column.believed());
                return;
            }
        }
        for (String name : names) {
            Closest<C> closest = closest(PlainKey.withoutBrackets(name), free);
            if (closest == null) {
                closest = closest(unabbreviated(name), free);
            }
            if (closest != null) {
                boolean sure = closest.distance() < DOUBTFUL && !closest.column().believed();
                headings.alike(at, names.getFirst(), closest.column(), sure);
                return;
            }
        }
        headings.unknown(at, names.getFirst());
    }

    /** Whether nobody said anything else of it. */
    private boolean runningNumber(String heading, String full) {
        return IGNORED.contains(PlainKey.of(heading)) && confirmed.field(list, full) == null;
    }

    private static String unabbreviated(String heading) {
        StringBuilder key = new StringBuilder();
        for (String part : PARTS.split(heading)) {
            String plain = PlainKey.of(part);
            key.append(ABBREVIATIONS.getOrDefault(plain, plain));
        }
        return key.toString();
    }

    private record Closest<C>(C column, int distance) {}

    /** The one column whose name is closest, if it is close enough. */
    private @Nullable Closest<C> closest(String key, Set<C> free) {
        int allowed = key.length() < 5 ? 0 : key.length() < 10 ? 1 : key.length() < 16 ? 2 : 3;
        int least = allowed + 1;
        C best = null;
        for (Map.Entry<String, C> each : byKey.entrySet()) {
            if (Math.abs(each.getKey().length() - key.length()) > allowed) {
                continue;
            }
            int distance = SpellingDistance.between(key, each.getKey(), allowed);
            if (distance < least) {
                least = distance;
                best = each.getValue();
            } else if (distance == least && best != each.getValue()) {
                best = null; // as close to another
            }
        }
        return best != null && least > 0 && free.contains(best) ? new Closest<>(best, least) : null;
    }
}
