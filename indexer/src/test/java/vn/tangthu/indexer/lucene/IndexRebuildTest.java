package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.LockObtainFailedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/** An index that must be built anew goes on answering for as long as it can. */
class IndexRebuildTest {
    @TempDir private Path home;
    private final FakeArchive archive = new FakeArchive();
    private final SampleHoldings holdings = new SampleHoldings(archive);

    private Path generation() throws IOException {
        Path index = home.resolve("index");
        return index.resolve(Files.readString(index.resolve("current")).strip());
    }

    private static long total(LuceneSearch search) {
        return search.search(SearchRequest.of(""), Reader.OPERATOR).total();
    }

    private void writeSchema(int version) throws IOException {
        try (FSDirectory directory = FSDirectory.open(generation());
                IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig())) {
            Map<String, String> data = new HashMap<>();
            writer.getLiveCommitData().forEach(each -> data.put(each.getKey(), each.getValue()));
            data.put("schema", Integer.toString(version));
            writer.setLiveCommitData(data.entrySet());
            writer.commit();
        }
    }

    @Test
    void anOlderIndexThatCanStillBeAskedAnswersUntilAnotherIsBuilt() throws IOException {
        assertThat(holdings).isNotNull();
        long all;
        try (Indexed indexed = new Indexed(home, archive)) {
            all = total(indexed.search);
        }
        assertThat(all).isPositive();
        writeSchema(Schema.VERSION - 1);
        Path older = generation();
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        LuceneRecordIndex index =
                new LuceneRecordIndex(new TangThuHome(home), analyzer, Schema.VERSION - 1);
        try {
            LuceneSearch search =
                    new LuceneSearch(
                            index, archive, analyzer, new Spellings(new Analysis(analyzer), null));
            assertThat(index.outdated()).isTrue();
            assertThat(total(search)).isEqualTo(all);
            FeedForTests feed = new FeedForTests(index, archive);
            boolean unused = feed.step();
            assertThat(feed.rebuilding()).as("announced").isTrue();
            assertThat(total(search)).isEqualTo(all);
            feed.catchUp();
            assertThat(feed.rebuilding()).isFalse();
            assertThat(index.outdated()).isFalse();
            assertThat(generation()).isNotEqualTo(older);
            assertThat(total(search)).isEqualTo(all);
        } finally {
            index.close();
        }
        assertThat(older).doesNotExist();
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(indexed.index.outdated()).isFalse();
            assertThat(total(indexed.search)).isEqualTo(all);
        }
    }

    @Test
    void anOlderIndexTakesInWhatChangesMeanwhileAndStaysOld() throws IOException {
        assertThat(holdings).isNotNull();
        try (Indexed indexed = new Indexed(home, archive)) {
            assertThat(total(indexed.search)).isPositive();
        }
        writeSchema(Schema.VERSION - 1);
        LuceneGeneration older =
                LuceneGeneration.open(
                        generation(), new VietnameseAnalyzer(), Schema.VERSION - 1, Long.MAX_VALUE);
        older.commit(older.cursor().orElseThrow(), older.parked());
        older.close();
        assertThatThrownBy(
                        () ->
                                LuceneGeneration.open(
                                        generation(),
                                        new VietnameseAnalyzer(),
                                        Schema.VERSION,
                                        Long.MAX_VALUE))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("schema " + (Schema.VERSION - 1));
    }

    @Test
    void whereASearchMeetsDamageAnotherIndexIsBuiltWhileTheOldOneAnswers() throws IOException {
        assertThat(holdings).isNotNull();
        try (Indexed indexed = new Indexed(home, archive)) {
            long all = total(indexed.search);
            Path damaged = generation();
            assertThatThrownBy(
                            () ->
                                    indexed.index.searching(
                                            searcher -> {
                                                throw new CorruptIndexException("damaged", "test");
                                            }))
                    .isInstanceOf(CorruptIndexException.class);
            assertThat(indexed.index.damaged()).isTrue();
            assertThat(total(indexed.search)).isEqualTo(all);
            indexed.feed.catchUp();
            assertThat(indexed.index.damaged()).isFalse();
            assertThat(generation()).isNotEqualTo(damaged);
            assertThat(total(indexed.search)).isEqualTo(all);
            try (Stream<Path> left = Files.list(home.resolve("index"))) {
                assertThat(left.filter(Files::isDirectory)).hasSize(1);
            }
        }
    }

    @Test
    void aSearchThatFailsHasTheIndexReadAndOnlyDamageCounts() throws Exception {
        assertThat(holdings).isNotNull();
        try (Indexed indexed = new Indexed(home, archive)) {
            fail(indexed);
            Thread.sleep(500);
            assertThat(indexed.index.damaged()).as("whole").isFalse();
        }
        try (Indexed indexed = new Indexed(home, archive)) {
            flip(largest(generation()));
            fail(indexed);
            long end = System.nanoTime() + 60_000_000_000L;
            while (!indexed.index.damaged() && System.nanoTime() < end) {
                Thread.sleep(20);
            }
            assertThat(indexed.index.damaged()).as("a bit is wrong").isTrue();
        }
    }

    /** As Lucene does where places are read that are not what was written. */
    private static void fail(Indexed indexed) {
        assertThatThrownBy(
                        () ->
                                indexed.index.searching(
                                        searcher -> {
                                            throw new ArrayIndexOutOfBoundsException(4711);
                                        }))
                .isInstanceOf(ArrayIndexOutOfBoundsException.class);
    }

    private static Path largest(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.max(Comparator.comparing(file -> file.toFile().length())).orElseThrow();
        }
    }

    private static void flip(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int was = bytes.read();
            bytes.seek(middle);
            bytes.write(was ^ 4);
        }
    }

    @Test
    void whatAnotherProcessHasOpenIsNotTakenForDamaged() throws IOException {
        assertThat(holdings).isNotNull();
        try (Indexed indexed = new Indexed(home, archive)) {
            long all = total(indexed.search);
            Path kept = generation();
            assertThatThrownBy(
                            () ->
                                    new LuceneRecordIndex(
                                            new TangThuHome(home), new VietnameseAnalyzer()))
                    .isInstanceOf(LockObtainFailedException.class);
            assertThat(generation()).isEqualTo(kept).isNotEmptyDirectory();
            assertThat(total(indexed.search)).isEqualTo(all);
        }
    }
}
