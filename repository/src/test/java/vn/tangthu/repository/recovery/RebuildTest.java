package vn.tangthu.repository.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.groups.Tuple;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** The acceptance test of the architecture: the store alone brings the catalogue back. */
class RebuildTest {
    @TempDir Path files;
    @TempDir Path home;
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final List<AipId> kept = new ArrayList<>();
    private final List<FondsId> fonds = new ArrayList<>();

    private AnnotationConfigApplicationContext open(TestDatabase database) {
        var context = RepositoryContext.of(database, store, "aip", "catalogue", "recovery");
        context.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        context.refresh();
        return context;
    }

    private void ingest(AnnotationConfigApplicationContext context) throws Exception {
        Holdings holdings = context.getBean(Holdings.class);
        AipStore aips = context.getBean(AipStore.class);
        for (String code : List.of("A", "B")) {
            FondsId id =
                    holdings.createFonds(
                            new Holdings.NewFonds(
                                    code,
                                    "Phông " + code,
                                    "H49",
                                    null,
                                    "Lịch sử",
                                    code.equals("A")
                                            ? Rights.OPEN
                                            : new Rights(
                                                    Access.LISTED,
                                                    false,
                                                    "QĐ 12",
                                                    AccessGround.BUSINESS_SECRET,
                                                    LocalDate.of(2044, 12, 31))),
                            Reader.OPERATOR);
            holdings.createSeries(id, "01", "Mục lục 1", Reader.OPERATOR);
            fonds.add(id);
            DeliveryId delivery = new DeliveryId(UUID.randomUUID());
            int number = 0;
            for (Rights rights : List.of(Rights.OPEN, Rights.LISTED, Samples.HIDDEN)) {
                String fileCode = code + ".2001." + ++number;
                stage(
                        context,
                        delivery,
                        Samples.aip(
                                aips.readFonds(id),
                                number == 1 ? null : "01",
                                fileCode,
                                delivery,
                                rights,
                                Rights.OPEN,
                                Rights.LISTED,
                                Samples.HIDDEN));
            }
            kept.addAll(context.getBean(CatalogueWriter.class).acknowledge(delivery));
        }
        holdings.restrict(kept.getFirst(), Samples.HIDDEN, "Có đơn", Reader.OPERATOR);
        holdings.restrict(kept.getFirst(), Rights.OPEN, "Đã xem xét", Reader.OPERATOR);
    }

    private Aip stage(AnnotationConfigApplicationContext context, DeliveryId delivery, Aip sample)
            throws Exception {
        var writer = context.getBean(CatalogueWriter.class);
        var reserved =
                (CatalogueWriter.Reservation.Reserved)
                        writer.reserve(
                                delivery, sample.description().arcFileCode(), sample.fingerprint());
        Aip aip = Samples.withId(sample, reserved.id());
        context.getBean(AipStore.class).store(aip, Samples.sources(aip, files));
        writer.stage(delivery, aip);
        return aip;
    }

    /** Every answer of the catalogue for every kind of reader. */
    private List<@Nullable Object> answers(AnnotationConfigApplicationContext context) {
        Catalogue catalogue = context.getBean(Catalogue.class);
        List<@Nullable Object> answers = new ArrayList<>();
        for (Reader reader :
                List.of(
                        Reader.ANONYMOUS,
                        Reader.OPERATOR,
                        new Reader(null, "a", Set.of(Role.AGENCY), Set.of(fonds.getLast())))) {
            answers.add(catalogue.fonds(0, 100, reader));
            for (Fonds one : catalogue.fonds(0, 100, reader).items()) {
                answers.add(catalogue.fondsByCode(one.code(), reader));
                answers.add(catalogue.recordsWithoutSeries(one.id(), 0, 100, reader));
                for (Series series : catalogue.series(one.id(), 0, 100, reader).items()) {
                    answers.add(series);
                    answers.add(catalogue.records(series.id(), 0, 100, reader));
                }
            }
            for (AipId id : kept) {
                answers.add(catalogue.record(id, reader));
                answers.add(catalogue.resolve(id.toString(), reader));
            }
            answers.add(catalogue.records(kept, reader));
        }
        answers.add(catalogue.publicRecords(null, 100));
        return answers;
    }

    @Test
    @Breaks(Breakage.RESTORE)
    void inAnEmptyDatabaseEveryAnswerIsAsBefore() throws Exception {
        List<@Nullable Object> before;
        UUID epoch;
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            before = answers(context);
            epoch = context.getBean(ChangeJournal.class).epoch();
        }
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            List<Long> progress = new ArrayList<>();
            Recovery.Rebuilt rebuilt =
                    context.getBean(Recovery.class).rebuild(recording(progress, false));
            assertThat(rebuilt).isEqualTo(new Recovery.Rebuilt(2, 6, 18, List.of()));
            assertThat(progress).contains(6L);
            assertThat(answers(context)).isEqualTo(before);
            ChangeJournal journal = context.getBean(ChangeJournal.class);
            assertThat(journal.epoch()).isNotEqualTo(epoch);
            assertThat(journal.after(0, 100))
                    .extracting(ChangeJournal.Entry::subject)
                    .containsExactlyInAnyOrderElementsOf(kept.stream().map(AipId::value).toList());
            assertThat(context.getBean(TextWork.class).claim(TextWork.Stage.LAYER, 100))
                    .hasSize(18);

            assertThat(context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                    .as("again, over a full catalogue")
                    .isEmpty();
            assertThat(answers(context)).isEqualTo(before);

            // An index that still answers from before takes in again who was shut out of what.
            assertThat(journal.narrowedAfter(journal.began())).isEmpty();
            context.getBean(Holdings.class)
                    .restrict(kept.getFirst(), Samples.HIDDEN, "Có đơn", Reader.OPERATOR);
            assertThat(context.getBean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
            assertThat(journal.narrowedAfter(journal.began())).containsExactly(fonds.getFirst());
            assertThat(journal.after(journal.began(), 100))
                    .extracting(ChangeJournal.Entry::kind, ChangeJournal.Entry::subject)
                    .containsExactly(
                            tuple(ChangeJournal.Kind.RIGHTS_CHANGED, kept.getFirst().value()));
        }
    }

    @Test
    void whatWasErasedStaysAwayAndWhatWasLostIsNamed() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            AipStore aips = context.getBean(AipStore.class);
            AipId erased = kept.get(1);
            AipId putBack = kept.get(2);
            AipId lost = kept.get(3);
            for (AipId id : List.of(erased, putBack)) {
                context.getBean(Tombstones.class)
                        .write(
                                new Tombstones.Tombstone(
                                        id.value(),
                                        1,
                                        "H49.A.2001",
                                        Tombstones.Cause.SECRET,
                                        "Luật Bảo vệ bí mật nhà nước",
                                        "1/QĐ",
                                        LocalDate.of(2026, 11, 20),
                                        List.of("A"),
                                        "a",
                                        null,
                                        Instant.now(),
                                        null));
            }
            for (AipId id : List.of(erased, lost)) {
                try (var files = store.list(StorePrefix.below(aips.rootOf(id.value())))) {
                    for (var file : files.toList()) {
                        store.delete(file.key());
                    }
                }
            }
            byte[] torn = {'{'};
            store.putNew(
                    Tombstones.keyOf(UUID.randomUUID()),
                    ByteSource.of(torn),
                    Digest.of(DigestAlgorithm.SHA512, torn));
            assertThat(context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder(
                            "ERASED_STILL_THERE",
                            "PACKAGE_LOST",
                            "RECORD_GONE",
                            "TOMBSTONE_DAMAGED");
            Catalogue catalogue = context.getBean(Catalogue.class);
            assertThat(catalogue.records(kept, Reader.OPERATOR).keySet())
                    .containsExactlyInAnyOrder(kept.get(0), kept.get(4), kept.get(5));
        }
    }

    @Test
    void whatIsNotAcknowledgedStaysUnseenAndACancelledRebuildChangesNothing() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            List<@Nullable Object> before = answers(context);
            DeliveryId delivery = new DeliveryId(UUID.randomUUID());
            Aip staged =
                    stage(
                            context,
                            delivery,
                            Samples.aip(
                                    context.getBean(AipStore.class).readFonds(fonds.getFirst()),
                                    "01",
                                    "A.2001.99",
                                    delivery,
                                    Rights.OPEN,
                                    Rights.OPEN));
            UUID epoch = context.getBean(ChangeJournal.class).epoch();
            Recovery recovery = context.getBean(Recovery.class);
            assertThatThrownBy(() -> recovery.rebuild(recording(new ArrayList<>(), true)))
                    .isInstanceOf(CancellationException.class);
            assertThat(answers(context)).isEqualTo(before);
            assertThat(context.getBean(ChangeJournal.class).epoch()).isEqualTo(epoch);

            assertThat(recovery.rebuild(Progress.NONE).records()).isEqualTo(6);
            assertThat(answers(context)).isEqualTo(before);
            assertThat(context.getBean(CatalogueWriter.class).acknowledge(delivery))
                    .containsExactly(staged.id());
            assertThat(context.getBean(Catalogue.class).record(staged.id(), Reader.ANONYMOUS))
                    .isPresent();
        }
    }

    @Test
    void whileTheStoreIsReadWritersOfTheJournalWaitAndEverybodyElseGoesOn() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database);
                var threads = Executors.newCachedThreadPool()) {
            ingest(context);
            List<@Nullable Object> before = answers(context);
            Holdings holdings = context.getBean(Holdings.class);
            CountDownLatch reading = new CountDownLatch(1);
            CountDownLatch readOn = new CountDownLatch(1);
            Progress slow =
                    new Progress() {
                        @Override
                        public void at(Phase phase, long done, long total) {
                            if (done == 1) {
                                reading.countDown();
                                await(readOn);
                            }
                        }

                        @Override
                        public boolean cancelled() {
                            return false;
                        }
                    };
            var rebuilt = threads.submit(() -> context.getBean(Recovery.class).rebuild(slow));
            assertThat(reading.await(60, TimeUnit.SECONDS)).isTrue();
            List<Future<?>> writers = new ArrayList<>();
            // More than may write at once; the others are hidden as it is.
            List<AipId> open = List.of(kept.get(1), kept.get(3), kept.get(4));
            for (AipId id : open) {
                writers.add(
                        threads.submit(
                                () -> {
                                    holdings.restrict(
                                            id, Samples.HIDDEN, "Có đơn", Reader.OPERATOR);
                                    return null;
                                }));
            }
            Thread.sleep(300);
            assertThat(answers(context)).as("readers see all of it").isEqualTo(before);
            TransactionTemplate others = context.getBean(TransactionTemplate.class);
            assertThat(
                            threads.submit(
                                            () ->
                                                    others.execute(
                                                            status ->
                                                                    JdbcClient.create(
                                                                                    database
                                                                                            .dataSource())
                                                                            .sql("select 1")
                                                                            .query(Integer.class)
                                                                            .single()))
                                    .get(60, TimeUnit.SECONDS))
                    .as("who needs no journal")
                    .isEqualTo(1);
            assertThat(writers).noneMatch(Future::isDone);
            JdbcClient jdbc = JdbcClient.create(database.dataSource());
            for (AipId id : kept.reversed()) {
                threads.submit(() -> audited(jdbc, id)).get(60, TimeUnit.SECONDS);
            }
            readOn.countDown();
            assertThat(rebuilt.get(60, TimeUnit.SECONDS).records()).isEqualTo(6);
            for (Future<?> writer : writers) {
                assertThat(writer.get(60, TimeUnit.SECONDS)).isNull();
            }
            Catalogue catalogue = context.getBean(Catalogue.class);
            for (AipId id : open) {
                assertThat(catalogue.record(id, Reader.ANONYMOUS)).isEmpty();
            }
            assertThat(
                            jdbc.sql(
                                            "select count(*) from projection.audit_due where copy ="
                                                    + " 'primary' and kind <> 'LOGS' and state = 'NEW'")
                                    .query(Integer.class)
                                    .single())
                    .as("six hồ sơ and two fonds are due, and nothing twice")
                    .isEqualTo(8);
            assertThat(
                            jdbc.sql(
                                            "select sum(packages) from projection.audit_day"
                                                    + " where copy = 'primary'")
                                    .query(Integer.class)
                                    .single())
                    .as("as the days add up")
                    .isEqualTo(8);
        }
    }

    /** What an audit notes of each package that it read. */
    private static int audited(JdbcClient jdbc, AipId id) {
        return jdbc.sql(
                        """
                        insert into projection.audited_object (copy, object_id, version, kind, state, at, run_id, files, bytes)
                        values ('primary', ?, 1, 'AIP', 'SOUND', now(), ?, 3, 100)
                        """)
                .params(id.value(), UUID.randomUUID())
                .update();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Breaks(Breakage.RESTORE)
    void aDamagedPackageIsNamedAndTheOthersStand() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            AipId victim = kept.get(2);
            for (var file : context.getBean(AipStore.class).headFiles(victim)) {
                if (file.logicalPath().endsWith("METS.xml")) {
                    store.delete(file.key());
                }
            }
            Recovery.Rebuilt rebuilt = context.getBean(Recovery.class).rebuild(Progress.NONE);
            assertThat(rebuilt.records()).isEqualTo(5);
            assertThat(rebuilt.findings())
                    .extracting(Finding::code)
                    .containsExactly("OBJECT_UNREADABLE", "RECORD_GONE");
        }
    }

    @Test
    void theStoreAloneTellsWhatWasAcknowledgedAndTheRestIsNamed() throws Exception {
        Aip staged;
        Aip cutOff;
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            staged = stage(context, "A.2001.98");
            cutOff = stage(context, "A.2001.99");
            // Killed between the word in the store and the transaction.
            context.getBean(Acknowledgements.class).write(delivery(cutOff), Map.of(cutOff.id(), 1));
            assertThat(context.getBean(Catalogue.class).record(cutOff.id(), Reader.OPERATOR))
                    .isEmpty();

            assertThat(context.getBean(Recovery.class).rebuild(Progress.NONE).records())
                    .as("where the database still is")
                    .isEqualTo(7);
            assertThat(context.getBean(Catalogue.class).record(cutOff.id(), Reader.ANONYMOUS))
                    .isPresent();
            assertThat(context.getBean(CatalogueWriter.class).openReservations(null))
                    .extracting(CatalogueWriter.OpenReservation::id)
                    .containsExactly(staged.id());
        }
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            Recovery.Rebuilt rebuilt = context.getBean(Recovery.class).rebuild(Progress.NONE);
            assertThat(rebuilt.records()).as("where it is lost").isEqualTo(7);
            assertThat(rebuilt.findings())
                    .extracting(Finding::code, Finding::place)
                    .containsExactly(
                            Tuple.tuple("NOT_ACKNOWLEDGED", staged.description().arcFileCode()));
            Catalogue catalogue = context.getBean(Catalogue.class);
            assertThat(catalogue.record(staged.id(), Reader.OPERATOR)).isEmpty();
            assertThat(catalogue.record(cutOff.id(), Reader.ANONYMOUS)).isPresent();
        }
    }

    @Test
    @Breaks(Breakage.BIT_FLIP)
    void aDamagedWordLosesNothingAndAllOfThemMissingChangesNothing() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            List<@Nullable Object> before = answers(context);
            List<StoreKey> words;
            try (var listed = store.list(StorePrefix.below("log/acknowledged"))) {
                words = listed.map(info -> info.key()).toList();
            }
            assertThat(words).as("two deliveries, then two versions").hasSize(4);
            byte[] bytes;
            try (var in = store.open(words.getFirst())) {
                bytes = in.readAllBytes();
            }
            store.delete(words.getFirst());
            byte[] flipped = bytes.clone();
            flipped[bytes.length / 2] ^= 1;
            var unused =
                    store.putNew(
                            words.getFirst(),
                            ByteSource.of(flipped),
                            Digest.of(DigestAlgorithm.SHA512, flipped));
            Recovery recovery = context.getBean(Recovery.class);
            Recovery.Rebuilt rebuilt = recovery.rebuild(Progress.NONE);
            assertThat(rebuilt.records()).isEqualTo(6);
            assertThat(rebuilt.findings())
                    .extracting(Finding::code)
                    .containsExactly("ACKNOWLEDGEMENT_DAMAGED");
            assertThat(answers(context)).isEqualTo(before);

            for (StoreKey word : words) {
                store.delete(word);
            }
            assertThatThrownBy(() -> recovery.rebuild(Progress.NONE))
                    .hasMessageContaining("log/acknowledged");
            assertThat(answers(context)).isEqualTo(before);
        }
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            assertThat(context.getBean(Recovery.class).rebuild(Progress.NONE).findings())
                    .as("where there is nothing to lose")
                    .extracting(Finding::code)
                    .contains("NO_ACKNOWLEDGEMENTS");
        }
    }

    @Test
    void aStoreWithNothingInItTakesNoRecordFromTheCatalogue() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            List<@Nullable Object> before = answers(context);
            List<StoreKey> all;
            try (var listed = store.list(StorePrefix.ALL)) {
                all = listed.map(info -> info.key()).toList();
            }
            for (StoreKey key : all) {
                store.delete(key);
            }
            assertThatThrownBy(() -> context.getBean(Recovery.class).rebuild(Progress.NONE))
                    .hasMessageContaining("is its disk mounted");
            assertThat(answers(context)).isEqualTo(before);
            assertThat(context.getBean(TangThuHome.class).run().resolve("rebuild-under-way"))
                    .as("the next start tries it again")
                    .exists();
        }
    }

    @Test
    @Breaks(Breakage.SWAPPED)
    void anAcknowledgedVersionThatTheStoreHasNotIsNamed() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                var context = open(database)) {
            ingest(context);
            putBackFirstVersion(
                    context.getBean(AipStore.class).headFiles(kept.getFirst()).getFirst().key());
            Recovery.Rebuilt rebuilt = context.getBean(Recovery.class).rebuild(Progress.NONE);
            assertThat(rebuilt.records()).as("the older one is better than none").isEqualTo(6);
            assertThat(rebuilt.findings()).extracting(Finding::code).contains("VERSION_LOST");
        }
    }

    /** The object as an old copy of the store has it. */
    private void putBackFirstVersion(StoreKey file) throws IOException {
        String root = file.toString().replaceAll("/v\\d+/.*", "");
        List<StoreKey> later;
        try (var listed = store.list(StorePrefix.below(root))) {
            later =
                    listed.map(info -> info.key())
                            .filter(key -> !key.toString().startsWith(root + "/v1/"))
                            .filter(key -> key.toString().matches(".*/(v\\d+/.*|inventory.*)"))
                            .toList();
        }
        for (StoreKey key : later) {
            store.delete(key);
        }
        for (String name : List.of("inventory.json", "inventory.json.sha512")) {
            byte[] bytes;
            try (var in = store.open(StoreKey.of(root + "/v1/" + name))) {
                bytes = in.readAllBytes();
            }
            var unused =
                    store.putNew(
                            StoreKey.of(root + "/" + name),
                            ByteSource.of(bytes),
                            Digest.of(DigestAlgorithm.SHA512, bytes));
        }
    }

    private Aip stage(AnnotationConfigApplicationContext context, String fileCode)
            throws Exception {
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        return stage(
                context,
                delivery,
                Samples.aip(
                        context.getBean(AipStore.class).readFonds(fonds.getFirst()),
                        "01",
                        fileCode,
                        delivery,
                        Rights.OPEN,
                        Rights.OPEN));
    }

    private static DeliveryId delivery(Aip aip) {
        return Objects.requireNonNull(aip.origin().delivery());
    }

    private static Progress recording(List<Long> done, boolean cancelled) {
        return new Progress() {
            @Override
            public void at(Phase phase, long at, long total) {
                done.add(at);
            }

            @Override
            public boolean cancelled() {
                return cancelled;
            }
        };
    }
}
