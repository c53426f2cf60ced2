package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes.Accepted;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.NewList;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.DeliveryMinutes.Told;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class JdbcDeliveryMinutesTest {
    private static final Parties PARTIES =
            new Parties(
                    "",
                    "Trung tâm Lưu trữ",
                    "BB",
                    "Nha Trang",
                    new Party("Bên A", "", ""),
                    new Party("Bên B", "", ""),
                    "",
                    new Told("07", "", "24", "12,5", "H32.16", "2", "430 hồ sơ", "428 hồ sơ"),
                    "");

    private final TestDatabase database = TestDatabase.fresh();
    private final DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    private CatalogueRoom room;
    private JdbcClient jdbc;
    private JdbcDeliveryMinutes minutes;
    private AipStore.FondsObject fonds;

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
        minutes = room(Instant.parse("2026-12-31T16:59:00Z"));
        fonds = room.put(Samples.fonds("T", Rights.OPEN));
        for (String code : List.of("10", "9", "1")) {
            room.stage(delivery, aip(code, delivery));
        }
        register(delivery);
    }

    private Aip aip(String code, DeliveryId by) {
        return Samples.aip(fonds, null, code, by, Samples.HIDDEN, Rights.OPEN, Rights.OPEN);
    }

    private JdbcDeliveryMinutes room(Instant now) {
        return new JdbcDeliveryMinutes(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                new AttachedLists(jdbc),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void register(DeliveryId id) {
        jdbc.sql(
                        """
                        insert into kept.delivery (id, name, submitter, actor, source, owned,
                            accept_sound, dry_run, state, received_at, records, documents, files,
                            bytes, declared_sheets, declared_pages)
                        values (?, 'Đợt 1', 'Bên A', 'a', '/x', false, false, false,
                            'KEPT', now(), 4, 7, 7, 1000, 40, 71)
                        """)
                .param(id.value())
                .update();
    }

    @AfterEach
    void end() {
        database.close();
    }

    @Test
    void nothingIsMinutedBeforeItIsKeptAndOnlyForArchivists() {
        assertThatThrownBy(
                        () ->
                                minutes.make(
                                        delivery,
                                        Kind.HANDOVER,
                                        PARTIES,
                                        List.of(),
                                        Reader.OPERATOR))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("MINUTES_NOTHING_KEPT");
        assertThatThrownBy(() -> minutes.figures(delivery, Reader.ANONYMOUS))
                .hasMessageContaining("NOT_ALLOWED");
        assertThatThrownBy(() -> tell(new Inventories.Of.TheDelivery(delivery), Reader.ANONYMOUS))
                .hasMessageContaining("NOT_ALLOWED");
    }

    @Test
    void declaredAndCountedStandBesideEachOther() {
        room.acknowledge(delivery);
        var figures = minutes.figures(delivery, Reader.OPERATOR);
        assertThat(figures.declared().records()).isEqualTo(4);
        assertThat(figures.counted().records()).isEqualTo(3);
        assertThat(figures.declared().documents()).isEqualTo(7);
        // Of the list as it came, the hồ sơ that was kept out included.
        assertThat(figures.declared().sheets()).isEqualTo(40);
        assertThat(figures.declared().pages()).isEqualTo(71);
        assertThat(figures.declared().files()).as("no list declares files").isNull();
        assertThat(figures.filesBrought()).isEqualTo(7);
        assertThat(figures.bytesBrought()).isEqualTo(1000);
        assertThat(figures.counted().documents()).isEqualTo(6);
        assertThat(figures.counted().files()).isEqualTo(6);
        assertThat(figures.counted().bytes()).isPositive();
        assertThat(figures.counted().pages()).isPositive();
        assertThat(figures.counted().a4()).as("nothing was measured").isNull();
        assertThat(figures.maintenance().values().stream().mapToLong(n -> n).sum()).isEqualTo(3);
    }

    @Test
    void pagesLargerThanA4CountAsManyAndThoseNotMeasuredStandBesideThem() {
        DeliveryId drawings = new DeliveryId(UUID.randomUUID());
        register(drawings);
        Aip plans = aip("11", drawings);
        // Three pages: an A3, which counts as two, and two of A4. The other document is not
        // measured.
        List<PageFacts> pages =
                List.of(
                        new PageFacts(PageFacts.a4(297, 420), 300, PageFacts.Colour.COLOUR),
                        new PageFacts(PageFacts.a4(210, 297), 200, PageFacts.Colour.GREY),
                        new PageFacts(PageFacts.a4(210, 297), 150, PageFacts.Colour.BITONAL));
        Aip.Document first = plans.documents().getFirst();
        Aip.Document measured =
                new Aip.Document(
                        first.id(),
                        first.description(),
                        first.rights(),
                        List.of(first.files().getFirst().with(ScanFacts.of(pages))));
        room.stage(
                drawings,
                AipEdits.withRights(
                        plans, plans.rights(), List.of(measured, plans.documents().getLast())));
        room.acknowledge(drawings);
        jdbc.sql(
                        """
                        insert into kept.delivery_finding values
                            (:id, 1, 'RESOLUTION_LOW', 'WARNS', 'a', '{2,3,200,150,2}'),
                            (:id, 2, 'RESOLUTION_LOW', 'WARNS', 'b', '{5,9,200,150,2}'),
                            (:id, 3, 'NOT_IN_COLOUR', 'NOTES', 'a', '{1,3}'),
                            (:id, 4, 'ACCEPTED_WITH_REASON', 'NOTES', 'a',
                                '{2,luutru,"mờ, như bản gốc","RESOLUTION_LOW × 2"}')
                        """)
                .param("id", drawings.value())
                .update();
        var figures = minutes.figures(drawings, Reader.OPERATOR);
        assertThat(figures.counted().pages()).isEqualTo(6);
        assertThat(figures.counted().a4()).isEqualTo(4);
        assertThat(figures.counted().unmeasured()).isEqualTo(3);
        assertThat(figures.counted().pagesForMetres()).isEqualTo(7);
        assertThat(figures.scans())
                .containsOnly(Map.entry("RESOLUTION_LOW", 7L), Map.entry("NOT_IN_COLOUR", 1L));
        assertThat(figures.accepted()).isEqualTo(new Accepted(2, "luutru", "mờ, như bản gốc"));
        assertThat(minutes.figures(delivery, Reader.OPERATOR).accepted()).isNull();
    }

    @Test
    void numbersGoOnWithinAYearAndStayWhenTheyAreMadeAgain() throws Exception {
        room.acknowledge(delivery);
        Minutes first = minutes.make(delivery, Kind.HANDOVER, PARTIES, List.of(), Reader.OPERATOR);
        Minutes second =
                minutes.make(delivery, Kind.ACCEPTANCE, PARTIES, List.of(), Reader.OPERATOR);
        assertThat(List.of(first.number(), second.number())).containsExactly(1, 2);
        jdbc.sql("update kept.delivery set blocking = 5").update();
        assertThat(minutes.find(delivery, Kind.HANDOVER, Reader.OPERATOR)).contains(first);
        Minutes again =
                room(Instant.parse("2026-12-31T17:00:00Z")) // the year after, in Vietnam
                        .make(delivery, Kind.HANDOVER, PARTIES, List.of(), Reader.OPERATOR);
        assertThat(again.number()).isEqualTo(1);
        assertThat(again.year()).isEqualTo(2026);
        assertThat(again.issue()).isEqualTo(2);
        assertThat(again.figures().blocking()).isEqualTo(5);
        // What was signed stays.
        assertThat(minutes.issues(delivery, Kind.HANDOVER, Reader.OPERATOR))
                .containsExactly(again, first);
        assertThat(
                        minutes.make(delivery, Kind.HANDOVER, PARTIES, List.of(), Reader.OPERATOR)
                                .issue())
                .isEqualTo(3);
        assertThatThrownBy(() -> minutes.issues(delivery, Kind.HANDOVER, Reader.ANONYMOUS))
                .hasMessageContaining("NOT_ALLOWED");
    }

    @Test
    void whatIsAttachedIsKeptWithItsIssueByteByByte(@TempDir Path folder) throws Exception {
        room.acknowledge(delivery);
        List<byte[]> contents = new ArrayList<>();
        List<Minutes> issues = new ArrayList<>();
        for (int size : new int[] {700_000, 256 * 1024}) { // pieces of 256 KiB
            byte[] content = new byte[size];
            new Random(size).nextBytes(content);
            Path file = Files.write(folder.resolve("muc-luc-ho-so.xlsx"), content);
            var list = new NewList("Mục lục hồ sơ", "muc-luc-ho-so.xlsx", 3, file);
            issues.add(
                    minutes.make(delivery, Kind.HANDOVER, PARTIES, List.of(list), Reader.OPERATOR));
            contents.add(content);
        }
        for (int i = 0; i < 2; i++) {
            var list = issues.get(i).lists().getFirst();
            assertThat(list.bytes()).isEqualTo(contents.get(i).length);
            assertThat(list.sha256())
                    .isEqualTo(Digest.of(DigestAlgorithm.SHA256, contents.get(i)).hex());
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            minutes.write(issues.get(i), list, Reader.OPERATOR, out);
            assertThat(out.toByteArray()).isEqualTo(contents.get(i));
        }
        assertThat(minutes.find(delivery, Kind.HANDOVER, Reader.OPERATOR))
                .contains(issues.getLast());
        jdbc.sql("update kept.minutes_list set bytes = 'x' where ordinal = 0").update();
        assertThatThrownBy(
                        () ->
                                minutes.write(
                                        issues.getFirst(),
                                        issues.getFirst().lists().getFirst(),
                                        Reader.OPERATOR,
                                        OutputStream.nullOutputStream()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void listsAreWithheldWhileTheyNameASuspectedSecretAndForGoodAfterAPurge(@TempDir Path folder)
            throws Exception {
        room.acknowledge(delivery);
        UUID aip =
                jdbc.sql("select aip_id from projection.brought where delivery_id = ? limit 1")
                        .param(delivery.value())
                        .query(UUID.class)
                        .single();
        Path file = Files.writeString(folder.resolve("muc-luc-ho-so.xlsx"), "Tiêu đề kín");
        Minutes made =
                minutes.make(
                        delivery,
                        Kind.HANDOVER,
                        PARTIES,
                        List.of(new NewList("Mục lục hồ sơ", "muc-luc-ho-so.xlsx", 1, file)),
                        Reader.OPERATOR);
        Reader officer =
                new Reader(null, "cán bộ", Set.of(Role.ARCHIVIST, Role.SECRETS_OFFICER), Set.of());
        assertThat(minutes.withheld(delivery, Reader.OPERATOR)).isFalse();
        jdbc.sql(
                        "insert into kept.suspicion (aip_id, sha512, file_id, document, page, level,"
                                + " code, found_at, state) values (?, 'ab', ?, '', 1, 'SECRET', 'x',"
                                + " now(), 'OPEN')")
                .params(aip, UUID.randomUUID())
                .update();
        assertThat(minutes.withheld(delivery, Reader.OPERATOR)).isTrue();
        assertThat(minutes.withheld(delivery, officer)).isFalse();
        assertThat(minutes.withheld(new DeliveryId(UUID.randomUUID()), Reader.OPERATOR)).isFalse();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> minutes.write(made, made.lists().getFirst(), Reader.OPERATOR, out))
                .hasMessageContaining("MINUTES_LIST_WITHHELD");
        assertThat(out.size()).isZero();
        jdbc.sql("update kept.suspicion set state = 'RELEASED'").update();
        minutes.write(made, made.lists().getFirst(), Reader.OPERATOR, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("Tiêu đề kín");
        jdbc.sql(
                        "insert into kept.erasure (object, code, version, cause, basis, decision,"
                                + " decided_on, deciders, actor, ordered_at, digests, deliveries,"
                                + " state) values (?, 'x', 1, 'SECRET', '', '', current_date, '{}',"
                                + " '', now(), '{}', array[?], 'DONE')")
                .params(UUID.randomUUID(), delivery.value())
                .update();
        assertThat(minutes.withheld(delivery, officer)).isTrue();
        assertThat(minutes.issues(delivery, Kind.HANDOVER, Reader.OPERATOR)).containsExactly(made);
    }

    @Test
    void thePartiesOfTheLastMinutesAreProposedForTheNextDelivery() throws Exception {
        assertThat(minutes.proposed("Bên A", Reader.OPERATOR)).isEmpty();
        room.acknowledge(delivery);
        Party person = new Party("Bên A", "Trần Thị Bình", "Giám đốc");
        minutes.make(
                delivery,
                Kind.HANDOVER,
                new Parties(
                        "Sở Nội vụ",
                        "Trung tâm Lưu trữ",
                        "BB",
                        "Nha Trang",
                        person,
                        new Party("Bên B", "Lê Văn Kho", ""),
                        "Phông T",
                        new Told("07", "12/HĐ", "24", "12,5", "", "", "", ""),
                        "Đã bàn giao"),
                List.of(),
                Reader.OPERATOR);
        Parties same = minutes.proposed("Bên A", Reader.OPERATOR).orElseThrow();
        assertThat(same.giver()).isEqualTo(person);
        assertThat(same.told()).as("of that delivery alone").isEqualTo(Told.NOTHING);
        assertThat(same.remarks() + same.holdings()).isEmpty();
        Parties other = minutes.proposed("Bên C", Reader.OPERATOR).orElseThrow();
        assertThat(other.giver()).isEqualTo(new Party("Bên C", "", ""));
        assertThat(other.receiver().person()).isEqualTo("Lê Văn Kho");
        assertThat(other.parent()).isEqualTo("Sở Nội vụ");
        assertThatThrownBy(() -> minutes.proposed("Bên A", Reader.ANONYMOUS))
                .hasMessageContaining("NOT_ALLOWED");
    }

    @Test
    void twoAtOnceNeverTakeOneNumber() throws Exception {
        room.acknowledge(delivery);
        List<Future<Minutes>> made = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Kind kind : Kind.values()) {
                made.add(
                        threads.submit(
                                () ->
                                        minutes.make(
                                                delivery,
                                                kind,
                                                PARTIES,
                                                List.of(),
                                                Reader.OPERATOR)));
            }
        }
        assertThat(List.of(made.get(0).get().number(), made.get(1).get().number()))
                .containsExactlyInAnyOrder(1, 2);
    }

    private List<String> tell(Inventories.Of of, Reader reader) throws Exception {
        List<String> told = new ArrayList<>();
        new JdbcInventories(jdbc, room.catalogue)
                .tell(
                        of,
                        true,
                        reader,
                        new Inventories.Listener() {
                            @Override
                            public void series(@Nullable Series series) {
                                told.add(series == null ? "-" : series.code());
                            }

                            @Override
                            public void entry(Inventories.Entry entry) {
                                assertThat(entry.documents()).hasSize(2);
                                assertThat(entry.pages())
                                        .isEqualTo(
                                                entry.documents().stream()
                                                        .mapToInt(Inventories.Line::pages)
                                                        .sum());
                                told.add(entry.description().arcFileCode());
                            }
                        });
        return told;
    }

    @Test
    void anInventoryTellsEveryHoSoOnceInNaturalOrder() throws Exception {
        room.acknowledge(delivery);
        List<String> ofDelivery = tell(new Inventories.Of.TheDelivery(delivery), Reader.OPERATOR);
        assertThat(ofDelivery).hasSize(3).doesNotHaveDuplicates();
        assertThat(ofDelivery.get(2)).endsWith("10");
        UUID fonds = jdbc.sql("select id from projection.fonds").query(UUID.class).single();
        List<String> ofFonds =
                tell(new Inventories.Of.TheFonds(new FondsId(fonds)), Reader.OPERATOR);
        assertThat(ofFonds).hasSize(4);
        assertThat(ofFonds.subList(1, 4)).isEqualTo(ofDelivery);
        assertThat(ofFonds.getFirst()).isEqualTo("-");
    }
}
