package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
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
        figures = new JdbcHoldingFigures(jdbc);
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
                                    + pages_listed + pages_hidden), 0)
                                from projection.record where visible
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
                                lines.stream().mapToLong(Line::pages).sum()
                            })
                    .as(by.name())
                    .isEqualTo(counted);
        }
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
