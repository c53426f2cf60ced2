package vn.tangthu.repository.spellings;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Line;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.Said;
import vn.tangthu.repository.SpellingTable.State;

/** What a line must be to be of use to the search. */
final class SpellingRules {
    private final SpellingReading reading;

    SpellingRules(SpellingReading reading) {
        this.reading = reading;
    }

    /** Composed, with single spaces; empty spellings go. */
    static Said clean(Said said) {
        return new Said(
                said.spellings().stream()
                        .map(SpellingRules::clean)
                        .filter(text -> !text.isEmpty())
                        .toList(),
                said.oneWay(),
                clean(said.remark()));
    }

    private static String clean(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("[\\p{Cntrl}\\s\\u00A0]+", " ")
                .strip();
    }

    /**
     * @param said cleaned
     * @param instead the number of the line that it takes the place of, or null
     * @param replaced the key of the software's line that it takes the place of, or null
     */
    List<Finding> findings(
            Said said, State state, @Nullable Integer instead, @Nullable String replaced) {
        List<Finding> findings = new ArrayList<>();
        if (said.spellings().size() < 2) {
            findings.add(Finding.blocks("SPELLING_FEW", "spellings"));
        }
        if (said.spellings().size() > SpellingTable.MOST_SPELLINGS) {
            findings.add(
                    Finding.blocks(
                            "SPELLING_MANY", "spellings", "" + SpellingTable.MOST_SPELLINGS));
        }
        if (said.remark().length() > SpellingTable.MOST_REMARK) {
            findings.add(
                    Finding.blocks("SPELLING_REMARK", "remark", "" + SpellingTable.MOST_REMARK));
        }
        Map<String, String> byKey = new LinkedHashMap<>();
        for (String spelling : said.spellings()) {
            boolean typed = !said.oneWay() || byKey.isEmpty();
            each(findings, spelling, typed, said.oneWay());
            String key = reading.key(spelling);
            String before = key.isEmpty() ? null : byKey.putIfAbsent(key, spelling);
            if (before != null) {
                findings.add(
                        Finding.blocks(
                                "SPELLING_TWICE",
                                shown(spelling),
                                shown(before) + ", " + shown(spelling)));
            }
        }
        if (instead == null && state.lines().size() >= SpellingTable.MOST_LINES) {
            findings.add(
                    Finding.blocks("SPELLINGS_FULL", "spellings", "" + SpellingTable.MOST_LINES));
        }
        if (byKey.size() > 1) {
            known(said, state, instead, replaced)
                    .forEach(
                            same ->
                                    findings.add(
                                            Finding.blocks("SPELLING_KNOWN", "spellings", same)));
        }
        return findings;
    }

    /**
     * @param typed whether it is to be known when it is typed
     */
    private void each(List<Finding> findings, String spelling, boolean typed, boolean oneWay) {
        String key = reading.key(spelling);
        int words = key.isEmpty() ? 0 : key.split("\\.").length;
        if (words == 0) {
            findings.add(Finding.blocks("SPELLING_WORDLESS", shown(spelling), shown(spelling)));
        } else if (spelling.length() > SpellingTable.LONGEST || words > SpellingTable.MOST_WORDS) {
            findings.add(
                    Finding.blocks(
                            "SPELLING_LONG",
                            shown(spelling),
                            shown(spelling),
                            "" + SpellingTable.MOST_WORDS,
                            "" + SpellingTable.LONGEST));
        } else if (typed && !reading.isKnownWhenTyped(spelling)) {
            findings.add(Finding.blocks("SPELLING_UNREAD", shown(spelling), shown(spelling)));
        } else if (!oneWay && key.length() == 1) {
            findings.add(Finding.blocks("SPELLING_SHORT", shown(spelling), shown(spelling)));
        }
    }

    private static String shown(String spelling) {
        return spelling.length() <= 60 ? spelling : spelling.substring(0, 59) + "…";
    }

    /** Lines that count and say all of it already. */
    private List<String> known(
            Said said, State state, @Nullable Integer instead, @Nullable String replaced) {
        Set<String> off = new HashSet<>(state.off().stream().map(Off::shipped).toList());
        Stream<Said> shipped =
                reading.shipped().stream()
                        .filter(line -> !off.contains(line.key()) && !line.key().equals(replaced))
                        .map(SpellingReading.Shipped::said);
        Stream<Said> own =
                state.lines().stream()
                        .filter(line -> instead == null || line.number() != instead)
                        .map(Line::said);
        return Stream.concat(shipped, own)
                .filter(line -> says(line, said))
                .map(Said::text)
                .limit(3)
                .toList();
    }

    private boolean says(Said line, Said said) {
        List<String> has = line.spellings().stream().map(reading::key).toList();
        List<String> all = said.spellings().stream().map(reading::key).toList();
        boolean ways = !line.oneWay() || said.oneWay() && has.getFirst().equals(all.getFirst());
        return ways && new HashSet<>(has).containsAll(all);
    }
}
