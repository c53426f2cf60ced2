package vn.tangthu.repository.ingest;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.CatalogueWriter.Reservation;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.ingest.check.ValidRecord;
import vn.tangthu.storage.StoreException;

/**
 * Reserves, stores and stages the hồ sơ of a delivery. One thread reserves, in the order of codes:
 * two deliveries that share codes then wait for each other in one direction only. Several threads
 * store what is reserved.
 */
final class RecordStoring {
    private static final long POLL_MILLIS = 50;

    private final AipStore store;
    private final CatalogueWriter catalogue;
    private final Leftovers leftovers;
    private final Runs runs;
    private final int threads;

    RecordStoring(
            AipStore store,
            CatalogueWriter catalogue,
            Leftovers leftovers,
            Runs runs,
            int threads) {
        this.store = store;
        this.catalogue = catalogue;
        this.leftovers = leftovers;
        this.runs = runs;
        this.threads = threads;
    }

    /**
     * How it ended, by code.
     *
     * @param stored stored and staged
     * @param alreadyKept acknowledged meanwhile by another delivery, byte for byte the same
     * @param taken acknowledged meanwhile by another delivery with other content
     * @param refused could not be stored as they are
     * @param stopped whether it was cancelled or broke off at the first that could not be stored
     */
    record Stored(
            Map<String, AipId> stored,
            Map<String, AipId> alreadyKept,
            List<ValidRecord> taken,
            Map<String, Finding> refused,
            boolean stopped) {}

    /**
     * @param all whether one hồ sơ that cannot be stored ends it
     * @throws IOException when the store fails; everything stays for the next try
     */
    Stored store(DeliveryRow delivery, List<ValidRecord> records, boolean all, Run run)
            throws IOException {
        List<ValidRecord> ordered = new ArrayList<>(records);
        ordered.sort(Comparator.comparing(ValidRecord::arcFileCode));
        Work work = new Work(delivery, all, run, ordered.size());
        run.at(Progress.Phase.STORE, 0, ordered.size());
        Semaphore inLine = new Semaphore(threads * 2);
        try (ExecutorService storers =
                Executors.newFixedThreadPool(
                        threads,
                        Thread.ofPlatform().daemon().name("delivery-store-", 0).factory())) {
            for (ValidRecord record : ordered) {
                AipId id = work.reserve(record);
                if (work.over()) {
                    break;
                }
                if (id == null) {
                    continue;
                }
                inLine.acquireUninterruptibly();
                storers.execute(
                        () -> {
                            try {
                                work.store(id, record);
                            } finally {
                                inLine.release();
                            }
                        });
                run.at(Progress.Phase.STORE, work.done.get(), ordered.size());
            }
        }
        return work.result();
    }

    private final class Work {
        private final DeliveryRow delivery;
        private final boolean all;
        private final Run run;
        private final int total;
        private final AtomicInteger done = new AtomicInteger();
        private final Map<String, AipId> stored = new ConcurrentHashMap<>();
        private final Map<String, AipId> alreadyKept = new ConcurrentHashMap<>();
        private final Map<String, Finding> refused = new ConcurrentHashMap<>();
        private final List<ValidRecord> taken = new ArrayList<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

        Work(DeliveryRow delivery, boolean all, Run run, int total) {
            this.delivery = delivery;
            this.all = all;
            this.run = run;
            this.total = total;
        }

        boolean over() {
            return failure.get() != null
                    || run.cancelled()
                    || (all && (!refused.isEmpty() || !taken.isEmpty()));
        }

        /** The id to store under, or null when there is nothing to store. */
        @Nullable AipId reserve(ValidRecord record) throws IOException {
            var fingerprint = AipAssembly.fingerprint(delivery, record);
            while (!over()) {
                Reservation reservation =
                        catalogue.reserve(delivery.id(), record.arcFileCode(), fingerprint);
                switch (reservation) {
                    case Reservation.Reserved reserved -> {
                        return reserved.id();
                    }
                    case Reservation.AlreadyKept kept -> {
                        alreadyKept.put(record.arcFileCode(), kept.id());
                        done.incrementAndGet();
                        return null;
                    }
                    case Reservation.TakenByOther other -> {
                        taken.add(record);
                        return null;
                    }
                    case Reservation.InFlight inFlight -> waitFor(inFlight.by());
                }
            }
            return null;
        }

        /**
         * Waits a moment for a delivery that is at work; one that nobody works on gives way, with
         * all it has reserved, because the rest of it alone must never be acknowledged.
         */
        private void waitFor(DeliveryId by) throws IOException {
            boolean gaveWay = runs.ifIdle(by, () -> leftovers.remove(by));
            if (!gaveWay) {
                try {
                    Thread.sleep(POLL_MILLIS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IOException("Interrupted while waiting for delivery " + by, e);
                }
            }
        }

        void store(AipId id, ValidRecord record) {
            if (over()) {
                return;
            }
            try {
                AipAssembly.Assembled assembled = AipAssembly.first(id, delivery, record);
                try {
                    store.store(assembled.aip(), assembled.sources());
                } catch (StoreException.Exists e) {
                    // Of the same delivery before it was changed, or as an earlier release wrote
                    // it.
                    store.removeUnacknowledged(id);
                    store.store(assembled.aip(), assembled.sources());
                }
                catalogue.stage(delivery.id(), assembled.aip());
                stored.put(record.arcFileCode(), id);
                run.at(Progress.Phase.STORE, done.incrementAndGet(), total);
            } catch (RefusedException e) {
                refused.put(record.arcFileCode(), e.findings().getFirst());
            } catch (IOException e) {
                if (sourceIsWhole(record)) {
                    failure.compareAndSet(null, e);
                } else {
                    refused.put(record.arcFileCode(), changed(record, e));
                }
            } catch (RuntimeException | Error e) {
                failure.compareAndSet(null, e);
            }
        }

        private static Finding changed(ValidRecord record, IOException e) {
            return Finding.blocks(
                            "SOURCE_CHANGED",
                            record.place(),
                            record.arcFileCode(),
                            e.getClass().getSimpleName())
                    .about(record.arcFileCode())
                    .of(List.of(record.arcFileCode()));
        }

        /** Tells a delivery that was changed from a store that fails or garbles. */
        private static boolean sourceIsWhole(ValidRecord record) {
            return record.documents().stream()
                    .flatMap(document -> document.files().stream())
                    .allMatch(ValidRecord.ValidFile::isUnchanged);
        }

        Stored result() throws IOException {
            switch (failure.get()) {
                case null -> {}
                case IOException e -> throw e;
                case RuntimeException e -> throw e;
                case Error e -> throw e;
                case Throwable e -> throw new IllegalStateException(e);
            }
            return new Stored(stored, alreadyKept, taken, refused, over());
        }
    }
}
