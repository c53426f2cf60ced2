package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;

/** Runs the examples of docs/index-schema.md, so that the page says what the code does. */
class AnalysisPageTest {
    private static final Path PAGE = Path.of("..", "docs", "index-schema.md");
    private static final Pattern EXAMPLE = Pattern.compile("`([^`]+)` → `([^`]+)`");
    private static final Analysis ANALYSIS = new Analysis(new VietnameseAnalyzer());
    private static final Spellings SPELLINGS = new Spellings(ANALYSIS, null);

    @TempDir private Path home;

    /** What stands below the heading, to the next one. */
    private static String section(String heading) throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf("\n" + heading + "\n");
        assertThat(from).as(heading).isPositive();
        int to = page.indexOf("\n#", from + heading.length());
        return page.substring(from, to < 0 ? page.length() : to);
    }

    /**
     * What comes in and what comes out, of every rule of a section.
     *
     * @param rules how many there are at least: the page does not get shorter unseen
     */
    private static List<String[]> examples(String heading, int rules) throws IOException {
        List<String> rows =
                section(heading).lines().filter(line -> line.startsWith("| ")).skip(1).toList();
        assertThat(rows).as("rules of " + heading).hasSizeGreaterThanOrEqualTo(rules);
        List<String[]> examples = new ArrayList<>();
        for (String row : rows) {
            List<String[]> ofRow =
                    EXAMPLE.matcher(row)
                            .results()
                            .map(each -> new String[] {decoded(each.group(1)), each.group(2)})
                            .toList();
            assertThat(ofRow).as("examples of " + row).isNotEmpty();
            assertThat(row.chars().filter(c -> c == '→').count()).as(row).isEqualTo(ofRow.size());
            examples.addAll(ofRow);
        }
        return examples;
    }

    private static String decoded(String example) {
        return Pattern.compile("\\\\u([0-9A-F]{4})")
                .matcher(example)
                .replaceAll(AnalysisPageTest::character);
    }

    private static String character(MatchResult found) {
        char c = (char) Integer.parseInt(found.group(1), 16);
        return Matcher.quoteReplacement(Character.toString(c));
    }

    @Test
    void wordsComeOutAsThePageSays() throws IOException {
        SoftAssertions all = new SoftAssertions();
        for (String[] example : examples("### Words", 18)) {
            String words =
                    ANALYSIS.words(example[0]).stream()
                            .map(
                                    word ->
                                            word.exact() == null
                                                    ? word.folded()
                                                    : word.folded() + "(" + word.exact() + ")")
                            .collect(Collectors.joining(" "));
            all.assertThat(words).as(example[0]).isEqualTo(example[1]);
        }
        all.assertAll();
    }

    @Test
    void questionsAreReadAsThePageSays() throws IOException {
        SoftAssertions all = new SoftAssertions();
        QuestionReader reader = new QuestionReader(ANALYSIS, SPELLINGS);
        for (String[] example : examples("### Questions", 9)) {
            Question question = reader.read(example[0]);
            List<Set<String>> groups =
                    question.groups().stream().map(AnalysisPageTest::ways).toList();
            List<Set<String>> said =
                    Arrays.stream(example[1].split(question.any() ? " or " : " \\+ "))
                            .map(group -> Set.of(group.split(" = ")))
                            .toList();
            all.assertThat(groups).as(example[0]).isEqualTo(said);
        }
        all.assertAll();
    }

    private static Set<String> ways(Question.Group group) {
        return group.ways().stream()
                .map(way -> group.exact() ? exact(way) : Analysis.key(way))
                .collect(Collectors.toSet());
    }

    private static String exact(List<Analysis.Word> words) {
        return words.stream()
                .map(
                        word -> {
                            String exact = word.exact();
                            return exact == null ? word.folded() : exact;
                        })
                .collect(Collectors.joining(".", "\"", "\""));
    }

    @Test
    void keysAreMadeAsThePageSays() throws IOException {
        SoftAssertions all = new SoftAssertions();
        int at = 0;
        for (String[] example : examples("### Keys", 3)) {
            FakeArchive archive = new FakeArchive();
            FondsId fonds = archive.addFonds("X", "Phông", Rights.OPEN);
            String[] number = example[0].split(", ");
            Set<String> keys;
            if (number.length == 2) {
                int stroke = number[0].indexOf('/');
                archive.add(
                        fonds,
                        "X",
                        "Hồ sơ",
                        null,
                        null,
                        null,
                        Rights.OPEN,
                        new FakeArchive.Doc("Văn bản")
                                .number(
                                        number[0].substring(0, stroke),
                                        number[0].substring(stroke + 1))
                                .date(number[1]));
                // Codes of the document have keys too.
                String first = ANALYSIS.words(number[0]).getFirst().folded();
                keys =
                        keys(archive, home.resolve("keys" + at++)).stream()
                                .filter(key -> key.replace("=", "").startsWith(first))
                                .collect(Collectors.toSet());
            } else {
                archive.add(fonds, example[0], "Hồ sơ", null, null, null, Rights.OPEN);
                keys = keys(archive, home.resolve("keys" + at++));
            }
            all.assertThat(keys).as(example[0]).containsExactlyInAnyOrder(example[1].split(" "));
        }
        all.assertAll();
    }

    private static Set<String> keys(FakeArchive archive, Path home) throws IOException {
        return terms(archive, home).getOrDefault(Schema.KEY, Set.of());
    }

    /** The terms of each field of an index of what the archive has. */
    private static Map<String, Set<String>> terms(FakeArchive archive, Path home)
            throws IOException {
        Files.createDirectories(home);
        Map<String, Set<String>> terms = new HashMap<>();
        try (Indexed indexed = new Indexed(home, archive)) {
            indexed.index.searching(
                    searcher -> {
                        for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                            for (String field : Schema.FIELDS) {
                                Terms all = leaf.reader().terms(field);
                                TermsEnum each = all == null ? TermsEnum.EMPTY : all.iterator();
                                while (each.next() != null) {
                                    terms.computeIfAbsent(field, name -> new TreeSet<>())
                                            .add(text(each.term()));
                                }
                            }
                        }
                        return terms;
                    });
        }
        return terms;
    }

    /** Not {@code utf8ToString}: some fields have bytes that are no text. */
    private static String text(BytesRef term) {
        return new String(term.bytes, term.offset, term.length, StandardCharsets.UTF_8);
    }

    @Test
    void eachChainIsThatOfTheFieldsThatThePageNames() throws IOException {
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("X", "Phông", Rights.OPEN);
        archive.add(
                fonds,
                "X.1",
                "Hồ sơ Hoà-Bình",
                "1998",
                null,
                null,
                Rights.OPEN,
                new FakeArchive.Doc("Hoà-Bình")
                        .number("7", "Hoà-Bình")
                        .date("28/04/1998")
                        .organ("Hoà-Bình")
                        .keyword("Hoà-Bình")
                        .page("Hoà-Bình"));
        Map<String, Set<String>> terms = terms(archive, home.resolve("chains"));
        Map<String, String> told = new HashMap<>();
        section("## The analysis")
                .lines()
                .filter(line -> line.startsWith("| "))
                .skip(1)
                .map(line -> line.split(" *\\| *"))
                .forEach(cells -> told.put(cells[1], cells[2]));
        assertThat(told).containsOnlyKeys("words", "keys", "as printed");
        assertThat(having(terms, "hòa"))
                .isEqualTo(fields(Objects.requireNonNull(told.get("words"))));
        assertThat(having(terms, "binh"))
                .isEqualTo(fields(Objects.requireNonNull(told.get("words"))));
        assertThat(having(terms, "7.hoa.binh"))
                .isEqualTo(fields(Objects.requireNonNull(told.get("keys"))));
        assertThat(having(terms, "Hoà-Bình"))
                .isEqualTo(fields(Objects.requireNonNull(told.get("as printed"))));
    }

    private static Set<String> having(Map<String, Set<String>> terms, String term) {
        return terms.entrySet().stream()
                .filter(each -> each.getValue().contains(term))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> fields(String cell) {
        return Pattern.compile("`(\\w+)`")
                .matcher(cell)
                .results()
                .map(each -> each.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
