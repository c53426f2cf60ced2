package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes.Kind;
import vn.tangthu.repository.DeliveryMinutes.Minutes;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.database.TestDatabase;

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
                    "");

    private final TestDatabase database = TestDatabase.fresh();
    private final DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    private CatalogueRoom room;
    private JdbcClient jdbc;
    private JdbcDeliveryMinutes minutes;

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
        minutes = room(Instant.parse("2026-12-31T16:59:00Z"));
        var object = room.put(Samples.fonds("T", Rights.OPEN));
        for (String code : List.of("10", "9", "1")) {
            room.stage(
                    delivery,
                    Samples.aip(
                            object,
                            null,
                            code,
                            delivery,
                            Samples.HIDDEN,
                            Rights.OPEN,
                            Rights.OPEN));
        }
        register(delivery);
    }

    private JdbcDeliveryMinutes room(Instant now) {
        return new JdbcDeliveryMinutes(
                jdbc,
                new TransactionTemplate(new JdbcTransactionManager(database.dataSource())),
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private void register(DeliveryId id) {
        jdbc.sql(
                        """
                        insert into kept.delivery (id, name, submitter, actor, source, owned,
                            accept_sound, dry_run, state, received_at, records, documents, files,
                            bytes) values (?, 'Đợt 1', 'Bên A', 'a', '/x', false, false, false,
                            'KEPT', now(), 4, 7, 7, 1000)
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
        assertThatThrownBy(() -> minutes.make(delivery, Kind.HANDOVER, PARTIES, Reader.OPERATOR))
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
        assertThat(figures.counted().documents()).isEqualTo(6);
        assertThat(figures.counted().files()).isEqualTo(6);
        assertThat(figures.counted().bytes()).isPositive();
        assertThat(figures.counted().pages()).isPositive();
        assertThat(figures.counted().a4()).isNull();
        assertThat(figures.maintenance().values().stream().mapToLong(n -> n).sum()).isEqualTo(3);
    }

    @Test
    void numbersGoOnWithinAYearAndStayWhenTheyAreMadeAgain() throws Exception {
        room.acknowledge(delivery);
        Minutes first = minutes.make(delivery, Kind.HANDOVER, PARTIES, Reader.OPERATOR);
        Minutes second = minutes.make(delivery, Kind.ACCEPTANCE, PARTIES, Reader.OPERATOR);
        assertThat(List.of(first.number(), second.number())).containsExactly(1, 2);
        jdbc.sql("update kept.delivery set blocking = 5").update();
        assertThat(minutes.find(delivery, Kind.HANDOVER, Reader.OPERATOR)).contains(first);
        Minutes again =
                room(Instant.parse("2026-12-31T17:00:00Z")) // the year after, in Vietnam
                        .make(delivery, Kind.HANDOVER, PARTIES, Reader.OPERATOR);
        assertThat(again.number()).isEqualTo(1);
        assertThat(again.year()).isEqualTo(2026);
        assertThat(again.issue()).isEqualTo(2);
        assertThat(again.figures().blocking()).isEqualTo(5);
    }

    @Test
    void twoAtOnceNeverTakeOneNumber() throws Exception {
        room.acknowledge(delivery);
        List<Future<Minutes>> made = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (Kind kind : Kind.values()) {
                made.add(
                        threads.submit(
                                () -> minutes.make(delivery, kind, PARTIES, Reader.OPERATOR)));
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
