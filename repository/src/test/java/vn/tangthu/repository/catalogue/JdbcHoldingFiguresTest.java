package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.HoldingFigures.Measures;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.database.TestDatabase;

class JdbcHoldingFiguresTest {
    private final TestDatabase database = TestDatabase.fresh();
    private final DeliveryId delivery = new DeliveryId(UUID.randomUUID());
    private CatalogueRoom room;
    private JdbcClient jdbc;
    private JdbcHoldingFigures figures;

    @BeforeEach
    void begin() {
        room = new CatalogueRoom(database.dataSource());
        jdbc = JdbcClient.create(database.dataSource());
        figures =
                new JdbcHoldingFigures(
                        jdbc, new FormatCounts(jdbc, room.transactions, Clock.systemUTC()));
        var one = room.put(Samples.fonds("A", Rights.OPEN));
        var two = room.put(Samples.fonds("B", Samples.HIDDEN));
        room.stage(delivery, Samples.aip(one, null, "1", delivery, Rights.OPEN, Rights.OPEN));
        room.stage(
                delivery,
                Samples.aip(one, null, "2", delivery, Samples.HIDDEN, Rights.OPEN, Rights.OPEN));
        room.stage(delivery, Samples.aip(two, null, "3", delivery, Rights.OPEN, Rights.OPEN));
    }

    @AfterEach
    void end() {
        database.close();
    }

    private long records(By by, String key) {
        return figures.by(by, Reader.OPERATOR).lines().stream()
                .filter(line -> line.key().equals(key))
                .mapToLong(Line::records)
                .sum();
    }

    /** What the trigger keeps is what counting would give. */
    private void kept() {
        long[] counted =
                jdbc.sql(
                                """
                                select count(*), coalesce(sum(documents_public + documents_listed
                                    + documents_hidden), 0), coalesce(sum(pages_public
                                    + pages_listed + pages_hidden), 0),
                                    coalesce(sum((description ->> 'numberOfPaper')::int), 0),
                                    count(*) filter
                                        (where description ->> 'numberOfPaper' is null)
                                from projection.record where visible
                                """)
                        .query(
                                (row, n) ->
                                        new long[] {
                                            row.getLong(1),
                                            row.getLong(2),
                                            row.getLong(3),
                                            row.getLong(4),
                                            row.getLong(5)
                                        })
                        .single();
        long[] files =
                jdbc.sql(
                                """
                                select coalesce(sum(c.size) filter (where not c.again), 0),
                                    coalesce(sum(c.a4), 0),
                                    coalesce(sum(c.pages) filter (where c.a4 is null), 0)
                                from projection.content_file c
                                join projection.record r on r.id = c.aip_id and r.visible
                                """)
                        .query(
                                (row, n) ->
                                        new long[] {row.getLong(1), row.getLong(2), row.getLong(3)})
                        .single();
        for (By by : By.values()) {
            var lines = figures.by(by, Reader.OPERATOR).lines();
            assertThat(
                            new long[] {
                                lines.stream().mapToLong(Line::records).sum(),
                                lines.stream().mapToLong(Line::documents).sum(),
                                lines.stream().mapToLong(Line::pages).sum(),
                                sum(lines, Measures::sheets),
                                sum(lines, Measures::sheetsUntold)
                            })
                    .as(by.name())
                    .isEqualTo(counted);
            assertThat(
                            new long[] {
                                sum(lines, Measures::bytes),
                                sum(lines, Measures::a4),
                                sum(lines, Measures::unmeasured)
                            })
                    .as(by.name())
                    .isEqualTo(files);
        }
    }

    private static long sum(List<Line> lines, ToLongFunction<Measures> of) {
        return lines.stream().map(Line::measures).mapToLong(of).sum();
    }

    @Test
    void pagesLargerThanA4CountAsManyAndOnceMeasuredOrToldTheyAreSo() {
        var fonds = room.put(Samples.fonds("C", Rights.OPEN));
        DeliveryId drawings = new DeliveryId(UUID.randomUUID());
        Aip plans = Samples.aip(fonds, null, "9", drawings, Rights.OPEN, Rights.OPEN);
        Aip.Document first = plans.documents().getFirst();
        List<PageFacts> pages =
                List.of(
                        new PageFacts(2, 300, PageFacts.Colour.COLOUR),
                        new PageFacts(1, 200, PageFacts.Colour.COLOUR),
                        new PageFacts(1, 200, PageFacts.Colour.COLOUR));
        Aip.Document measured =
                new Aip.Document(
                        first.id(),
                        first.description(),
                        first.rights(),
                        List.of(first.files().getFirst().with(ScanFacts.of(pages))));
        room.stage(
                drawings,
                AipEdits.withRights(
                        plans,
                        plans.rights(),
                        Stream.concat(Stream.of(measured), plans.documents().stream().skip(1))
                                .toList()));
        room.acknowledge(drawings);
        Measures measures = figures.by(By.FONDS, Reader.OPERATOR).lines().getFirst().measures();
        assertThat(measures.a4()).isEqualTo(4);
        assertThat(measures.bytes()).isPositive();
        kept();
        jdbc.sql(
                        """
                        update projection.record
                        set description = description || '{"numberOfPaper": 77}'
                        where visible
                        """)
                .update();
        measures = figures.by(By.FONDS, Reader.OPERATOR).lines().getFirst().measures();
        assertThat(measures.sheets()).isEqualTo(77);
        assertThat(measures.sheetsUntold()).isZero();
        kept();
        jdbc.sql("update projection.record set visible = false").update();
        assertThat(figures.by(By.FONDS, Reader.OPERATOR).lines()).isEmpty();
        kept();
    }

    @Test
    void whatIsNotAcknowledgedIsNotCounted() {
        assertThat(figures.by(By.FONDS, Reader.OPERATOR).lines()).isEmpty();
        room.acknowledge(delivery);
        assertThat(records(By.FONDS, "A")).isEqualTo(2);
        assertThat(records(By.FONDS, "B")).isEqualTo(1);
        assertThat(records(By.ACCESS, "PUBLIC")).isEqualTo(1);
        assertThat(records(By.ACCESS, "HIDDEN")).as("the fonds hides it too").isEqualTo(2);
        kept();
    }

    @Test
    void figuresFollowChangesAndDeletions() {
        room.acknowledge(delivery);
        jdbc.sql(
                        """
                        update projection.record set start_year = 1950, access = 1,
                            description = description || '{"maintenance": "YEARS_70"}',
                            pages_public = pages_public + 7
                        where arc_file_code like '%1'
                        """)
                .update();
        assertThat(records(By.YEAR, "1950")).isEqualTo(1);
        assertThat(records(By.MAINTENANCE, "YEARS_70")).isEqualTo(1);
        assertThat(records(By.ACCESS, "LISTED")).isEqualTo(1);
        assertThat(records(By.ACCESS, "PUBLIC")).isZero();
        kept();
        jdbc.sql("delete from projection.record where arc_file_code like '%3'").update();
        assertThat(figures.by(By.FONDS, Reader.OPERATOR).lines())
                .extracting(Line::key)
                .containsExactly("A");
        kept();
    }

    @Test
    void figuresAreForArchivistsAndAdministrators() {
        for (Role role : Role.values()) {
            Reader reader = new Reader(null, "x", Set.of(role), Set.of());
            if (role == Role.ARCHIVIST || role == Role.ADMINISTRATOR) {
                assertThat(figures.by(By.YEAR, reader).lines()).isEmpty();
            } else {
                assertThatThrownBy(() -> figures.by(By.YEAR, reader))
                        .hasMessageContaining("NOT_ALLOWED");
            }
        }
    }
}
