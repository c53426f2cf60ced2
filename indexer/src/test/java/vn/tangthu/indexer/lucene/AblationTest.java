package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.stream.Collectors;
import org.apache.lucene.search.BooleanQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.indexer.vietnamese.LeftOut;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;

/** A step that is left out is left out, and nothing else is. */
class AblationTest {
    private static String words(Analysis analysis, String text) {
        return analysis.words(text).stream()
                .map(
                        word ->
                                word.exact() == null
                                        ? word.folded()
                                        : word.folded() + "(" + word.exact() + ")")
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "FOLDING, đất Hà, đất hà",
        "EXACT_FORMS, đất Hà, dat ha",
        "TONE_PLACE, hoà qủa, hoa(hoà) qua(qủa)",
        "I_FOR_Y, lý quý, ly(lý) quy(quý)",
        "LOOK_ALIKES, BCÐ Lƣu, bcd(bcð) luu(lƣu)",
        "LEADING_ZEROS, 041/KH, 041 kh",
        "JOINING_SIGNS, CVT&LTNN M'Drắk, cvt ltnn m drak(drắk)"
    })
    void anAnalysisWithoutAStepLeavesItOut(LeftOut step, String text, String out) {
        assertThat(words(new Analysis(step.analyzer()), text)).isEqualTo(out);
        assertThat(words(new Analysis(new VietnameseAnalyzer()), text)).isNotEqualTo(out);
    }

    @Test
    void anAnalysisThatComposesNothingHasOtherExactForms() {
        String text = Normalizer.normalize("đất", Normalizer.Form.NFD);
        assertThat(words(new Analysis(LeftOut.COMPOSING.analyzer()), text))
                .isEqualTo("dat(" + text + ")");
    }

    @ParameterizedTest
    @EnumSource(LeftOut.class)
    void whatHasNothingToDoWithAStepStays(LeftOut step) {
        assertThat(words(new Analysis(step.analyzer()), "QH15 giao cho 28"))
                .isEqualTo("qh15 giao cho 28");
    }

    @ParameterizedTest
    @EnumSource(
            value = Ablation.class,
            names = {"TITLES", "NAMES", "NUMBERS", "AS_TYPED", "NEIGHBOURS", "FIRST_PAGE"})
    void aWeightThatIsLeftOutIsTakenFromTheOthers(Ablation step) {
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        QuestionReader reader = new QuestionReader(analysis, new Spellings(analysis, null));
        Question question = reader.read("giao đất Hà 125/QĐ-UB");
        BooleanQuery all = (BooleanQuery) Ranking.rescoring(question);
        BooleanQuery rest = (BooleanQuery) step.weights(all, question);
        assertThat(rest.clauses()).hasSizeBetween(1, all.clauses().size() - 1);
        assertThat(all.clauses()).containsAll(rest.clauses());
        assertThat(((BooleanQuery) Ablation.DATES.weights(all, question)).clauses())
                .isEqualTo(all.clauses());
    }
}
