package vn.tangthu.indexer.lucene.opensearch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.FieldExistsQuery;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.lucene.Analysis;
import vn.tangthu.indexer.lucene.Question;
import vn.tangthu.indexer.lucene.QuestionReader;
import vn.tangthu.indexer.lucene.Ranking;
import vn.tangthu.indexer.lucene.Scope;
import vn.tangthu.indexer.lucene.Spellings;
import vn.tangthu.indexer.lucene.Units;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** Queries go as they are; what cannot go is refused. */
class QueryJsonTest {
    private static final FondsId FONDS = new FondsId(new UUID(7, 7));

    @Test
    void rightsAndFiltersAreInEachQuestion() {
        Reader agency = new Reader(null, "agency", Set.of(Role.AGENCY), Set.of(FONDS));
        Filters filters = Filters.NONE.withYears(1975, 1998).withFonds(Set.of(FONDS));
        Question question = new Question(List.of(), false, true);
        String json =
                QueryJson.of(
                                Scope.of(
                                        question,
                                        filters,
                                        new Units(null),
                                        Set.of(),
                                        Scope.of(agency)))
                        .toString();
        assertThat(json)
                .contains("\"part.readers\":[\"fonds:" + FONDS + "\"]")
                .contains("\"part.readers\":[\"listed:" + FONDS + "\"]")
                .contains("{\"range\":{\"part.toYear\":{\"gte\":1975,\"lte\":2147483647}}}")
                .contains("{\"terms\":{\"part.fonds\":[\"" + FONDS + "\"]}}")
                .contains("\"must_not\":[{\"term\":{\"part.kind\":\"page\"}}]");
    }

    @Test
    void nothingAskedIsNothingFound() {
        assertThat(QueryJson.of(new BooleanQuery.Builder().build()).toString())
                .isEqualTo("{\"match_none\":{}}");
    }

    @Test
    void phrasesAndWeightsKeepTheirNumbers() {
        Query phrase = new PhraseQuery(2, "words", "giao", "đất");
        assertThat(QueryJson.of(new BoostQuery(new ConstantScoreQuery(phrase), 8)).toString())
                .isEqualTo(
                        "{\"constant_score\":{\"filter\":{\"match_phrase\":{\"part.words\":"
                                + "{\"query\":\"giao đất\",\"slop\":2}}},\"boost\":8.0}}");
        assertThat(
                        QueryJson.of(new BoostQuery(new TermQuery(new Term("words", "a")), 2))
                                .toString())
                .contains("\"boost\":2.0");
        assertThat(QueryJson.of(IntPoint.newExactQuery("fromYear", 1998)).toString())
                .contains("\"gte\":1998", "\"lte\":1998");
    }

    /** A word without diacritics, among some with tones, is one that was written without. */
    @Test
    void whatWasTypedWithTonesAndNumbersWithAYearInsideGoToo() {
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        QuestionReader reading = new QuestionReader(analysis, Spellings.none(analysis));
        String name = QueryJson.of(reading.read("\"Văn An\"").matching(false)).toString();
        assertThat(name).contains("{\"query\":\"văn =an\",\"slop\":0}");
        assertThat(QueryJson.of(reading.read("\"van an\"").matching(false)).toString())
                .contains("{\"query\":\"van an\",\"slop\":0}");
        assertThat(QueryJson.of(reading.read("=\"An\"").matching(false)).toString())
                .contains("{\"term\":{\"part.words\":\"=an\"}}");
        String number = QueryJson.of(reading.read("125/QĐ-UB").matching(false)).toString();
        assertThat(number).contains("\"125.1945.qd.ub\"", "\"125.1998.qd.ub\"");
        Question dated = reading.read("125/1998/QĐ-UB");
        assertThat(QueryJson.of(dated.matching(false)).toString())
                .contains("{\"term\":{\"part.key\":\"125.qd.ub\"}}")
                .contains("{\"term\":{\"part.key\":\"125.1998\"}}");
        for (Question question : List.of(dated, reading.read("Phan Đình An ở xã"))) {
            assertThat(QueryJson.of(Ranking.rescoring(question)).toString()).isNotEmpty();
            assertThat(QueryJson.of(question.numbers()).toString()).isNotEmpty();
        }
    }

    @Test
    void whatHasNoTranslationIsRefused() {
        for (Query unknown :
                List.of(new FieldExistsQuery("words"), LongPoint.newExactQuery("day", 3))) {
            assertThatThrownBy(() -> QueryJson.of(unknown))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        PhraseQuery gap =
                new PhraseQuery.Builder()
                        .add(new Term("words", "a"), 0)
                        .add(new Term("words", "b"), 2)
                        .build();
        assertThatThrownBy(() -> QueryJson.of(gap)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "solr,http://a:1,,",
        "opensearch,,,",
        "opensearch,ftp://a:1,,",
        "opensearch,http://me:secret@a:1,,",
        "opensearch,http://a:1,me,",
        "opensearch,http://a:1,,Tang Thu",
    })
    void whatCannotBeMeantIsRefusedAtTheStart(
            String engine, String url, String username, String prefix) {
        List<URI> urls = url == null ? List.of() : List.of(URI.create(url));
        assertThatThrownBy(
                        () ->
                                new SearchProperties(
                                        engine, urls, username, null, null, prefix, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
