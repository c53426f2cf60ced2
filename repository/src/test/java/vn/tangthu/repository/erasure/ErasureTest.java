package vn.tangthu.repository.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CatalogueWriter;
import vn.tangthu.repository.ChangeJournal;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.ErasureStep;
import vn.tangthu.repository.Erasures;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Level;
import vn.tangthu.repository.TextWork;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.catalogue.Samples;
import vn.tangthu.repository.database.RepositoryContext;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.TangThuHome;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Secrets that text tells of are at no exit at once; what is erased is nowhere any more. */
@Breaks(Breakage.NTH_CALL)
class ErasureTest {
    private static final Reader OFFICER =
            new Reader(null, "cán bộ bí mật", Set.of(Role.SECRETS_OFFICER), Set.of());

    @TempDir Path files;
    @TempDir Path home;
    private final TestDatabase database = TestDatabase.fresh();
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final FailingStep step = new FailingStep();

    @SuppressWarnings("NullAway.Init")
    private AnnotationConfigApplicationContext context;

    private List<AipId> kept = List.of();

    /** Stands for the rooms that are not here, and can be made to fail. */
    static final class FailingStep implements ErasureStep {
        boolean fails;
        @Nullable AipId failsFor;
        final List<Erased> seen = new ArrayList<>();

        @Override
        public Place place() {
            return Place.DERIVED;
        }

        @Override
        public void erase(List<Erased> some) throws IOException {
            if (fails || some.stream().anyMatch(this::failsFor)) {
                throw new IOException("killed");
            }
            seen.addAll(some);
        }

        private boolean failsFor(Erased one) {
            return failsFor != null && failsFor.value().equals(one.object());
        }
    }

    private AnnotationConfigApplicationContext open(TestDatabase on) {
        var opened =
                RepositoryContext.of(
                        on,
                        store,
                        "aip",
                        "catalogue",
                        "recovery",
                        "access",
                        "fees",
                        "bodies",
                        "post",
                        "erasure");
        opened.registerBean(TangThuHome.class, () -> new TangThuHome(home));
        opened.registerBean(FailingStep.class, () -> step);
        opened.refresh();
        return opened;
    }

    private <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    @BeforeEach
    void ingest() throws IOException {
        context = open(database);
        FondsId fonds =
                bean(Holdings.class)
                        .createFonds(
                                new Holdings.NewFonds(
                                        "A", "Phông A", "H49", null, null, Rights.OPEN),
                                Reader.OPERATOR);
        DeliveryId delivery = new DeliveryId(UUID.randomUUID());
        for (int i = 1; i <= 3; i++) {
            Aip sample =
                    Samples.aip(
                            bean(AipStore.class).readFonds(fonds),
                            null,
                            "A.2001." + i,
                            delivery,
                            Rights.OPEN,
                            Rights.OPEN);
            var writer = bean(CatalogueWriter.class);
            var reserved =
                    (CatalogueWriter.Reservation.Reserved)
                            writer.reserve(
                                    delivery,
                                    sample.description().arcFileCode(),
                                    sample.fingerprint());
            Aip aip = Samples.withId(sample, reserved.id());
            bean(AipStore.class).store(aip, Samples.sources(aip, files));
            writer.stage(delivery, aip);
        }
        kept = bean(CatalogueWriter.class).acknowledge(delivery);
    }

    @AfterEach
    void close() {
        context.close();
        database.close();
    }

    private Digest digest(int record) throws IOException {
        return bean(AipStore.class)
                .read(kept.get(record))
                .documents()
                .getFirst()
                .files()
                .getFirst()
                .sha512();
    }

    /** Whether any port of the catalogue still lets the record out, to whomever. */
    private boolean isShown(AipId id) throws IOException {
        Catalogue catalogue = bean(Catalogue.class);
        var file =
                bean(JdbcClient.class)
                        .sql("select id from projection.content_file where aip_id = ?")
                        .param(id.value())
                        .query(UUID.class)
                        .optional();
        boolean shown = false;
        for (Reader reader : List.of(Reader.ANONYMOUS, Reader.OPERATOR, OFFICER)) {
            shown |= catalogue.record(id, reader).isPresent();
            shown |= catalogue.resolve(id.toString(), reader).isPresent();
            shown |= !catalogue.records(List.of(id), reader).isEmpty();
            shown |=
                    file.isPresent()
                            && catalogue
                                    .recordOf(
                                            new vn.tangthu.repository.ContentFileId(file.get()),
                                            reader)
                                    .isPresent();
        }
        shown |= catalogue.publicRecords(null, 100).stream().anyMatch(r -> r.id().equals(id));
        return shown;
    }

    @Test
    void aStampTakesTheRecordFromEveryExitUntilAnOfficerReleasesIt() throws IOException {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        AipId id = kept.get(0);
        assertThat(isShown(id)).isTrue();
        assertThat(bean(KeptFiles.class).find(Set.of(digest(0)))).isNotEmpty();

        secrets.suspect(digest(0), 1, Level.SECRET);

        assertThat(isShown(id)).isFalse();
        assertThat(isShown(kept.get(1))).isTrue();
        assertThat(bean(KeptFiles.class).find(Set.of(digest(0)))).isEmpty();
        assertThat(bean(Holdings.class)).isNotNull();
        assertThatThrownBy(
                        () ->
                                bean(Holdings.class)
                                        .restrict(id, Rights.LISTED, "x", Reader.OPERATOR))
                .isInstanceOf(RefusedException.class);
        assertThat(secrets.open(0, 10, Reader.OPERATOR).items())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.arcFileCode()).isEqualTo("H49.A.2001.1");
                            assertThat(one.level()).isNull();
                            assertThat(one.file()).isNull();
                            assertThat(one.document()).isNull();
                            assertThat(one.place()).isNull();
                        });
        assertThat(secrets.open(0, 10, OFFICER).items())
                .singleElement()
                .satisfies(
                        one -> {
                            assertThat(one.level()).isEqualTo(Level.SECRET);
                            assertThat(one.file()).isNotNull();
                        });
        assertThat(secrets.open(0, 10, Reader.ANONYMOUS).items()).isEmpty();
        assertThatThrownBy(() -> secrets.release(place(id), "không phải", Reader.OPERATOR))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("OFFICER_ONLY");

        // A rebuild and the code under another delivery do not get round it.
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
        assertThat(isShown(id)).isFalse();
        assertThatThrownBy(
                        () ->
                                bean(CatalogueWriter.class)
                                        .reserve(
                                                new DeliveryId(UUID.randomUUID()),
                                                "H49.A.2001.1",
                                                digest(1)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("RECORD_NOT_NOW");

        secrets.release(place(id), "Dấu 'MẬT' là tên riêng", OFFICER);
        assertThat(isShown(id)).isTrue();
        assertThatThrownBy(() -> secrets.purge(id, "đổi ý", OFFICER))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("NO_SUCH_SUSPICION");
        secrets.suspect(digest(0), 1, Level.SECRET);
        assertThat(isShown(id)).as("decided once for this page of these bytes").isTrue();
        assertThat(secrets.decided(0, 10, OFFICER).items())
                .singleElement()
                .matches(one -> !one.purged());
    }

    /** The page of it that waits for a decision longest. */
    private SuspectedSecrets.Place place(AipId id) {
        return bean(SuspectedSecrets.class).open(0, 10, OFFICER).items().stream()
                .filter(one -> one.record().equals(id))
                .map(one -> Objects.requireNonNull(one.place()))
                .findFirst()
                .orElseThrow();
    }

    private boolean isPublic(AipId id) {
        return bean(Catalogue.class).record(id, Reader.ANONYMOUS).isPresent();
    }

    private void read(AipId id, int waiting, int failed) {
        TextWork work = bean(TextWork.class);
        List<TextWork.Item> items = work.claim(TextWork.Stage.LAYER, 100);
        assertThat(items).anyMatch(one -> one.aip().equals(id));
        for (TextWork.Item one : items) {
            work.done(one.file(), new TextWork.Found(3, 1, waiting, failed, null));
        }
    }

    @Test
    void whatIsReleasedIsForArchivistsOnlyUntilItsLastPageIsRead() throws IOException {
        AipId id = kept.get(0);
        bean(SuspectedSecrets.class).suspect(digest(0), 1, Level.SECRET);
        bean(SuspectedSecrets.class).release(place(id), "Tên riêng", OFFICER);
        assertThat(bean(Catalogue.class).record(id, Reader.OPERATOR)).isPresent();
        assertThat(isPublic(id)).isFalse();

        // Neither new rights nor a rebuild show it sooner.
        bean(Holdings.class).restrict(id, Rights.OPEN, "mở", Reader.OPERATOR);
        assertThat(isPublic(id)).isFalse();
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
        assertThat(isPublic(id)).isFalse();

        read(id, 2, 0);
        assertThat(isPublic(id)).as("pages wait for OCR").isFalse();
        for (TextWork.Item one : bean(TextWork.class).claim(TextWork.Stage.OCR, 100)) {
            bean(TextWork.class).done(one.file(), new TextWork.Found(3, 3, 0, 0, null));
        }
        assertThat(isPublic(id)).isTrue();
        assertThat(bean(SuspectedSecrets.class).unread(0, 10, OFFICER).items()).isEmpty();
    }

    @Test
    void pagesThatOcrCannotReadWaitForTheOfficersWord() throws IOException {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        AipId id = kept.get(0);
        bean(Holdings.class).restrict(id, Rights.LISTED, "đời tư", Reader.OPERATOR);
        secrets.suspect(digest(0), 1, Level.SECRET);
        secrets.release(place(id), "Tên riêng", OFFICER);
        read(id, 0, 1);
        assertThat(isPublic(id)).isFalse();
        assertThat(secrets.unread(0, 10, OFFICER).items())
                .singleElement()
                .matches(one -> one.record().equals(id) && one.pagesFailed() > 0);
        assertThat(secrets.unread(0, 10, Reader.ANONYMOUS).items()).isEmpty();
        assertThatThrownBy(() -> secrets.showUnread(id, "đã xem", Reader.OPERATOR))
                .hasMessageContaining("OFFICER_ONLY");
        secrets.showUnread(id, "Đã xem từng trang", OFFICER);
        assertThat(bean(Catalogue.class).record(id, Reader.ANONYMOUS))
                .get()
                .as("its own rights, not more")
                .isInstanceOf(RecordView.Listed.class);
        assertThatThrownBy(() -> secrets.showUnread(id, "lại", OFFICER))
                .hasMessageContaining("NO_SUCH_SUSPICION");
    }

    @Test
    void anOfficerReleasesThePageThatWasSeenAndNoOther() throws IOException {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        AipId id = kept.get(0);
        secrets.suspect(digest(0), 1, Level.SECRET);
        secrets.suspect(digest(0), 2, Level.SECRET);
        SuspectedSecrets.Place first = place(id);
        assertThat(first.page()).isEqualTo(1);
        assertThat(secrets.find(first, Reader.OPERATOR)).isEmpty();
        secrets.release(first, "Tên riêng", OFFICER);
        assertThat(isShown(id)).as("a page waits that nobody looked at").isFalse();
        assertThat(secrets.find(first, OFFICER)).isEmpty();
        assertThatThrownBy(() -> secrets.release(first, "Tên riêng", OFFICER))
                .hasMessageContaining("NO_SUCH_SUSPICION");
        assertThat(place(id).page()).isEqualTo(2);
        secrets.release(place(id), "Tên riêng", OFFICER);
        assertThat(isShown(id)).isTrue();

        // OCR comes to another page of the same file after that.
        secrets.suspect(digest(0), 50, Level.TOP_SECRET);
        assertThat(isShown(id)).isFalse();
        assertThat(secrets.find(place(id), OFFICER).orElseThrow().level())
                .isEqualTo(Level.TOP_SECRET);
        secrets.suspect(digest(0), 1, Level.SECRET);
        secrets.suspect(digest(0), 50, Level.TOP_SECRET);
        assertThat(secrets.open(0, 10, OFFICER).total()).isEqualTo(1);
    }

    @Test
    void whatIsPurgedIsNowhereAndAKillOnTheWayIsGoneOnFrom() throws Exception {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        AipId id = kept.get(0);
        Digest digest = digest(0);
        secrets.suspect(digest, 1, Level.TOP_SECRET);
        step.fails = true;
        secrets.purge(id, "Có dấu TUYỆT MẬT", OFFICER);
        bean(Erasures.class).awaitIdle();
        assertThat(isShown(id)).isFalse();
        assertThat(bean(Tombstones.class).of(id.value())).isPresent();
        assertThat(listed(id)).as("its derivatives are not erased yet").isPositive();
        assertThat(bean(Erasures.class).find(id.value(), OFFICER).orElseThrow().failure())
                .isEqualTo("killed");
        assertThatThrownBy(
                        () -> {
                            Aip head = bean(AipStore.class).read(id);
                            bean(AipStore.class)
                                    .addVersion(head, head.version(), java.util.Map.of());
                        })
                .hasMessageContaining("RECORD_ERASED");

        context.close();
        step.fails = false;
        context = open(database);
        bean(StoredErasures.class).start();
        bean(Erasures.class).awaitIdle();

        assertThat(listed(id)).isZero();
        assertThat(step.seen).anyMatch(one -> one.digests().contains(digest));
        assertThat(rowsWith(id)).isZero();
        assertThat(bean(Erasures.class).find(id.value(), OFFICER).orElseThrow().state())
                .isNotEqualTo(Erasures.State.ORDERED);
        String stone;
        try (var in = store.open(Tombstones.keyOf(id.value()))) {
            stone = new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        assertThat(stone).contains("H49.A.2001.1", "SECRET").doesNotContain(digest.hex());
        assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
        assertThat(isShown(kept.get(1))).isTrue();
        assertThat(bean(ChangeJournal.class).head()).isPositive();
    }

    @Test
    void findingsOfWhateverDeliveryGoWithWhatIsErased() throws Exception {
        JdbcClient jdbc = bean(JdbcClient.class);
        UUID refused = UUID.randomUUID();
        UUID list = UUID.randomUUID();
        jdbc.sql(
                        """
                        insert into kept.delivery (id, name, submitter, actor, source, owned,
                            accept_sound, dry_run, state, received_at)
                        values (?, 'refused', '', '', '', false, false, true, 'REFUSED', now())
                        """)
                .param(refused)
                .update();
        jdbc.sql(
                        """
                        insert into kept.delivery_finding (delivery_id, ordinal, code, severity,
                            place, arguments, subject, records)
                        values (:d, 0, 'OF_ITS_FILE', 'WARNS', 'a.pdf', '{}', 'a.pdf',
                                '{H49.A.2001.1}'),
                            (:d, 1, 'NAMES_IT', 'WARNS', 'b.pdf', '{x.pdf,H49.A.2001.1}', 'b.pdf',
                                '{H49.A.2001.2}'),
                            (:d, 2, 'OF_ANOTHER', 'WARNS', 'c.pdf', '{}', 'c.pdf',
                                '{H49.A.2001.2}'),
                            (:d, 3, 'OF_BEFORE', 'WARNS', 'd.pdf', '{}', 'd.pdf', null)
                        """)
                .param("d", refused)
                .update();
        jdbc.sql(
                        "insert into kept.correction (id, name, actor, created_at, state)"
                                + " values (?, 'x', '', now(), 'CHECKED')")
                .param(list)
                .update();
        jdbc.sql(
                        """
                        insert into kept.correction_finding (correction_id, ordinal, code, severity,
                            place, arguments, records)
                        values (:c, 0, 'OF_ITS_ROW', 'WARNS', 'x, dòng 2', '{Tối kín}', array[:id]),
                            (:c, 1, 'OF_ANOTHER', 'WARNS', 'x, dòng 3', '{}', array['-'])
                        """)
                .param("c", list)
                .param("id", kept.get(0).toString())
                .update();
        order(kept.get(0));
        bean(Erasures.class).awaitIdle();
        assertThat(
                        jdbc.sql("select code from kept.delivery_finding order by ordinal")
                                .query(String.class)
                                .list())
                .containsExactly("OF_ANOTHER", "OF_BEFORE");
        assertThat(jdbc.sql("select code from kept.correction_finding").query(String.class).list())
                .containsExactly("OF_ANOTHER");
    }

    @Test
    void theStoreAloneTellsWhatIsStillToBeErasedAndWhatCameBack() throws Exception {
        AipId id = kept.get(2);
        byte[] inventory;
        var key = bean(AipStore.class).rootOf(id.value()).resolve("inventory.json");
        try (var in = store.open(key)) {
            inventory = in.readAllBytes();
        }
        UUID delivery =
                bean(JdbcClient.class)
                        .sql("select delivery_id from projection.brought where aip_id = ?")
                        .param(id.value())
                        .query(UUID.class)
                        .single();
        order(id);
        bean(Erasures.class).awaitIdle();
        assertThat(listed(id)).isZero();
        context.close();
        store.putNew(
                key,
                vn.tangthu.storage.ByteSource.of(inventory),
                Digest.of(vn.tangthu.storage.DigestAlgorithm.SHA512, inventory));
        try (TestDatabase other = TestDatabase.fresh()) {
            context = open(other);
            minutesWithList(delivery);
            minutesWithList(UUID.randomUUID());
            assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings())
                    .extracting(Finding::code)
                    .containsExactly("ERASED_STILL_THERE");
            bean(Erasures.class).awaitIdle();
            assertThat(listed(id)).isZero();
            assertThat(
                            bean(JdbcClient.class)
                                    .sql("select unnest(deliveries) from kept.erasure")
                                    .query(UUID.class)
                                    .list())
                    .as("whose lists would tell of it")
                    .containsExactly(delivery);
            assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
            context.close();
        }
        context = open(database);
    }

    @Test
    void aRebuildWithoutTheDatabaseKnowsSuspicionsAndDecisions() throws Exception {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        secrets.suspect(digest(0), 1, Level.SECRET);
        secrets.suspect(digest(0), 7, Level.HIGHLY_SECRET);
        secrets.release(place(kept.get(0)), "Tên riêng", OFFICER);
        secrets.suspect(digest(1), 1, Level.SECRET);
        secrets.release(place(kept.get(1)), "Tên riêng", OFFICER);
        SuspectedSecrets.Place waiting = place(kept.get(0));
        assertThat(waiting.page()).isEqualTo(7);
        String folder = "log/suspected/" + waiting.record() + "/" + waiting.file();
        try (var in = store.open(new StoreKey(folder + "/000007-OPEN.json"))) {
            assertThat(new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                    .doesNotContain(digest(0).hex());
        }
        StoreKey decision = new StoreKey(folder + "/000007-RELEASED.json");
        byte[] forged =
                ("{\"object\":\"urn:uuid:"
                                + waiting.record()
                                + "\",\"reason\":\"x\",\"by\":\"y\",\"at\":\"2026-11-22T00:00:00Z\","
                                + "\"decides\":\""
                                + decision
                                + "\"}\n")
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8);
        store.putNew(
                decision,
                vn.tangthu.storage.ByteSource.of(forged),
                Digest.of(vn.tangthu.storage.DigestAlgorithm.SHA512, forged));
        context.close();
        try (TestDatabase other = TestDatabase.fresh()) {
            context = open(other);
            assertThat(bean(Recovery.class).rebuild(Progress.NONE).findings()).isEmpty();
            assertThat(isShown(kept.get(0))).isFalse();
            assertThat(isShown(kept.get(1))).isTrue();
            SuspectedSecrets again = bean(SuspectedSecrets.class);
            assertThat(again.open(0, 10, OFFICER).items())
                    .singleElement()
                    .satisfies(
                            one -> {
                                assertThat(one.place()).isEqualTo(waiting);
                                assertThat(one.level()).isEqualTo(Level.HIGHLY_SECRET);
                                assertThat(one.file()).isNotNull();
                            });
            again.suspect(digest(0), 1, Level.SECRET);
            again.suspect(digest(1), 1, Level.SECRET);
            assertThat(again.open(0, 10, OFFICER).total()).as("decided before").isEqualTo(1);
            again.release(waiting, "Tên riêng", OFFICER);
            assertThat(isShown(kept.get(0))).isTrue();
            try (var in = store.open(decision)) {
                assertThat(in.readAllBytes()).as("the officer's own").isNotEqualTo(forged);
            }
            context.close();
        }
        context = open(database);
    }

    @Test
    void noDigestOfWhatIsErasedStaysAndWhatIsOnlyStagedHoldsNoText() throws Exception {
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        JdbcClient jdbc = bean(JdbcClient.class);
        AipId id = kept.get(0);
        Digest digest = digest(0);
        Digest alone = digest(2);
        jdbc.sql(
                        "insert into kept.virus_check (sha512, outcome, detail, engine, checked_at)"
                                + " values (?, 'CLEAN', '', '', now())")
                .param(alone.hex())
                .update();
        // The same bytes in a delivery that is not acknowledged.
        jdbc.sql(
                        """
                        update projection.content_file set sha512 = ?
                        where aip_id = ?
                        """)
                .params(digest.hex(), kept.get(1).value())
                .update();
        jdbc.sql("update projection.record set visible = false where id = ?")
                .param(kept.get(1).value())
                .update();
        secrets.suspect(digest, 1, Level.SECRET);
        secrets.purge(id, "mật", OFFICER);
        bean(Erasures.class).awaitIdle();
        assertThat(step.seen).anyMatch(one -> one.digests().contains(digest));
        secrets.suspect(alone, 1, Level.SECRET);
        secrets.purge(kept.get(2), "mật", OFFICER);
        bean(Erasures.class).awaitIdle();
        bean(ErasureRows.class).done(id.value());
        bean(ErasureRows.class).done(kept.get(2).value());
        assertThat(jdbc.sql("select count(*) from kept.virus_check").query(Long.class).single())
                .isZero();
        assertThat(
                        jdbc.sql("select count(*) from kept.suspicion where sha512 is not null")
                                .query(Long.class)
                                .single())
                .isZero();
        assertThat(secrets.decided(0, 10, OFFICER).items()).hasSize(2);
    }

    /** Rows of any table of the database in which the text stands, in whatever column. */
    private List<String> tablesWith(String text) {
        JdbcClient jdbc = bean(JdbcClient.class);
        List<String> found = new ArrayList<>();
        for (String table :
                jdbc.sql(
                                "select schemaname || '.' || quote_ident(tablename) from pg_tables"
                                        + " where schemaname in ('kept', 'projection') order by 1")
                        .query(String.class)
                        .list()) {
            boolean there =
                    jdbc.sql(
                                    "select exists (select from "
                                            + table
                                            + " t where strpos(t::text, ?) > 0)")
                            .param(text)
                            .query(Boolean.class)
                            .single();
            if (there) {
                found.add(table);
            }
        }
        return found;
    }

    @Test
    void noTableOfTheDatabaseTellsMoreOfWhatIsErasedThanItsTrace() throws Exception {
        AipId id = kept.get(0);
        Aip aip = bean(AipStore.class).read(id);
        String title = aip.description().title();
        String document = aip.documents().getFirst().description().docCode();
        String subject = aip.documents().getFirst().description().subject();
        String digest = digest(0).hex();
        SuspectedSecrets secrets = bean(SuspectedSecrets.class);
        secrets.suspect(digest(0), 1, Level.SECRET);
        secrets.release(place(id), "Tên riêng", OFFICER);
        secrets.suspect(digest(0), 2, Level.SECRET);
        bean(JdbcClient.class)
                .sql(
                        "insert into projection.incident (id, copy, object_id, aip_id,"
                                + " arc_file_code, path, damage, detail, found_at) values"
                                + " (gen_random_uuid(), 'primary', ?, ?, ?, ?, 'CHANGED', '', now())")
                .params(id.value(), id.value(), "H49.A.2001.1", "ocfl/x/" + document + ".pdf")
                .update();
        assertThat(tablesWith(id.toString())).contains("kept.unread");
        assertThat(tablesWith(title)).contains("projection.record");
        assertThat(tablesWith(document)).contains("projection.incident", "kept.suspicion");

        secrets.purge(id, "mật", OFFICER);
        bean(Erasures.class).awaitIdle();
        bean(ErasureRows.class).done(id.value());

        assertThat(tablesWith(title)).isEmpty();
        assertThat(tablesWith(document)).isEmpty();
        assertThat(tablesWith(subject)).isEqualTo(tablesWith(subjectOf(kept.get(1))));
        assertThat(tablesWith(digest)).isEmpty();
        assertThat(tablesWith("H49.A.2001.1"))
                .containsExactlyInAnyOrder("kept.activity", "kept.erasure", "kept.suspicion");
        assertThat(tablesWith(id.toString()))
                .as("its id")
                .doesNotContain("kept.unread", "projection.record", "projection.incident")
                .contains("kept.erasure");
    }

    private String subjectOf(AipId id) throws IOException {
        return bean(AipStore.class).read(id).documents().getFirst().description().subject();
    }

    private void minutesWithList(UUID delivery) {
        bean(JdbcClient.class)
                .sql(
                        """
                        insert into kept.minutes (delivery_id, kind, year, number, issue, made_at,
                            made_by, parties, figures)
                        select :id, 'HANDOVER', 2026, 1 + (select count(*) from kept.minutes), 1,
                            now(), '', '{}', '{}'
                        """)
                .param("id", delivery)
                .update();
        bean(JdbcClient.class)
                .sql(
                        """
                        insert into kept.minutes_list (delivery_id, kind, issue, file_name, ordinal,
                            bytes) values (:id, 'HANDOVER', 1, 'a.xlsx', 0, ''::bytea)
                        """)
                .param("id", delivery)
                .update();
    }

    @Test
    void oneThatCannotBeErasedDoesNotHoldUpTheOthers() throws Exception {
        step.fails = true;
        order(kept.get(0));
        order(kept.get(1));
        bean(Erasures.class).awaitIdle();
        assertThat(listed(kept.get(1))).isPositive();

        context.close();
        step.fails = false;
        step.failsFor = kept.get(0);
        context = open(database);
        bean(StoredErasures.class).start();
        bean(Erasures.class).awaitIdle();
        assertThat(listed(kept.get(0))).isPositive();
        assertThat(listed(kept.get(1))).isZero();
    }

    private void order(AipId id) {
        bean(Erasures.class)
                .order(
                        new Erasures.Order(
                                id,
                                Tombstones.Cause.DESTROYED,
                                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                                "12/QĐ-LTLS",
                                LocalDate.of(2026, 11, 20),
                                List.of("Nguyễn Thị Hoa"),
                                Reader.OPERATOR,
                                "người thứ hai",
                                null));
    }

    private long listed(AipId id) throws IOException {
        try (var all = store.list(StorePrefix.below(bean(AipStore.class).rootOf(id.value())))) {
            return all.count();
        }
    }

    private long rowsWith(AipId id) {
        return bean(JdbcClient.class)
                .sql(
                        "select (select count(*) from projection.record where id = :id)"
                                + " + (select count(*) from projection.content_file where aip_id = :id)"
                                + " + (select count(*) from projection.text_state where aip_id = :id)"
                                + " + (select count(*) from projection.pending_version where subject = :id)")
                .param("id", id.value())
                .query(Long.class)
                .single();
    }
}
