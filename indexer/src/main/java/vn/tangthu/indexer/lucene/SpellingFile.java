package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.SpellingReading.Shipped;
import vn.tangthu.repository.SpellingTable.Said;

/**
 * Spellings written as lines: those of the software, and those that archives kept in {@code
 * spellings.txt} in the home before they had a table.
 *
 * <p>A line holds spellings with {@code =} between them, or what is looked for as the others too
 * before a {@code >}; {@code #} begins a remark. In the home's file a line that begins with {@code
 * -} took the spelling after it away, and lines with a common spelling were one.
 */
final class SpellingFile {
    /** Below the home; read once. */
    static final String OF_THE_HOME = "spellings.txt";

    private static final String SHIPPED = "spellings.txt";
    private static final int MOST_LINES = 5_000;

    private SpellingFile() {}

    static List<Shipped> shipped(Analysis analysis) {
        try (InputStream in = SpellingFile.class.getResourceAsStream(SHIPPED)) {
            if (in == null) {
                throw new IllegalStateException("The table of spellings is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(SpellingFile::said)
                    .filter(line -> line.spellings().size() > 1)
                    .map(line -> new Shipped(name(analysis, line), line))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its first spelling with diacritics: {@code HĐ} and {@code HD} begin two lines. */
    private static String name(Analysis analysis, Said line) {
        return analysis.words(line.spellings().getFirst()).stream()
                .map(word -> word.exact() == null ? word.folded() : word.exact())
                .collect(Collectors.joining("."));
    }

    private static Said said(String line) {
        String said = line.replaceFirst("#.*", "");
        List<String> spellings = new ArrayList<>();
        for (String spelling : said.split("[=>]")) {
            if (!spelling.isBlank()) {
                spellings.add(spelling.strip());
            }
        }
        return new Said(spellings, said.contains(">"), "");
    }

    /**
     * What a file of the home said.
     *
     * @param lines of the archive's own
     * @param off keys of the software's lines that it changed or took away
     */
    record Former(List<Said> lines, Set<String> off) {}

    /**
     * What the file said, as it was read when it was read at each change.
     *
     * @param keyOf of a spelling: its words, folded
     */
    static Former former(List<String> file, List<Shipped> shipped, Function<String, String> keyOf) {
        Map<String, Map<String, String>> classes = new LinkedHashMap<>();
        Set<String> taken = new HashSet<>();
        Map<Set<String>, Shipped> asShipped = new HashMap<>();
        for (Shipped line : shipped) {
            if (!line.said().oneWay()) {
                Map<String, String> same = new LinkedHashMap<>();
                line.said().spellings().forEach(text -> same.putIfAbsent(keyOf.apply(text), text));
                same.keySet().forEach(key -> classes.putIfAbsent(key, same));
                asShipped.put(Set.copyOf(same.keySet()), line);
            }
        }
        for (String line : file.subList(0, Math.min(MOST_LINES, file.size()))) {
            String said = line.replaceFirst("#.*", "").strip();
            if (said.startsWith("-")) {
                String key = keyOf.apply(said.substring(1));
                taken.add(key);
                Map<String, String> of = classes.remove(key);
                if (of != null) {
                    of.remove(key);
                }
            } else if (said.contains("=")) {
                joined(classes, List.of(said.split("=")), keyOf);
            }
        }
        Set<String> kept = new HashSet<>();
        List<Said> own = new ArrayList<>();
        Set<Set<String>> seen = new HashSet<>();
        for (Map<String, String> one : classes.values()) {
            if (one.size() > 1 && seen.add(Set.copyOf(one.keySet()))) {
                @Nullable Shipped same = asShipped.get(one.keySet());
                if (same == null) {
                    own.add(new Said(List.copyOf(one.values()), false, ""));
                } else {
                    kept.add(same.key());
                }
            }
        }
        Set<String> off = new LinkedHashSet<>();
        for (Shipped line : shipped) {
            String first = keyOf.apply(line.said().spellings().getFirst());
            if (line.said().oneWay() ? taken.contains(first) : !kept.contains(line.key())) {
                off.add(line.key());
            }
        }
        return new Former(own, off);
    }

    private static void joined(
            Map<String, Map<String, String>> classes,
            List<String> spellings,
            Function<String, String> keyOf) {
        Map<String, String> same = new LinkedHashMap<>();
        for (String spelling : spellings) {
            String key = keyOf.apply(spelling);
            if (!key.isEmpty() && key.split("\\.").length <= Spellings.MOST_WORDS) {
                same.putIfAbsent(key, spelling.strip());
                Map<String, String> before = classes.get(key);
                if (before != null) {
                    before.forEach(same::putIfAbsent);
                }
            }
        }
        same.keySet().forEach(key -> classes.put(key, same));
    }
}
