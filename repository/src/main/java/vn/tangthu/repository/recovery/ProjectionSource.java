package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.CatalogueProjection;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;

/**
 * Everything in the store, fonds first, as the catalogue takes it. Objects are read by several
 * threads (on S3 reading is waiting) and put in by one. What cannot be read is told and passed
 * over, unless it is so much that the store itself must be out of reach.
 */
final class ProjectionSource implements CatalogueProjection.Source {
    private static final int THREADS = 4;
    private static final int AHEAD = 32;

    /** So many unreadable ones, and more than one in so many: the store fails, not the objects. */
    private static final int TOO_MANY = 50;

    private static final int TOO_MANY_SHARE = 4;

    private final AipStore store;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private long fonds;
    private long records;
    private long documents;
    private long unreadable;

    ProjectionSource(AipStore store, Progress progress) {
        this.store = store;
        this.progress = progress;
    }

    @Override
    public void feed(CatalogueProjection.Sink sink) throws IOException {
        progress.at(Progress.Phase.REBUILD, 0, -1);
        List<ObjectRef> fondsObjects = new ArrayList<>();
        StoreListing aips =
                StoreListing.read(
                        store,
                        object -> {
                            if (object.kind() == ObjectRef.Kind.FONDS) {
                                fondsObjects.add(object);
                            } else {
                                unreadable(object.root().toString(), "?");
                            }
                        });
        for (ObjectRef object : fondsObjects) {
            try {
                sink.fonds(store.readFonds(new FondsId(object.id())));
                fonds++;
            } catch (IOException e) {
                unreadable(object.root().toString(), String.valueOf(e.getMessage()));
            } catch (RefusedException e) {
                findings.addAll(e.findings());
            }
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            try {
                feed(aips, sink, threads);
            } finally {
                threads.shutdownNow();
            }
        }
    }

    private void feed(StoreListing aips, CatalogueProjection.Sink sink, ExecutorService threads)
            throws IOException {
        Deque<Future<Aip>> reading = new ArrayDeque<>();
        int submitted = 0;
        for (int done = 0; done < aips.size(); done++) {
            if (progress.cancelled()) {
                throw new CancellationException("The rebuild was cancelled; nothing was changed");
            }
            while (submitted < aips.size() && reading.size() < AHEAD) {
                AipId id = new AipId(aips.get(submitted++));
                reading.add(threads.submit(() -> store.read(id)));
            }
            take(new AipId(aips.get(done)), reading.remove(), sink);
            if (unreadable > TOO_MANY && unreadable * TOO_MANY_SHARE > done) {
                throw new IOException(
                        unreadable
                                + " of the first "
                                + (done + 1)
                                + " objects cannot be read: the store seems out of reach; nothing"
                                + " was changed");
            }
            progress.at(Progress.Phase.REBUILD, done + 1L, aips.size());
        }
    }

    private void take(AipId id, Future<Aip> read, CatalogueProjection.Sink sink)
            throws IOException {
        try {
            Aip aip = read.get();
            if (sink.aip(aip)) {
                records++;
                documents += aip.documents().size();
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            unreadable(id.toString(), String.valueOf(cause == null ? e : cause.getMessage()));
        } catch (RefusedException e) {
            findings.addAll(e.findings());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private void unreadable(String place, String why) {
        unreadable++;
        findings.add(Finding.blocks("OBJECT_UNREADABLE", place, why));
    }

    long fonds() {
        return fonds;
    }

    long records() {
        return records;
    }

    long documents() {
        return documents;
    }

    List<Finding> findings() {
        return findings;
    }
}
