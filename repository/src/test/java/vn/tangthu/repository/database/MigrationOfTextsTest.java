package vn.tangthu.repository.database;

import static org.assertj.core.api.Assertions.assertThat;

import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** The line of texts in a catalogue that was filled before there was one. */
class MigrationOfTextsTest {
    @Test
    void whatFailedIsListedAndWhatIsHiddenUntilItIsReadComesFirst() {
        try (TestDatabase database = TestDatabase.fresh()) {
            var jdbc = database.jdbc();
            int unused = jdbc.sql("drop schema projection cascade").update();
            migrate(database, "49?");
            unused =
                    jdbc.sql(
                                    """
                                    insert into projection.text_state
                                        (file_id, aip_id, sha512, state, pages, pages_failed, failure)
                                    select gen_random_uuid(), gen_random_uuid(), '', s.*
                                    from (values ('FAILED', 3, 3, 'damaged'), ('DONE', 9, 2, null),
                                        ('DONE', 9, 0, null), ('WAITING_FOR_OCR', 9, 0, null),
                                        ('WAITING', 9, 0, null)) s
                                    """)
                            .update();
            unused =
                    jdbc.sql(
                                    "insert into kept.unread (aip_id) select aip_id from"
                                            + " projection.text_state where state <> 'WAITING'")
                            .update();
            migrate(database, "latest");
            assertThat(
                            jdbc.sql("select failure from projection.text_page where page = 0")
                                    .query(String.class)
                                    .list())
                    .containsExactlyInAnyOrder("damaged", "2 pages could not be read");
            assertThat(
                            jdbc.sql("select state from projection.text_state where urgency = 1")
                                    .query(String.class)
                                    .list())
                    .containsExactly("WAITING_FOR_OCR");
        }
    }

    private static void migrate(TestDatabase database, String target) {
        Object unused =
                Flyway.configure()
                        .dataSource(database.dataSource())
                        .schemas("projection")
                        .defaultSchema("projection")
                        .locations("classpath:db/projection")
                        .outOfOrder(true)
                        .target(target)
                        .load()
                        .migrate();
    }
}
