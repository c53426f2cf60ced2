package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Requests that were there before requests had items. */
class MigrationOfRequestsTest {
    @Test
    void eachHasOneItemThatStandsAsItStoodAndTheLogKnowsIt() {
        try (TestDatabase database = TestDatabase.fresh()) {
            var jdbc = database.jdbc();
            int unused = jdbc.sql("drop schema kept cascade").update();
            migrate(database, "100?");
            unused =
                    jdbc.sql(
                                    """
                                    insert into kept.access_request (reference, kind, about, wanted, purpose, name,
                                        contact, status, received_at, due_on, paused_on, handled_by)
                                    values ('YC-2026-AAAAAA', 'READ', gen_random_uuid(), 'x', 'x', 'x', 'x',
                                            'NEEDS_MORE', now(), '2026-11-24', '2026-11-20', 'lan'),
                                        ('YC-2026-CCCCCC', 'READ', null, 'x', 'x', 'x', 'x', 'RECEIVED', now(),
                                            '2026-11-25', null, null)
                                    """)
                            .update();
            migrate(database, "latest");
            assertThat(
                            jdbc.sql(
                                            """
                                            select i.number, i.asked is not distinct from r.about
                                                    and i.about is not distinct from r.about as about,
                                                (i.status, i.due_on, i.paused_on, i.handled_by) is not distinct from
                                                    (r.status, r.due_on, r.paused_on, r.handled_by) as stands
                                            from kept.access_request r join kept.access_request_item i
                                                on i.reference = r.reference
                                            """)
                                    .query()
                                    .listOfRows())
                    .hasSize(2)
                    .allMatch(
                            row -> row.equals(Map.of("number", 1, "about", true, "stands", true)));
            assertThat(
                            jdbc.sql(
                                            "select key from kept.ledger_due where source ="
                                                    + " 'access_request_item' order by place")
                                    .query(String.class)
                                    .list())
                    .containsExactly("YC-2026-AAAAAA/1", "YC-2026-CCCCCC/1");
        }
    }

    @Test
    void whatHadTheConditionalTermWasClosed() {
        try (TestDatabase database = TestDatabase.fresh()) {
            var jdbc = database.jdbc();
            int unused = jdbc.sql("drop schema kept cascade").update();
            migrate(database, "151?");
            unused =
                    jdbc.sql(
                                    """
                                    insert into kept.access_request (reference, kind, wanted, purpose, name, contact,
                                        status, received_at, due_on)
                                    values ('YC-2026-AAAAAA', 'READ', 'x', 'x', 'x', 'x', 'RECEIVED', now(), now())
                                    """)
                            .update();
            unused =
                    jdbc.sql(
                                    """
                                    insert into kept.access_request_item (reference, number, status, due_on,
                                        working_days)
                                    values ('YC-2026-AAAAAA', 1, 'RECEIVED', now(), 7),
                                        ('YC-2026-AAAAAA', 2, 'RECEIVED', now(), 2),
                                        ('YC-2026-AAAAAA', 3, 'RECEIVED', now(), null)
                                    """)
                            .update();
            migrate(database, "latest");
            assertThat(
                            jdbc.sql(
                                            "select was_closed from kept.access_request_item order"
                                                    + " by number")
                                    .query(Boolean.class)
                                    .list())
                    .containsExactly(true, false, false);
        }
    }

    private static void migrate(TestDatabase database, String target) {
        Object unused =
                Flyway.configure()
                        .dataSource(database.dataSource())
                        .schemas("kept")
                        .defaultSchema("kept")
                        .locations("classpath:db/kept")
                        .outOfOrder(true)
                        .target(target)
                        .load()
                        .migrate();
    }
}
