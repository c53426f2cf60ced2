package vn.tangthu.indexer.lucene;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.apache.lucene.store.LockObtainFailedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.storage.TangThuHome;

/**
 * The generations of the index below the home: each a directory, and a file {@code current} that
 * names the one that answers; a file {@code building} names the one that is being built beside it,
 * which a restart goes on with. An index of an older schema that can still be asked answers until
 * another is built. What cannot be opened, is damaged or has a schema too old is replaced by an
 * empty one, which the feed then fills.
 */
@Component
@BelowTheHome
class LuceneRecordIndex implements RecordIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneRecordIndex.class);

    private static final String CURRENT = "current";

    /** Names the generation that is being built. */
    private static final String BUILDING = "building";

    /** A larger index is verified in the background, while it answers. */
    private static final long VERIFY_AT_OPEN = 256L << 20;

    /** Reading all of it takes the disk from those who search first after a start. */
    private static final Duration VERIFY_AFTER = Duration.ofMinutes(1);

    /** What is seldom asked for rots unseen. */
    private static final Duration VERIFY_EACH = Duration.ofDays(7);

    /** A fault of ours that has the look of damage is not to read all of it each time. */
    private static final Duration SUSPECT_EACH = Duration.ofHours(1);

    private final Path root;
    private final Analyzer analyzer;
    private final int oldest;
    private final Parents parents = new Parents();
    private volatile LuceneGeneration current;
    private @Nullable LuceneGeneration begun;

    /** What was given out to be filled. */
    private @Nullable LuceneGeneration building;

    private volatile boolean damaged;
    private volatile Set<FondsId> withheld = Set.of();

    /** When a search failed last for which all of it was read, as nanoseconds of the clock. */
    private final AtomicLong suspected = new AtomicLong(System.nanoTime() - SUSPECT_EACH.toNanos());

    @Autowired
    LuceneRecordIndex(TangThuHome home, Analyzer analyzer) throws IOException {
        this(home, analyzer, Schema.OLDEST);
    }

    /**
     * @param oldest the oldest schema whose indexes can still be asked
     */
    LuceneRecordIndex(TangThuHome home, Analyzer analyzer, int oldest) throws IOException {
        this.root = home.index();
        this.analyzer = analyzer;
        this.oldest = oldest;
        this.current = openOrCreate();
        verifyBeside(current);
        this.begun = goOn();
        deleteOthers();
    }

    private LuceneGeneration openOrCreate() throws IOException {
        Path pointer = root.resolve(CURRENT);
        if (Files.exists(pointer)) {
            Path path = root.resolve(Files.readString(pointer).strip());
            try {
                LuceneGeneration opened =
                        LuceneGeneration.open(path, analyzer, oldest, VERIFY_AT_OPEN);
                if (opened.isOutdated()) {
                    LOG.warn(
                            "The index in {} is of an older schema: it answers until one of schema {}"
                                    + " is built beside it",
                            path,
                            Schema.VERSION);
                }
                return opened;
            } catch (LockObtainFailedException | AccessDeniedException e) {
                // Somebody else has it, or may read it: nothing is known against it.
                throw e;
            } catch (IOException e) {
                LOG.warn("The index in {} is not used, it is built anew: {}", path, e.toString());
            }
        }
        LuceneGeneration fresh = newGeneration();
        point(CURRENT, fresh);
        return fresh;
    }

    /** What a stop or kill left of a build; without a commit of this schema it is worth nothing. */
    private @Nullable LuceneGeneration goOn() throws IOException {
        Path pointer = root.resolve(BUILDING);
        if (!Files.exists(pointer)) {
            return null;
        }
        String name = Files.readString(pointer).strip();
        if (name.equals(current.name()) || !Files.isDirectory(root.resolve(name))) {
            return null;
        }
        try {
            LuceneGeneration left =
                    LuceneGeneration.open(
                            root.resolve(name), analyzer, Schema.VERSION, VERIFY_AT_OPEN);
            LOG.info("An index that was being built is there, it goes on from its last commit");
            return left;
        } catch (IOException e) {
            LOG.info("What was built in {} is not used: {}", name, e.toString());
            return null;
        }
    }

    private void verifyBeside(LuceneGeneration generation) {
        Thread.ofVirtual()
                .name("index-verification")
                .start(
                        () -> {
                            try {
                                Thread.sleep(VERIFY_AFTER);
                                while (current == generation && !damaged) {
                                    verify(generation);
                                    Thread.sleep(VERIFY_EACH);
                                }
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    private void verify(LuceneGeneration generation) {
        try {
            generation.verify();
        } catch (IOException | RuntimeException | InternalError e) {
            // The files of one that was closed or replaced meanwhile may be gone.
            boolean its = current == generation && generation.isOpen();
            boolean read = e instanceof InternalError || e instanceof IndexOutOfBoundsException;
            boolean said =
                    e instanceof CorruptIndexException || e instanceof IndexNotFoundException;
            if (its && (read || said)) {
                LOG.warn("The index is damaged, it is built anew: {}", e.toString());
                damaged = true;
            } else if (its) {
                // Too many open files, say: nothing is known against the index.
                LOG.warn("The index was not verified: {}", e.toString());
            }
        }
    }

    /**
     * Lucene compares checksums of what it opens and not of what it reads: of postings that are not
     * what was written it says that a place is out of bounds, or the memory that it cannot be read.
     */
    private void suspect(LuceneGeneration generation) {
        long last = suspected.get();
        long now = System.nanoTime();
        if (now - last >= SUSPECT_EACH.toNanos() && suspected.compareAndSet(last, now)) {
            Thread.ofVirtual().name("index-verification").start(() -> verify(generation));
        }
    }

    private LuceneGeneration newGeneration() throws IOException {
        Path path = root.resolve("g-" + UUID.randomUUID());
        try {
            return LuceneGeneration.create(path, analyzer);
        } catch (IOException | RuntimeException e) {
            LuceneGeneration.delete(path);
            throw e;
        }
    }

    /** Durable: the name is on disk before it takes the old one's place. */
    private void point(String pointer, LuceneGeneration generation) throws IOException {
        Path written = root.resolve(pointer + ".new");
        Files.writeString(written, generation.name());
        force(written);
        Files.move(
                written,
                root.resolve(pointer),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(root);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what was replaced, and builds of which nothing was committed. */
    private void deleteOthers() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            for (Path path : paths.filter(Files::isDirectory).toList()) {
                String name = path.getFileName().toString();
                boolean building = begun != null && name.equals(begun.name());
                if (!building && !name.equals(current.name())) {
                    LuceneGeneration.delete(path);
                }
            }
        }
    }

    @Override
    public Generation current() {
        return current;
    }

    @Override
    public synchronized Generation begin() throws IOException {
        LuceneGeneration fresh = newGeneration();
        try {
            point(BUILDING, fresh);
        } catch (IOException | RuntimeException e) {
            fresh.abandon();
            throw e;
        }
        building = fresh;
        return fresh;
    }

    @Override
    public synchronized Optional<Generation> begun() {
        building = begun;
        begun = null;
        return Optional.ofNullable(building);
    }

    @Override
    public synchronized void swap(Generation fresh) throws IOException {
        if (!(fresh instanceof LuceneGeneration generation)) {
            throw new IllegalArgumentException("Not a generation of this index");
        }
        generation.refresh();
        point(CURRENT, generation);
        Files.deleteIfExists(root.resolve(BUILDING));
        LuceneGeneration former = current;
        current = generation;
        building = null;
        damaged = false;
        verifyBeside(generation);
        try {
            former.abandon();
        } catch (IOException | RuntimeException e) {
            LOG.warn("The former index was not deleted; the next start does it", e);
        }
    }

    @Override
    public synchronized void reopen() throws IOException {
        LuceneGeneration former = current;
        try {
            current =
                    LuceneGeneration.open(
                            root.resolve(former.name()), analyzer, oldest, VERIFY_AT_OPEN);
        } catch (CorruptIndexException | IndexNotFoundException e) {
            damaged = true;
            throw e;
        }
        verifyBeside(current);
        former.close();
    }

    @Override
    public boolean damaged() {
        return damaged;
    }

    @Override
    public void failed(Exception met) {
        if (met instanceof CorruptIndexException) {
            damaged = true;
        }
    }

    @Override
    public boolean outdated() {
        return current.isOutdated();
    }

    @Override
    public void withhold(Set<FondsId> fonds) {
        withheld = Set.copyOf(fonds);
    }

    /**
     * What this reader may have matched. To be asked before the index is opened for a search: what
     * is withheld no more by then is as it should be in what is opened later.
     */
    Query rights(Reader reader) {
        return Scope.of(reader, withheld);
    }

    Parents parents() {
        return parents;
    }

    /** Work with the index at one moment. */
    interface Searching<T> {
        T with(IndexSearcher searcher) throws IOException;
    }

    <T> T searching(Searching<T> work) throws IOException {
        while (true) {
            LuceneGeneration generation = current;
            SearcherManager searchers = generation.searchers();
            IndexSearcher searcher;
            try {
                searcher = searchers.acquire();
            } catch (AlreadyClosedException e) {
                if (generation == current) {
                    throw e;
                }
                continue;
            }
            try {
                return work.with(searcher);
            } catch (CorruptIndexException e) {
                damaged = true;
                throw e;
            } catch (IOException
                    | IndexOutOfBoundsException
                    | IllegalStateException
                    | InternalError e) {
                suspect(generation);
                throw e;
            } finally {
                searchers.release(searcher);
            }
        }
    }

    AipId idOf(IndexSearcher searcher, int parent) throws IOException {
        var leaves = searcher.getIndexReader().leaves();
        LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(parent, leaves));
        BinaryDocValues ids = leaf.reader().getBinaryDocValues(Schema.ID);
        if (ids == null || !ids.advanceExact(parent - leaf.docBase)) {
            throw new CorruptIndexException("A record without an id", "document " + parent);
        }
        return new AipId(Schema.uuid(ids.binaryValue()));
    }

    @PreDestroy
    synchronized void close() throws IOException {
        LuceneGeneration left = begun == null ? building : begun;
        try {
            if (left != null && left.isOpen()) {
                left.close();
            }
        } finally {
            current.close();
        }
    }
}
