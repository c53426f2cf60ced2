package vn.tangthu.indexer.quality;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.lucene.Ablation;
import vn.tangthu.indexer.lucene.IndexForTests;

/** A step that is left out is left out: what it is for is lost, and what it is not for stays. */
class AblationsTest {
    private static final int RECORDS = 300;

    @TempDir private Path home;

    @Test
    void aStepThatIsLeftOutIsMissedWhereItIsNeeded() throws IOException {
        Map<Ablation, String> needed = new EnumMap<>(Ablation.class);
        needed.put(Ablation.FOLDING, "title, without tones");
        needed.put(Ablation.I_FOR_Y, "i or y");
        needed.put(Ablation.DATES, "date");
        needed.put(Ablation.SPELLINGS, "in full written, abbreviation typed");
        needed.put(Ablation.VARIANTS, "title, a misread letter in each word");
        needed.put(Ablation.ONE_LETTER, "name, one word misspelt");
        SearchQuality quality = new SearchQuality(RECORDS, 6);
        SoftAssertions all = new SoftAssertions();
        try (IndexForTests index = new IndexForTests(home.resolve("whole"))) {
            SearchQuality.build(index, RECORDS);
            Map<String, SearchQuality.Row> whole = quality.measure(index);
            for (Map.Entry<Ablation, String> one : needed.entrySet()) {
                Map<String, SearchQuality.Row> rest =
                        quality.without(one.getKey(), index, RECORDS, home);
                all.assertThat(recall(rest, one.getValue()))
                        .as("%s: %s", one.getKey(), one.getValue())
                        .isLessThan(recall(whole, one.getValue()));
                all.assertThat(recall(rest, "code of a hồ sơ"))
                        .as("%s: codes", one.getKey())
                        .isEqualTo(recall(whole, "code of a hồ sơ"));
            }
        }
        all.assertAll();
    }

    private static double recall(Map<String, SearchQuality.Row> rows, String kind) {
        return Objects.requireNonNull(rows.get(kind), kind).recall();
    }
}
