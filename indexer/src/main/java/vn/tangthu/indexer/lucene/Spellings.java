package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written in several ways: abbreviations (UBND = Ủy ban nhân dân) and names (Krông Ana =
 * Krông A Na). The built-in table comes with the product; the archive adds lines to, and takes
 * lines from, a file of its own below the home, which is read again when it changes. Queries are
 * widened by it, never the index: a new line holds at once.
 *
 * <p>A line holds spellings with {@code =} between them; a line that begins with {@code -} takes
 * the spelling after it away; {@code #} begins a remark.
 */
public final class Spellings {
    private static final Logger LOG = LoggerFactory.getLogger(Spellings.class);

    /** Where the archive keeps its lines, below the home. */
    static final String FILE = "spellings.txt";

    private static final String BUILT_IN = "spellings.txt";
    private static final int MAX_LINES = 5_000;
    private static final long LOOK_AGAIN_NANOS = 5_000_000_000L;

    private final Analysis analysis;
    private final @Nullable Path file;
    private volatile Table table;
    private volatile long looked;

    /**
     * @param file the archive's own, which need not exist; null for the built-in table alone
     */
    public Spellings(Analysis analysis, @Nullable Path file) {
        this.analysis = analysis;
        this.file = file;
        this.table = read(stamp());
        this.looked = System.nanoTime();
    }

    private Spellings(Analysis analysis) {
        this.analysis = analysis;
        this.file = null;
        this.table = new Table(new TreeMap<>(), 0, -1);
    }

    /** Knows of nothing that is written in several ways. */
    public static Spellings none(Analysis analysis) {
        return new Spellings(analysis);
    }

    /**
     * @param byKey the spellings that mean the same, by the folded words of each
     * @param longest words of the longest spelling
     * @param stamp of the file that was read
     */
    private record Table(
            NavigableMap<String, List<List<Analysis.Word>>> byKey, int longest, long stamp) {}

    /** Words of the longest spelling. */
    int longest() {
        return current().longest();
    }

    /**
     * How many words from here are a known spelling, the most possible; 0 for none.
     *
     * @param free the words that may be part of one
     * @param ends the words after which one may end
     */
    int longest(List<Analysis.Word> words, int at, boolean[] free, boolean[] ends) {
        Table known = current();
        int most = 0;
        StringBuilder key = new StringBuilder();
        for (int i = at; i < words.size() && i < at + known.longest() && free[i]; i++) {
            key.append(i == at ? "" : ".").append(words.get(i).folded());
            if (ends[i] && known.byKey().containsKey(key.toString())) {
                most = i - at + 1;
            }
        }
        return most;
    }

    /** The other spellings of these words. */
    List<List<Analysis.Word>> others(List<Analysis.Word> words) {
        String own = Analysis.key(words);
        return current().byKey().getOrDefault(own, List.of()).stream()
                .filter(spelling -> !Analysis.key(spelling).equals(own))
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
                .forEach(
                        each ->
                                each.getValue().stream()
                                        .filter(other -> !Analysis.key(other).startsWith(own))
                                        .forEach(
                                                other ->
                                                        others.putIfAbsent(
                                                                Analysis.key(other), other)));
        return others.values().stream().limit(most).toList();
    }

    private Table current() {
        long now = System.nanoTime();
        if (file != null && now - looked > LOOK_AGAIN_NANOS) {
            looked = now;
            long stamp = stamp();
            if (stamp != table.stamp()) {
                table = read(stamp);
            }
        }
        return table;
    }

    private long stamp() {
        try {
            return file != null && Files.isRegularFile(file)
                    ? Files.getLastModifiedTime(file).toMillis()
                    : 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private Table read(long stamp) {
        List<String> lines = new ArrayList<>(builtIn());
        if (file != null && stamp != 0) {
            try {
                List<String> own = Files.readAllLines(file);
                lines.addAll(own.subList(0, Math.min(MAX_LINES, own.size())));
            } catch (IOException e) {
                LOG.warn("{} is not used: {}", file, e.toString());
            }
        }
        return tableOf(lines, stamp);
    }

    private Table tableOf(List<String> lines, long stamp) {
        Map<String, Map<String, List<Analysis.Word>>> classes = new HashMap<>();
        for (String line : lines) {
            String said = line.replaceFirst("#.*", "").strip();
            if (said.startsWith("-")) {
                String key = Analysis.key(analysis.words(said.substring(1)));
                Map<String, List<Analysis.Word>> of = classes.remove(key);
                if (of != null) {
                    of.remove(key);
                }
            } else if (said.contains("=")) {
                Map<String, List<Analysis.Word>> same = new LinkedHashMap<>();
                for (String spelling : said.split("=")) {
                    List<Analysis.Word> words = analysis.words(spelling);
                    String key = Analysis.key(words);
                    if (!words.isEmpty() && words.size() <= 12) {
                        same.put(key, words);
                        Map<String, List<Analysis.Word>> before = classes.get(key);
                        if (before != null) {
                            same.putAll(before);
                        }
                    }
                }
                same.keySet().forEach(key -> classes.put(key, same));
            }
        }
        NavigableMap<String, List<List<Analysis.Word>>> byKey = new TreeMap<>();
        int longest = 0;
        for (Map.Entry<String, Map<String, List<Analysis.Word>>> entry : classes.entrySet()) {
            if (entry.getValue().size() > 1) {
                byKey.put(entry.getKey(), List.copyOf(entry.getValue().values()));
                longest = Math.max(longest, entry.getKey().split("\\.").length);
            }
        }
        return new Table(byKey, longest, stamp);
    }

    private static List<String> builtIn() {
        try (InputStream in = Spellings.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("The table of spellings is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
