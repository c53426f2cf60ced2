package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.ConcurrentMergeScheduler;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.FilterLeafReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.SegmentReader;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.Bits;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.IndexStatus;
import vn.tangthu.indexer.IndexableRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;

/** One Lucene index in a directory of its own. */
final class LuceneGeneration implements RecordIndex.Generation {
    private static final double BUFFER_MIB = 48;

    /** Each round but the first waits for merges that were under way; whoever asked asks again. */
    private static final int EXPUNGING_ROUNDS = 20;

    private static final long EXPUNGING_PAUSE_NANOS = 500_000_000;

    private static final String SCHEMA = "schema";
    private static final String EPOCH = "epoch";
    private static final String SEQUENCE = "sequence";
    private static final String HEAD = "head";
    private static final String PARKED = "parked.";

    /** With a number from 0 on: fonds, line, whether it is withheld, the last record or nothing. */
    private static final String PASS = "pass.";

    private static final String WITHHELD = "withheld";

    private final Path path;
    private final Analysis analysis;
    private final FSDirectory directory;
    private final ExpungingPolicy merging = new ExpungingPolicy();
    final IndexWriter writer;
    private final SearcherManager searchers;
    private volatile Map<String, String> committed;

    /** That of its fields; it keeps it for as long as it is there. */
    private final int schema;

    private LuceneGeneration(Path path, Analyzer analyzer, int schema) throws IOException {
        this.path = path;
        this.schema = schema;
        this.analysis = new Analysis(analyzer);
        this.directory = FSDirectory.open(path);
        try {
            IndexWriterConfig config = new IndexWriterConfig(analyzer);
            config.setRAMBufferSizeMB(BUFFER_MIB);
            config.setCommitOnClose(false);
            ConcurrentMergeScheduler merges = new ConcurrentMergeScheduler();
            merges.setMaxMergesAndThreads(4, 1);
            config.setMergeScheduler(merges);
            config.setMergePolicy(merging);
            this.writer = new IndexWriter(directory, config);
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
        Map<String, String> data = new HashMap<>();
        Iterable<Map.Entry<String, String>> live = writer.getLiveCommitData();
        if (live != null) {
            live.forEach(entry -> data.put(entry.getKey(), entry.getValue()));
        }
        this.committed = data;
        this.searchers = new SearcherManager(writer, new Searchers());
    }

    /** A new, empty index. */
    static LuceneGeneration create(Path path, Analyzer analyzer) throws IOException {
        return new LuceneGeneration(Files.createDirectories(path), analyzer, Schema.VERSION);
    }

    /**
     * An index that is there.
     *
     * @param oldest the oldest schema that will do
     * @param verifyBelow bytes up to which every file's checksum is compared before the index is
     *     trusted
     * @throws IOException when it is damaged, or of another schema
     */
    static LuceneGeneration open(Path path, Analyzer analyzer, int oldest, long verifyBelow)
            throws IOException {
        int schema;
        try (FSDirectory directory = FSDirectory.open(path);
                DirectoryReader reader = DirectoryReader.open(directory)) {
            String written = reader.getIndexCommit().getUserData().getOrDefault(SCHEMA, "0");
            schema = Integer.parseInt(written);
            if (schema < oldest || schema > Schema.VERSION) {
                throw new IOException("The index has schema " + schema);
            }
            if (sizeOf(path) <= verifyBelow) {
                verify(reader);
            }
        } catch (RuntimeException e) {
            throw new CorruptIndexException("Cannot be opened", path.toString(), e);
        }
        return new LuceneGeneration(path, analyzer, schema);
    }

    /** Whether the languages of all its records are in it, not of what came in lately only. */
    boolean knowsLanguages() {
        return schema >= Schema.WITH_LANGUAGES;
    }

    /** Whether all its records say whether they are digitised. */
    boolean knowsCarriers() {
        return schema >= Schema.WITH_CARRIERS;
    }

    boolean isOutdated() {
        return schema != Schema.VERSION;
    }

    /** Reads all files and compares their checksums. */
    void verify() throws IOException {
        try (DirectoryReader reader = DirectoryReader.open(directory)) {
            verify(reader);
        }
    }

    private static void verify(DirectoryReader reader) throws IOException {
        for (LeafReaderContext leaf : reader.leaves()) {
            leaf.reader().checkIntegrity();
        }
    }

    private static long sizeOf(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    String name() {
        return path.getFileName().toString();
    }

    SearcherManager searchers() {
        return searchers;
    }

    @Override
    public Optional<RecordIndex.Cursor> cursor() {
        String epoch = committed.get(EPOCH);
        String sequence = committed.get(SEQUENCE);
        return epoch == null || sequence == null
                ? Optional.empty()
                : Optional.of(
                        new RecordIndex.Cursor(
                                UUID.fromString(epoch), Long.parseLong(sequence), passes()));
    }

    private List<RecordIndex.Pass> passes() {
        List<RecordIndex.Pass> passes = new ArrayList<>();
        for (int i = 0; committed.get(PASS + i) instanceof String text; i++) {
            String[] parts = text.split(" ", -1);
            passes.add(
                    new RecordIndex.Pass(
                            FondsId.of(parts[0]),
                            Long.parseLong(parts[1]),
                            parts[2].equals(WITHHELD),
                            parts[3].isEmpty() ? null : AipId.of(parts[3])));
        }
        return passes;
    }

    @Override
    public List<IndexStatus.Parked> parked() {
        List<IndexStatus.Parked> parked = new ArrayList<>();
        committed.forEach(
                (key, value) -> {
                    if (key.startsWith(PARKED)) {
                        parked.add(new IndexStatus.Parked(key.substring(PARKED.length()), value));
                    }
                });
        return parked;
    }

    @Override
    public boolean isOpen() {
        return writer.isOpen();
    }

    @Override
    public void put(IndexableRecord record) throws IOException {
        writer.updateDocuments(term(record.all().id()), new RecordBlock(record, analysis));
    }

    @Override
    public void remove(AipId id) throws IOException {
        writer.deleteDocuments(term(id));
    }

    private static Term term(AipId id) {
        return new Term(Schema.AIP, Schema.bytes(id.value()));
    }

    @Override
    public void expunge(Collection<AipId> ids) throws IOException {
        for (AipId id : ids) {
            remove(id);
        }
        Set<String> holding = segmentsThatHold(ids);
        for (int round = 0; !holding.isEmpty(); round++) {
            if (round == EXPUNGING_ROUNDS) {
                throw new IOException("Segments " + holding + " still hold what was erased");
            }
            if (round > 0) {
                // A merge that was under way takes deleted documents along: what it makes is next.
                LockSupport.parkNanos(EXPUNGING_PAUSE_NANOS);
            }
            merging.name(holding);
            try {
                writer.forceMergeDeletes(true);
            } finally {
                merging.name(Set.of());
            }
            holding = segmentsThatHold(ids);
        }
        searchers.maybeRefreshBlocking();
    }

    /**
     * Segments in which the terms of any of these records stand, deleted or not: a record that was
     * put anew several times may have left itself in as many.
     */
    Set<String> segmentsThatHold(Collection<AipId> ids) throws IOException {
        List<BytesRef> sorted = ids.stream().map(id -> Schema.bytes(id.value())).sorted().toList();
        Set<String> holding = new HashSet<>();
        try (DirectoryReader reader = DirectoryReader.open(writer)) {
            for (LeafReaderContext leaf : reader.leaves()) {
                Terms terms = leaf.reader().terms(Schema.AIP);
                if (terms == null) {
                    continue;
                }
                TermsEnum each = terms.iterator();
                for (BytesRef id : sorted) {
                    if (each.seekExact(id)) {
                        holding.add(
                                ((SegmentReader) FilterLeafReader.unwrap(leaf.reader()))
                                        .getSegmentName());
                        break;
                    }
                }
            }
        }
        return holding;
    }

    @Override
    public void refresh() throws IOException {
        searchers.maybeRefreshBlocking();
    }

    @Override
    public void commit(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked)
            throws IOException {
        commit(data(cursor, parked));
    }

    @Override
    public void commit(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked, long head)
            throws IOException {
        Map<String, String> data = data(cursor, parked);
        data.put(HEAD, Long.toString(head));
        commit(data);
    }

    @Override
    public OptionalLong head() {
        String head = committed.get(HEAD);
        return head == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(head));
    }

    private Map<String, String> data(RecordIndex.Cursor cursor, List<IndexStatus.Parked> parked) {
        Map<String, String> data = new HashMap<>();
        int passes = 0;
        data.put(SCHEMA, Integer.toString(schema));
        data.put(EPOCH, cursor.epoch().toString());
        data.put(SEQUENCE, Long.toString(cursor.sequence()));
        for (RecordIndex.Pass pass : cursor.passes()) {
            AipId after = pass.after();
            data.put(
                    PASS + passes++,
                    pass.fonds()
                            + " "
                            + pass.line()
                            + (pass.withheld() ? " " + WITHHELD + " " : " open ")
                            + (after == null ? "" : after));
        }
        parked.forEach(record -> data.put(PARKED + record.aip(), record.reason()));
        return data;
    }

    private void commit(Map<String, String> data) throws IOException {
        writer.setLiveCommitData(data.entrySet());
        writer.commit();
        committed = data;
    }

    @Override
    public List<AipId> recordsOf(FondsId fonds, @Nullable AipId after, int most)
            throws IOException {
        BytesRef behind = after == null ? null : Schema.bytes(after.value());
        PriorityQueue<BytesRef> first = new PriorityQueue<>(Comparator.reverseOrder());
        Query records =
                new BooleanQuery.Builder()
                        .add(new TermQuery(new Term(Schema.FONDS, fonds.toString())), Occur.FILTER)
                        .add(new TermQuery(new Term(Schema.KIND, Schema.RECORD)), Occur.FILTER)
                        .build();
        IndexSearcher searcher = searchers.acquire();
        try {
            Weight weight =
                    searcher.createWeight(
                            searcher.rewrite(new ConstantScoreQuery(records)),
                            ScoreMode.COMPLETE_NO_SCORES,
                            1);
            for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
                Scorer found = weight.scorer(leaf);
                BinaryDocValues ids = leaf.reader().getBinaryDocValues(Schema.ID);
                if (found == null || ids == null) {
                    continue;
                }
                Bits live = leaf.reader().getLiveDocs();
                DocIdSetIterator docs = found.iterator();
                while (docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    int doc = docs.docID();
                    if ((live == null || live.get(doc)) && ids.advanceExact(doc)) {
                        BytesRef id = ids.binaryValue();
                        if (behind == null || id.compareTo(behind) > 0) {
                            keep(first, id, most);
                        }
                    }
                }
            }
        } finally {
            searchers.release(searcher);
        }
        return first.stream().sorted().map(id -> new AipId(Schema.uuid(id))).toList();
    }

    /** The {@code most} least; the greatest of them stands first in the queue. */
    private static void keep(PriorityQueue<BytesRef> least, BytesRef id, int most) {
        BytesRef greatest = least.peek();
        if (least.size() == most && greatest != null) {
            if (id.compareTo(greatest) >= 0) {
                return;
            }
            BytesRef unused = least.remove();
        }
        least.add(BytesRef.deepCopyOf(id));
    }

    @Override
    public RecordIndex.Size size() throws IOException {
        IndexSearcher searcher = searchers.acquire();
        try {
            return new RecordIndex.Size(
                    count(searcher, Schema.RECORD), count(searcher, Schema.PAGE));
        } finally {
            searchers.release(searcher);
        }
    }

    private static long count(IndexSearcher searcher, String kind) throws IOException {
        return searcher.count(new TermQuery(new Term(Schema.KIND, kind)));
    }

    /** Closes without a commit; searches that are on finish undisturbed. */
    void close() throws IOException {
        try (directory;
                writer) {
            searchers.close();
        }
    }

    @Override
    public void abandon() throws IOException {
        close();
        delete(path);
    }

    static void delete(Path path) throws IOException {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> files = Files.list(path)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(path);
    }
}
