package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopScoreDocCollectorManager;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** What is found of the best without looking at all is what looking at all would have found. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BestOfManyTest {
    private static final String[] WORDS = {
        "Phan", "Đình", "An", "Ân", "Ấn", "giao", "đất", "dát", "ban", "bàn", "bản", "xã"
    };
    private static final int RECORDS = 150;

    private Indexed indexed;

    @BeforeAll
    void index(@TempDir Path home) throws IOException {
        SplittableRandom random = new SplittableRandom(3);
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("C", "Phông", Rights.OPEN);
        for (int i = 0; i < RECORDS; i++) {
            FakeArchive.Doc doc = new FakeArchive.Doc("Giấy tờ");
            for (int page = random.nextInt(1, 12); page > 0; page--) {
                StringBuilder text = new StringBuilder();
                for (int word = random.nextInt(4, 40); word > 0; word--) {
                    text.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
                }
                doc.page(text.toString());
            }
            archive.add(fonds, "C." + i, "Hồ sơ", "1990", "1991", null, Rights.OPEN, doc);
        }
        indexed = new Indexed(home, archive);
    }

    @AfterAll
    void close() throws IOException {
        indexed.close();
    }

    private static Question read(String typed) {
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        return new QuestionReader(analysis, Spellings.none(analysis)).read(typed);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 60, 1_000})
    void whatMeetsACostlyConditionIsTheSameInAndBesideTheQuery(int count) throws IOException {
        Question question = read("\"Phan Đình An\" xã \"ban giao đất\"");
        Query closely = Objects.requireNonNull(question.closely());
        indexed.index.searching(
                searcher -> {
                    TopDocs within =
                            searcher.search(
                                    question.matching(false),
                                    new TopScoreDocCollectorManager(count, count));
                    TopDocs beside =
                            searcher.search(
                                    question.loosely(false), new Sieve(searcher, count, closely));
                    assertThat(beside.scoreDocs)
                            .usingRecursiveFieldByFieldElementComparator()
                            .containsExactly(within.scoreDocs);
                    TopDocs loosely =
                            searcher.search(
                                    question.loosely(false),
                                    new TopScoreDocCollectorManager(1_000, 1_000));
                    assertThat(loosely.scoreDocs.length).isGreaterThan(beside.scoreDocs.length);
                    return beside;
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10, 100, 1_000})
    void theBestRecordsAreThoseOfTheBestPages(int count) throws IOException {
        Query query = read("phan dinh an").matching(false);
        List<Ranking.Ranked> best =
                indexed.index.searching(
                        searcher -> {
                            List<Ranking.Ranked> all = byAllPages(searcher, query);
                            assertThat(all.size()).isGreaterThan(100).isLessThan(1_000);
                            List<Ranking.Ranked> found =
                                    searcher.search(
                                            query, new BestRecords(indexed.index.parents(), count));
                            assertThat(found)
                                    .isEqualTo(all.subList(0, Math.min(count, all.size())));
                            return found;
                        });
        assertThat(best).isNotEmpty();
    }

    private List<Ranking.Ranked> byAllPages(IndexSearcher searcher, Query query)
            throws IOException {
        Ranking ranking =
                new Ranking(
                        searcher,
                        indexed.index.parents(),
                        read("xã"),
                        Scope.of(Reader.ANONYMOUS),
                        false);
        Map<Integer, Float> scores = new HashMap<>();
        int all = searcher.getIndexReader().maxDoc();
        for (ScoreDoc doc :
                searcher.search(query, new TopScoreDocCollectorManager(all, all)).scoreDocs) {
            scores.merge(ranking.parentOf(doc.doc), doc.score, Math::max);
        }
        List<Ranking.Ranked> records = new ArrayList<>();
        scores.forEach((parent, score) -> records.add(new Ranking.Ranked(parent, score)));
        records.sort(
                Comparator.comparing(Ranking.Ranked::score)
                        .reversed()
                        .thenComparing(Ranking.Ranked::parent));
        return records;
    }

    /** Beyond what is ranked closely, too, until every record that was counted was listed. */
    @ParameterizedTest
    @ValueSource(strings = {"giao đất", "\"giao đất\" an"})
    void everyPageOfTheListIsFullToTheLast(String query) {
        List<String> codes = new ArrayList<>();
        long total = indexed.search(query).total();
        assertThat(total).isGreaterThan(40);
        for (int offset = 0; offset < total; offset += 20) {
            SearchPage page =
                    indexed.search.search(
                            new SearchRequest(
                                    query,
                                    SearchRequest.Filters.NONE,
                                    SearchRequest.Sort.RELEVANCE,
                                    offset,
                                    20),
                            Reader.ANONYMOUS);
            assertThat(page.hits()).hasSize((int) Math.min(20, total - offset));
            page.hits().forEach(hit -> codes.add(hit.record().arcFileCode()));
        }
        assertThat(codes).doesNotHaveDuplicates().hasSize((int) total);
    }
}
