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
import org.springframework.dao.DataAccessException;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.CatalogueProjection;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.recovery.AcknowledgedReading.Reading;

/**
 * Everything in the store, fonds first, as the catalogue takes it. Objects are read by several
 * threads (on S3 reading is waiting) and put in by one. What cannot be read is told and passed
 * over, and so is what no acknowledgement covers; unless so much cannot be read that the store
 * itself must be out of reach.
 */
final class ProjectionSource implements CatalogueProjection.Source {
    private static final int THREADS = 4;
    private static final int AHEAD = 32;

    /** So many unreadable ones, and more than one in so many: the store fails, not the objects. */
    private static final int TOO_MANY = 50;

    private static final int TOO_MANY_SHARE = 4;

    private final AipStore store;
    private final Acknowledgements.All acknowledged;
    private final Tombstones.All tombstones;
    private final Progress progress;
    private final List<Finding> findings = new ArrayList<>();
    private long fonds;
    private long records;
    private long documents;
    private long unreadable;

    /**
     * @param acknowledged what may be shown
     * @param tombstones what was erased by right, and is shown no more whatever is left of it
     */
    ProjectionSource(
            AipStore store,
            Acknowledgements.All acknowledged,
            Tombstones.All tombstones,
            Progress progress) {
        this.store = store;
        this.acknowledged = acknowledged;
        this.tombstones = tombstones;
        this.progress = progress;
        tombstones
                .problems()
                .forEach(
                        (key, problem) ->
                                findings.add(
                                        Finding.warns("TOMBSTONE_DAMAGED", key, problem.detail())));
        acknowledged
                .problems()
                .forEach(
                        (key, problem) ->
                                findings.add(
                                        Finding.warns(
                                                "ACKNOWLEDGEMENT_DAMAGED", key, problem.detail())));
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
                        },
                        tombstones);
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
        aips.erased()
                .forEach(
                        id ->
                                findings.add(
                                        Finding.warns(
                                                "ERASED_STILL_THERE",
                                                id.toString(),
                                                id.toString())));
        if (aips.size() == 0 && sink.replacesOthersThan(tombstones::named)) {
            throw new IOException(
                    "The store holds no package, and the catalogue has some that were not erased:"
                            + " is its disk mounted? Nothing was changed");
        }
        if (aips.size() > 0 && acknowledged.deliveries().isEmpty()) {
            if (sink.replacesRecords()) {
                throw new IOException(
                        "The store holds "
                                + aips.size()
                                + " packages and no acknowledgement: put log/acknowledged back"
                                + " from the copy of the store; nothing was changed");
            }
            findings.add(
                    Finding.blocks(
                            "NO_ACKNOWLEDGEMENTS",
                            "log/acknowledged",
                            Integer.toString(aips.size())));
        }
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            try {
                feed(aips, sink, threads);
            } finally {
                threads.shutdownNow();
            }
        }
        for (AipId lost : aips.without(acknowledged)) {
            if (!tombstones.named(lost.value())) {
                findings.add(Finding.blocks("PACKAGE_LOST", lost.toString(), lost.toString()));
            }
        }
    }

    private void feed(StoreListing aips, CatalogueProjection.Sink sink, ExecutorService threads)
            throws IOException {
        AcknowledgedReading reading = new AcknowledgedReading(store, acknowledged);
        Deque<Future<Reading>> ahead = new ArrayDeque<>();
        int submitted = 0;
        for (int done = 0; done < aips.size(); done++) {
            if (progress.cancelled()) {
                throw new CancellationException("The rebuild was cancelled; nothing was changed");
            }
            while (submitted < aips.size() && ahead.size() < AHEAD) {
                AipId id = new AipId(aips.get(submitted++));
                ahead.add(threads.submit(() -> reading.read(id)));
            }
            take(new AipId(aips.get(done)), ahead.remove(), sink);
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

    private void take(AipId id, Future<Reading> read, CatalogueProjection.Sink sink)
            throws IOException {
        try {
            switch (read.get()) {
                case Reading.Shown shown -> {
                    if (shown.missing() > 0) {
                        findings.add(
                                Finding.blocks(
                                        "VERSION_LOST",
                                        shown.aip().description().arcFileCode(),
                                        Integer.toString(shown.missing()),
                                        Integer.toString(shown.aip().version())));
                    }
                    sink.aip(shown.aip(), shown.delivered());
                    records++;
                    documents += shown.aip().documents().size();
                }
                case Reading.LeftOut out ->
                        findings.add(
                                Finding.warns(
                                        "NOT_ACKNOWLEDGED",
                                        out.head().description().arcFileCode(),
                                        out.head().id().toString(),
                                        out.head().origin().deliveryName()));
            }
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof DataAccessException database) {
                throw database; // says nothing of the object: the rebuild ends, nothing is changed
            }
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
