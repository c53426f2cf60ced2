package vn.tangthu.repository.ingest.check;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * What an archivist has to accept before a hồ sơ is kept: how much of each rule, and a few of each
 * by name. It says the same in whatever order things were found, so that a hồ sơ that is taken up
 * again gets the same history. Memory: {@value #NAMED} findings for each rule.
 */
public final class ToAccept {
    private static final int NAMED = 5;
    private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");

    private final SortedMap<String, Rule> rules = new TreeMap<>();

    private static final class Rule {
        private final TreeSet<Named> some = new TreeSet<>(Named.ORDER);
        private long count;
        private long sum;
    }

    /**
     * @param what the code of a document or the name of a file; empty for the hồ sơ itself
     */
    private record Named(String what, String message) {
        private static final Comparator<Named> ORDER =
                Comparator.comparing(Named::what).thenComparing(Named::message);

        @Override
        public String toString() {
            return what.isEmpty() ? message : what + ": " + message;
        }
    }

    synchronized void add(String what, Finding finding) {
        Rule rule = rules.computeIfAbsent(finding.code(), code -> new Rule());
        Named named = new Named(what, finding.message(VIETNAMESE));
        rule.count++;
        rule.sum += number(named);
        rule.some.add(named);
        if (rule.some.size() > NAMED) {
            rule.some.pollLast();
        }
    }

    private static long number(Named named) {
        String hex =
                Digest.of(DigestAlgorithm.SHA256, named.toString().getBytes(StandardCharsets.UTF_8))
                        .hex();
        return Long.parseUnsignedLong(hex, 0, 16, 16);
    }

    public synchronized boolean isEmpty() {
        return rules.isEmpty();
    }

    /** How often each rule is broken. */
    public synchronized SortedMap<String, Long> counts() {
        SortedMap<String, Long> counts = new TreeMap<>();
        rules.forEach((code, rule) -> counts.put(code, rule.count));
        return counts;
    }

    /** Equal for the same findings; another when one is added, gone or changed. */
    public synchronized String content() {
        return rules.entrySet().stream()
                .map(e -> e.getKey() + ' ' + e.getValue().count + ' ' + e.getValue().sum + '\n')
                .collect(Collectors.joining());
    }

    /** For the history of the hồ sơ, in Vietnamese. */
    public synchronized String words() {
        return rules.entrySet().stream()
                .map(e -> e.getKey() + words(e.getValue()))
                .collect(Collectors.joining(" "));
    }

    private static String words(Rule rule) {
        List<String> named = rule.some.stream().map(Named::toString).toList();
        return (rule.count == 1 ? "" : " × " + rule.count)
                + ": "
                + String.join(" ", named)
                + (rule.count > named.size() ? " …" : "");
    }
}
