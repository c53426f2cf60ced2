package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Rights;

class ClosenessTest {
    @TempDir private Path home;

    private static Question read(String typed) {
        Analysis analysis = new Analysis(new VietnameseAnalyzer());
        return new QuestionReader(analysis, Spellings.none(analysis)).read(typed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "đất",
                "dat",
                "giao đất",
                "giao dat dien khanh",
                "Giao đất Diên Khánh",
                "giao đẩt khánh diên",
                "ủy ban nhân dân",
                "nhân ban dân ủy",
                "quyết định giao đất ở xã",
                "đất hòa | khánh toàn",
                "không đâu cả xyz",
                "xã Đông Thanh",
                "Nguyễn Văn An",
                "an | Đông",
                "giao dat ở Diên Khánh",
                "văn km an"
            })
    void itAddsWhatTheQueryAdds(String typed) throws IOException {
        FakeArchive archive = new FakeArchive();
        SampleHoldings holdings = new SampleHoldings(archive);
        FondsId fonds = archive.addFonds("C", "Phông gần", Rights.OPEN);
        for (int i = 0; i < 20; i++) {
            archive.add(
                    fonds,
                    "C." + i,
                    i % 2 == 0 ? "Giao đất ở Diên Khánh" : "Ủy ban nhân dân giao dất",
                    "1990",
                    "1991",
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc(i % 3 == 0 ? "Khánh Diên, đất giao" : "Quyết định")
                            .page("giao đất cho hộ ở diên khánh, đất khánh diên giao".substring(i))
                            .page(
                                    i % 2 == 0
                                            ? "xã Đông Thành, Nguyễn Văn Ân; an ninh km"
                                            : "Đông Thạnh, xã Đông Thanh; Ân, Nguyễn Văn An, ấn")
                            .page("nhân dân ủy ban; giao, đất; diên hòa khánh xã quyết định"));
        }
        assertThat(holdings).isNotNull();
        Question question = read(typed);
        Closeness closeness = Objects.requireNonNull(Closeness.of(question));
        Query query = Ranking.rescoring(question);
        try (Indexed indexed = new Indexed(home, archive)) {
            indexed.index.searching(
                    searcher -> {
                        ScoreDoc[] docs = new ScoreDoc[searcher.getIndexReader().maxDoc()];
                        for (int i = 0; i < docs.length; i++) {
                            docs[docs.length - 1 - i] = new ScoreDoc(i, 0);
                        }
                        closeness.add(searcher, docs);
                        for (ScoreDoc doc : docs) {
                            assertThat(doc.score)
                                    .as("%s: %s", typed, doc)
                                    .isCloseTo(score(searcher, query, doc.doc), within(0.001f));
                        }
                        assertThat(docs).isNotEmpty();
                        return docs;
                    });
        }
    }

    private static float score(IndexSearcher searcher, Query query, int doc) throws IOException {
        var explanation = searcher.explain(query, doc);
        return explanation.isMatch() ? explanation.getValue().floatValue() : 0;
    }

    @Test
    void whatIsMoreThanPlainWordsIsLeftToTheQuery() {
        assertThat(Closeness.of(read("125/QĐ-UBND"))).isNull();
        assertThat(Closeness.of(read("\"giao đất\" xã"))).isNull();
        assertThat(Closeness.of(read("đất đất"))).isNull();
        assertThat(Closeness.of(read("năm 1998"))).isNull();
        assertThat(Closeness.of(read(""))).isNull();
        Question widened =
                new Question(
                        read("đất").groups(),
                        false,
                        false,
                        new Question.Wider(new MatchAllDocsQuery(), read("đất"), false));
        assertThat(Closeness.of(widened)).isNull();
    }
}
