package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.indexer.Hit.Snippet.Piece;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;

class MatchesTest {
    private final Analysis analysis = new Analysis(new VietnameseAnalyzer());

    /** Marked words, runs of them parted by bars; empty where nothing of the question is meant. */
    private String marked(String typed, String text) {
        Question question = new QuestionReader(analysis, Spellings.none(analysis)).read(typed);
        List<Piece> pieces =
                new Marker(question, analysis).in(text).meant(question).whole().pieces();
        StringBuilder marked = new StringBuilder();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).marked()) {
                marked.append(pieces.get(i).text());
            } else if (!marked.isEmpty() && i < pieces.size() - 1) {
                marked.append(pieces.get(i).text().isBlank() ? " " : "|");
            }
        }
        return marked.toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                // All of it stands here, in runs: other lone syllables are not marked.
                "giao dat dien khanh; Giao đất tại Diên Khánh, đất ở giao sau; Giao đất|Diên Khánh",
                // Only the title was found: no common syllable is marked on the page.
                "giao dat dien khanh; Đất trồng lúa và đất vườn, khánh thành đường điện; ''",
                // A part of it that follows each other is meant.
                "giao dat dien khanh; Huyện Diên Khánh có đất tốt; Diên Khánh",
                // What stands in no run is marked where the text has all of it.
                "mượn lúa; Cho mượn mười giạ lúa; mượn|lúa",
                "mượn lúa; Cho vay mười giạ lúa; ''",
                // One word, any of several words, and what is quoted or glued mean themselves.
                "đất; Đất ở và đất vườn; Đất|đất",
                "lúa | ngô; Trồng ngô và khoai; ngô",
                "'\"hộ gia đình\" năm 1998'; Hộ gia đình ông An, gia đình; Hộ gia đình",
                "125/QĐ-UBND đất ở; Quyết định số 125/QĐ-UBND; 125/QĐ-UBND"
            })
    void onlyWhatIsMeantIsMarked(String typed, String text, String marked) {
        assertThat(marked(typed, text)).isEqualTo(marked);
    }
}
