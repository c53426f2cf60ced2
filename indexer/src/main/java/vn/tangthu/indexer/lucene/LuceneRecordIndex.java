package vn.tangthu.indexer.lucene;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.CorruptIndexException;
import org.apache.lucene.index.IndexNotFoundException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.SearcherManager;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.repository.AipId;
import vn.tangthu.storage.TangThuHome;

/**
 * The generations of the index below the home: each a directory, and a file {@code current} that
 * names the one that answers. What cannot be opened, is damaged or has another schema is replaced
 * by an empty one, which the feed then fills.
 */
@Component
class LuceneRecordIndex implements RecordIndex {
    private static final Logger LOG = LoggerFactory.getLogger(LuceneRecordIndex.class);

    private static final String CURRENT = "current";

    /** A larger index is verified in the background, while it answers. */
    private static final long VERIFY_AT_OPEN = 256L << 20;

    private final Path root;
    private final Analyzer analyzer;
    private final Parents parents = new Parents();
    private volatile LuceneGeneration current;
    private volatile boolean damaged;

    LuceneRecordIndex(TangThuHome home, Analyzer analyzer) throws IOException {
        this.root = home.index();
        this.analyzer = analyzer;
        this.current = openOrCreate();
        deleteOthers();
    }

    private LuceneGeneration openOrCreate() throws IOException {
        Path pointer = root.resolve(CURRENT);
        if (Files.exists(pointer)) {
            Path path = root.resolve(Files.readString(pointer).strip());
            try {
                LuceneGeneration opened = LuceneGeneration.open(path, analyzer, VERIFY_AT_OPEN);
                Thread.ofVirtual().name("index-verification").start(() -> verify(opened));
                return opened;
            } catch (IOException e) {
                LOG.warn("The index in {} is not used, it is built anew: {}", path, e.toString());
            }
        }
        LuceneGeneration fresh = newGeneration();
        point(fresh);
        return fresh;
    }

    private void verify(LuceneGeneration generation) {
        try {
            generation.verify();
        } catch (CorruptIndexException e) {
            LOG.warn("The index is damaged, it is built anew: {}", e.toString());
            damaged = current == generation;
        } catch (IOException | AlreadyClosedException e) {
            LOG.debug("The index was not verified: {}", e.toString());
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
    private void point(LuceneGeneration generation) throws IOException {
        Path written = root.resolve(CURRENT + ".new");
        Files.writeString(written, generation.name());
        force(written);
        Files.move(
                written,
                root.resolve(CURRENT),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
        force(root);
    }

    private static void force(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Removes what was replaced, and builds that a stop cut short. */
    private void deleteOthers() throws IOException {
        try (Stream<Path> paths = Files.list(root)) {
            for (Path path : paths.filter(Files::isDirectory).toList()) {
                if (!path.getFileName().toString().equals(current.name())) {
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
    public Generation begin() throws IOException {
        return newGeneration();
    }

    @Override
    public synchronized void swap(Generation fresh) throws IOException {
        if (!(fresh instanceof LuceneGeneration generation)) {
            throw new IllegalArgumentException("Not a generation of this index");
        }
        generation.refresh();
        point(generation);
        LuceneGeneration former = current;
        current = generation;
        damaged = false;
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
            current = LuceneGeneration.open(root.resolve(former.name()), analyzer, VERIFY_AT_OPEN);
        } catch (CorruptIndexException | IndexNotFoundException e) {
            damaged = true;
            throw e;
        }
        former.close();
    }

    @Override
    public boolean damaged() {
        return damaged;
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
    void close() throws IOException {
        current.close();
    }
}
