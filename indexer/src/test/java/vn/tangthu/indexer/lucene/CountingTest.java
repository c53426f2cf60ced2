package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedNumericDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.PhraseQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.Facet;

/** What is counted one by one is right to the last, what is estimated is near and says so. */
class CountingTest {
    private static final int RECORDS = 40_000;
    private static final int COUNTED = 30_000;

    private static FSDirectory directory;
    private static DirectoryReader reader;
    private static long found;
    private static final Map<String, Long> fonds = new HashMap<>();
    private static final Map<String, Long> years = new HashMap<>();
    private static long phrases;

    @BeforeAll
    static void blocksAsTheyAreIndexed(@TempDir Path index) throws IOException {
        directory = FSDirectory.open(index);
        SplittableRandom random = new SplittableRandom(7);
        IndexWriterConfig config = new IndexWriterConfig(new WhitespaceAnalyzer());
        config.setMergePolicy(NoMergePolicy.INSTANCE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (int n = 0; n < RECORDS; n++) {
                boolean has = random.nextInt(3) > 0;
                boolean phrase = random.nextInt(400) == 0;
                String of = "phông " + n / (RECORDS / 8);
                int year = 1976 + random.nextInt(20);
                String text = "giao cho " + (phrase ? "giao đất" : "đất");
                writer.addDocuments(block(of, year, has, text));
                if (has) {
                    found++;
                    fonds.merge(of, 1L, Long::sum);
                    years.merge(Integer.toString(year), 1L, Long::sum);
                }
                phrases += phrase ? 1 : 0;
                if (n == RECORDS / 3) {
                    writer.commit();
                }
            }
            // As many again, in segments where none of the words stands.
            writer.commit();
            for (int n = 0; n < RECORDS; n++) {
                writer.addDocuments(block("phông khác", 1950, false, "rừng"));
            }
        }
        reader = DirectoryReader.open(directory);
    }

    /** A document with three pages, then the record; the text stands on its second page. */
    private static List<Document> block(String fonds, int year, boolean has, String text) {
        List<Document> block = new ArrayList<>();
        for (int n = 0; n < 5; n++) {
            Document document = new Document();
            document.add(new SortedDocValuesField(Schema.FONDS, new BytesRef(fonds)));
            if (n < 4 && year % 2 == 0) {
                document.add(new StringField(Schema.ONLINE, Facet.ONLINE, Field.Store.NO));
            }
            if (n < 4) {
                document.add(new SortedNumericDocValuesField(Schema.YEAR, year));
            }
            String words = (has ? "đất " : "") + (n == 2 ? text : text.replace("giao đất", "đất"));
            document.add(new TextField(Schema.WORDS, n < 4 ? words : "", Field.Store.NO));
            document.add(new TextField(Schema.TITLE, has && n > 0 ? "có" : "", Field.Store.NO));
            if (n == 0) {
                document.add(new StringField(Schema.KIND, Schema.DOCUMENT, Field.Store.NO));
            } else if (n == 4) {
                document.add(new StringField(Schema.KIND, Schema.RECORD, Field.Store.NO));
            }
            block.add(document);
        }
        return block;
    }

    @AfterAll
    static void close() throws IOException {
        reader.close();
        directory.close();
    }

    private static Counting counting(Query query, int counted) throws IOException {
        Counting counting = Counting.withFacets(new Parents(), counted);
        counting.count(new IndexSearcher(reader), query);
        return counting;
    }

    private static final Query HAS = new TermQuery(new Term(Schema.TITLE, "có"));

    @Test
    void whatIsNotTooMuchIsCountedOneByOne() throws IOException {
        Counting counting = counting(HAS, 1_000_000);
        assertThat(counting.isEstimate()).isFalse();
        assertThat(counting.records()).isEqualTo(found);
        assertThat(counting.counts(Facet.Kind.FONDS)).isEqualTo(fonds);
        assertThat(counting.counts(Facet.Kind.YEAR)).isEqualTo(years);
        assertThat(counting.counts(Facet.Kind.ACCESS)).isEqualTo(Map.of(Facet.ONLINE, online()));
    }

    @Test
    void ofVeryManyAShareIsCountedAndTheRestReckoned() throws IOException {
        Counting counting = counting(HAS, COUNTED);
        assertThat(counting.isEstimate()).isTrue();
        assertThat(counting.records()).isCloseTo(found, within(found / 20));
        assertThat(counting.counts(Facet.Kind.FONDS)).containsOnlyKeys(fonds.keySet());
        for (Map.Entry<String, Long> year : counting.counts(Facet.Kind.YEAR).entrySet()) {
            long right = years.getOrDefault(year.getKey(), 0L);
            assertThat(year.getValue()).isCloseTo(right, within(right / 4));
            assertThat(year.getValue() % 10).as("no more figures than are known").isZero();
        }
        Map<String, Long> opens = counting.counts(Facet.Kind.ACCESS);
        assertThat(opens).containsOnlyKeys(Facet.ONLINE);
        assertThat(opens.get(Facet.ONLINE)).isCloseTo(online(), within(online() / 20));
    }

    /** Those of even years open at once. */
    private static long online() {
        return years.entrySet().stream()
                .filter(year -> Integer.parseInt(year.getKey()) % 2 == 0)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** The words are everywhere, as a phrase they are not. */
    @Test
    void aRarePhraseOfFrequentWordsIsCountedOneByOne() throws IOException {
        Counting counting = counting(new PhraseQuery(0, Schema.WORDS, "giao", "đất"), COUNTED);
        assertThat(counting.isEstimate()).isFalse();
        assertThat(counting.records()).isEqualTo(phrases);
    }

    /** What the tests above rest on: they would pass if the words stood in every segment. */
    @Test
    void theWordsStandInSomeSegmentsOnly() throws IOException {
        List<Boolean> has = new ArrayList<>();
        for (LeafReaderContext leaf : reader.leaves()) {
            has.add(leaf.reader().docFreq(new Term(Schema.TITLE, "có")) > 0);
        }
        assertThat(has).contains(true, false);
    }
}
