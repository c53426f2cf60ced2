package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;

class MarkerTest {
    private static final Analysis ANALYSIS = new Analysis(new VietnameseAnalyzer());

    private static List<String> marked(String typed, String text) {
        Question question = new QuestionReader(ANALYSIS, Spellings.none(ANALYSIS)).read(typed);
        Matches matches = new Marker(question, ANALYSIS).in(text);
        return matches.marks().stream()
                .map(
                        mark ->
                                text.substring(
                                        matches.words().get(mark.from()).start(),
                                        matches.words().get(mark.to() - 1).end()))
                .toList();
    }

    /** As typed where the text has it so, else what folds to the same. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "Văn An; Văn Ân, Văn An, Vân Ấn; Văn Văn An",
                "Văn An; Văn Ân, Vân Ấn; Văn Ân Ấn",
                "van an; Văn Ân, van An; Văn Ân van An",
                "\"Văn An\"; Văn Ân, Văn An, Vân Ấn; Văn An",
                "\"Văn An\"; Văn Ân; ''",
                "QĐ an; QĐ Ân; QĐ Ân",
                "Ủy ban; Ủy bản, Ủy ban; Ủy Ủy ban"
            })
    void aWordIsMarkedAsItWasTyped(String typed, String text, String marks) {
        assertThat(String.join(" ", marked(typed, text))).isEqualTo(marks);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "125/QĐ-UB; Số: 125/1998/QĐ-UB ngày; 125/1998/QĐ-UB",
                "125/QĐ-UB; Số: 125/98/QĐ-UB ngày; ''",
                "125/1998/QĐ-UB; Số: 125/QĐ-UB ngày; 125/QĐ-UB",
                "125/QĐ-UB; 125/QĐ-UB thay 125/1998/QĐ-UB; 125/QĐ-UB",
                "125/QĐ-UB; hết ở 125; ''",
                "125/QĐ-UB; hết ở 125/1998; ''"
            })
    void aNumberIsMarkedWithItsYearInsideAndWithout(String typed, String text, String marks) {
        assertThat(String.join(" ", marked(typed, text))).isEqualTo(marks);
    }
}
