package vn.tangthu.indexer.lucene;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.SpellingReading.Shipped;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.Said;

/**
 * What is written in several ways: abbreviations (UBND = Ủy ban nhân dân) and names (Krông Ana =
 * Krông A Na). A table comes with the product; the archive adds lines and switches lines off
 * ({@link SpellingTable}), and what it changes holds a few seconds later. Queries are widened by
 * it, never the index.
 *
 * <p>Each line stands for itself: an abbreviation that stands in two of them has both meanings, and
 * neither of these is looked for in the place of the other.
 */
public final class Spellings {
    private static final Logger LOG = LoggerFactory.getLogger(Spellings.class);

    /** Of a spelling. */
    static final int MOST_WORDS = SpellingTable.MOST_WORDS;

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);

    private final Analysis analysis;
    private final List<Shipped> shipped;
    private final @Nullable SpellingTable archive;
    private final long lookAgainNanos;
    private volatile Table table;
    private volatile long looked;

    /**
     * @param archive what the archive changes; null for the table of the software alone
     */
    public Spellings(Analysis analysis, @Nullable SpellingTable archive) {
        this(analysis, archive, LOOK_AGAIN);
    }

    /**
     * @param lookAgain how old what is known of the archive's table may be
     */
    Spellings(Analysis analysis, @Nullable SpellingTable archive, Duration lookAgain) {
        this.analysis = analysis;
        this.archive = archive;
        this.lookAgainNanos = lookAgain.toNanos();
        this.shipped = SpellingFile.shipped(analysis);
        this.table = archive == null ? table(shipped.stream().map(Shipped::said), 0) : of(archive);
        this.looked = System.nanoTime();
    }

    private Spellings(Analysis analysis) {
        this.analysis = analysis;
        this.archive = null;
        this.lookAgainNanos = 0;
        this.shipped = List.of();
        this.table = new Table(new TreeMap<>(), Map.of(), 0, 0);
    }

    /** Knows of nothing that is written in several ways. */
    public static Spellings none(Analysis analysis) {
        return new Spellings(analysis);
    }

    /**
     * @param from what is typed
     * @param to what is looked for as well
     * @param oneWay an abbreviation with several meanings
     */
    private record Way(List<Analysis.Word> from, List<Analysis.Word> to, boolean oneWay) {
        /**
         * {@code HĐ} is not {@code HD}, but {@code qd}, typed in a hurry, is {@code QĐ} too; {@code
         * sơ đồ} is not {@code sổ đỏ}, and {@code so do} may be so much that it is neither.
         */
        boolean begins(List<Analysis.Word> typed) {
            if (from.size() == 1) {
                return !isBarred(typed.getFirst()) || isBarred(from.getFirst());
            }
            boolean marked = false;
            for (int i = 0; i < from.size(); i++) {
                boolean toned = typed.get(i).isToned();
                if (toned && !Objects.equals(typed.get(i).exact(), from.get(i).exact())) {
                    return false;
                }
                marked |= toned;
            }
            return marked
                    || from.size() > 2
                    || from.stream().noneMatch(Analysis.Word::isToned)
                    || from.stream().anyMatch(word -> word.folded().length() > 2);
        }

        private static boolean isBarred(Analysis.Word word) {
            String exact = word.exact();
            return exact != null && exact.indexOf('đ') >= 0;
        }
    }

    /**
     * @param byKey the ways that begin with a spelling, by its folded words
     * @param texts spellings as they were written, by their folded words
     * @param longest words of the longest spelling
     * @param mark of the archive's table when it was read
     */
    private record Table(
            NavigableMap<String, List<Way>> byKey,
            Map<String, String> texts,
            int longest,
            long mark) {}

    /** Words of the longest spelling. */
    int longest() {
        return current().longest();
    }

    /**
     * How many words from here are a known spelling, the most possible; 0 for none. An abbreviation
     * of several meanings right after a number is part of a symbol: {@code 125 qd ubnd}.
     *
     * @param free the words that may be part of one
     * @param ends the words after which one may end
     */
    int longest(List<Analysis.Word> words, int at, boolean[] free, boolean[] ends) {
        Table known = current();
        boolean symbol = at > 0 && words.get(at - 1).isNumber();
        int most = 0;
        StringBuilder key = new StringBuilder();
        for (int i = at; i < words.size() && i < at + known.longest() && free[i]; i++) {
            key.append(i == at ? "" : ".").append(words.get(i).folded());
            List<Analysis.Word> typed = words.subList(at, i + 1);
            if (ends[i]
                    && known.byKey().getOrDefault(key.toString(), List.of()).stream()
                            .anyMatch(way -> way.begins(typed) && !(symbol && way.oneWay()))) {
                most = i - at + 1;
            }
        }
        return most;
    }

    /** The other spellings of these words. */
    List<List<Analysis.Word>> others(List<Analysis.Word> words) {
        return current().byKey().getOrDefault(Analysis.key(words), List.of()).stream()
                .filter(way -> way.begins(words))
                .map(Way::to)
                .toList();
    }

    /**
     * Other ways of writing what these words, of which the last may be unfinished, begin: the
     * shortest first.
     *
     * @param most of them
     */
    List<List<Analysis.Word>> begun(List<Analysis.Word> words, int most) {
        String own = Analysis.key(words);
        Map<String, List<Analysis.Word>> others = new LinkedHashMap<>();
        current().byKey().tailMap(own, false).entrySet().stream()
                .takeWhile(each -> each.getKey().startsWith(own))
                .sorted(
                        Comparator.comparing((Map.Entry<String, ?> each) -> each.getKey().length())
                                .thenComparing(Map.Entry::getKey))
                .flatMap(each -> each.getValue().stream())
                .map(Way::to)
                .filter(other -> !Analysis.key(other).startsWith(own))
                .forEach(other -> others.putIfAbsent(Analysis.key(other), other));
        return others.values().stream().limit(most).toList();
    }

    /** These words as a line of the table writes them, or as they are read. */
    String text(List<Analysis.Word> words) {
        String known = current().texts().get(Analysis.key(words));
        return known != null
                ? known
                : words.stream()
                        .map(word -> word.exact() == null ? word.folded() : word.exact())
                        .collect(Collectors.joining(" "));
    }

    /** Looks at the archive's table now. */
    void refresh() {
        if (archive != null) {
            refresh(archive);
        }
    }

    private Table current() {
        if (archive != null && System.nanoTime() - looked > lookAgainNanos) {
            refresh(archive);
        }
        return table;
    }

    private void refresh(SpellingTable from) {
        looked = System.nanoTime();
        try {
            if (from.mark() != table.mark()) {
                table = of(from);
            }
        } catch (RuntimeException e) {
            // A search goes on with what was known; whether the database is gone, it tells itself.
            LOG.warn("The table of spellings is not read again: {}", e.toString());
        }
    }

    private Table of(SpellingTable from) {
        SpellingTable.State state = from.state();
        Set<String> off = state.off().stream().map(Off::shipped).collect(Collectors.toSet());
        return table(
                Stream.concat(
                        shipped.stream()
                                .filter(line -> !off.contains(line.key()))
                                .map(Shipped::said),
                        state.lines().stream().map(SpellingTable.Line::said)),
                state.mark());
    }

    private Table table(Stream<Said> lines, long mark) {
        NavigableMap<String, List<Way>> byKey = new TreeMap<>();
        Map<String, String> texts = new HashMap<>();
        int[] longest = new int[1];
        lines.forEach(
                said -> {
                    List<List<Analysis.Word>> line = new ArrayList<>();
                    for (String spelling : said.spellings()) {
                        List<Analysis.Word> words = analysis.words(spelling);
                        if (!words.isEmpty() && words.size() <= MOST_WORDS) {
                            line.add(words);
                            texts.putIfAbsent(Analysis.key(words), spelling);
                            longest[0] = Math.max(longest[0], words.size());
                        }
                    }
                    line.stream()
                            .limit(said.oneWay() ? 1 : line.size())
                            .forEach(
                                    from ->
                                            line.forEach(
                                                    to ->
                                                            add(
                                                                    byKey,
                                                                    new Way(
                                                                            from,
                                                                            to,
                                                                            said.oneWay()))));
                });
        return new Table(byKey, texts, longest[0], mark);
    }

    /** Each way once; one that holds both ways before one that does not. */
    private static void add(NavigableMap<String, List<Way>> byKey, Way way) {
        String from = Analysis.key(way.from());
        String to = Analysis.key(way.to());
        if (from.equals(to)) {
            return;
        }
        List<Way> ways = byKey.computeIfAbsent(from, unused -> new ArrayList<>());
        for (int i = 0; i < ways.size(); i++) {
            if (Analysis.key(ways.get(i).to()).equals(to)) {
                if (ways.get(i).oneWay()) {
                    ways.set(i, way);
                }
                return;
            }
        }
        ways.add(way);
    }
}
