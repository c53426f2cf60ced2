package vn.tangthu.repository.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class BackupTest {
    private static final String TABLES =
            """
            create table kept.b_parent (id bigint generated always as identity primary key, name text)
            """;

    @TempDir Path directory;
    private final TestDatabase database = TestDatabase.fresh();
    private JdbcClient jdbc;

    @BeforeEach
    void fill() {
        jdbc = database.jdbc();
        prepare(jdbc);
        for (String name : List.of("Nguyễn \"Ánh\", phường 1\ndòng hai", "", "=1+1")) {
            jdbc.sql("insert into kept.b_parent (name) values (?)").param(name).update();
        }
        jdbc.sql("insert into kept.b_parent (name) values (null)").update();
        jdbc.sql("insert into kept.a_child values (2, '\\x00ff', now())").update();
    }

    /** A log that refuses changes, and a child whose name sorts before that of its parent. */
    private static void prepare(JdbcClient jdbc) {
        jdbc.sql(TABLES).update();
        jdbc.sql(
                        "create table kept.a_child (parent bigint references kept.b_parent, bytes"
                                + " bytea, at timestamptz)")
                .update();
        jdbc.sql(
                        "create function kept.test_never() returns trigger language plpgsql as"
                                + " $$ begin raise exception 'never'; end $$")
                .update();
        jdbc.sql(
                        "create trigger test_never before delete or truncate on kept.a_child"
                                + " for each statement execute function kept.test_never()")
                .update();
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static List<Map<String, Object>> rows(JdbcClient jdbc) {
        List<Map<String, Object>> rows =
                jdbc.sql(
                                "select p.id, p.name, encode(c.bytes, 'hex') as bytes, c.at"
                                        + " from kept.b_parent p left join kept.a_child c"
                                        + " on c.parent = p.id order by p.id")
                        .query()
                        .listOfRows();
        return rows;
    }

    @Test
    @Breaks(Breakage.RESTORE)
    void whatIsRestoredIsWhatWasSavedAndNumbersGoOn() throws Exception {
        Path backup = directory.resolve("2026-11-21");
        new KeptBackup(database.dataSource(), Clock.systemUTC()).write(backup, Progress.NONE);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        try (TestDatabase other = TestDatabase.fresh()) {
            prepare(other.jdbc());
            other.jdbc().sql("insert into kept.b_parent (name) values ('cũ')").update();
            new KeptRestore(other.dataSource()).read(backup, Progress.NONE);
            assertThat(rows(other.jdbc())).isEqualTo(rows(jdbc)).hasSize(4);
            other.jdbc().sql("insert into kept.b_parent (name) values ('mới')").update();
            assertThat(
                            other.jdbc()
                                    .sql("select max(id) from kept.b_parent")
                                    .query(Long.class)
                                    .single())
                    .isEqualTo(5);
            assertThatThrownBy(() -> other.jdbc().sql("delete from kept.a_child").update())
                    .as("the log refuses changes again")
                    .hasMessageContaining("never");
        }
    }

    @Test
    void whatABackupFromBeforeTheStatisticsDoesNotHaveIsWrittenAndCountedAgain() throws Exception {
        jdbc.sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values ('YC-1', 'READ',"
                                + " 'w', 'p', 'n', 'c', 'GRANTED', now(), now())")
                .update();
        jdbc.sql(
                        "insert into kept.access_request_item (reference, number, status, due_on)"
                                + " values ('YC-1', 1, 'GRANTED', now())")
                .update();
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, item, at, actor,"
                                + " status) values ('YC-1', 1, 1, now(), 'an', 'GRANTED')")
                .update();
        Path backup = directory.resolve("before");
        new KeptBackup(database.dataSource(), Clock.systemUTC()).write(backup, Progress.NONE);
        jdbc.sql("insert into projection.use_counted values (true, now(), now())").update();
        for (int i = 0; i < 2; i++) {
            new KeptRestore(database.dataSource()).read(backup, Progress.NONE);
            assertThat(
                            jdbc.sql("select outcome from kept.access_request_outcome")
                                    .query(String.class)
                                    .list())
                    .containsExactly("GRANTED");
        }
        assertThat(jdbc.sql("select 1 from projection.use_counted").query().listOfRows()).isEmpty();
    }

    @Test
    @Breaks(Breakage.RESTORE)
    void aDamagedBackupTouchesNothing() throws Exception {
        Path backup = directory.resolve("b");
        new KeptBackup(database.dataSource(), Clock.systemUTC()).write(backup, Progress.NONE);
        Path csv = backup.resolve("b_parent.csv");
        Files.writeString(csv, Files.readString(csv).replace("=1+1", "=1+2"));
        List<Map<String, Object>> before = rows(jdbc);
        assertThatThrownBy(() -> new KeptRestore(database.dataSource()).read(backup, Progress.NONE))
                .hasMessageContaining("b_parent.csv");
        assertThat(rows(jdbc)).isEqualTo(before);
    }

    @Test
    void aBackupNeverOverwritesAnything() throws Exception {
        Files.writeString(directory.resolve("mine"), "x");
        assertThatThrownBy(
                        () ->
                                new KeptBackup(database.dataSource(), Clock.systemUTC())
                                        .write(directory, Progress.NONE))
                .isInstanceOf(DirectoryNotEmptyException.class);
        assertThat(directory).isDirectoryContaining(p -> p.endsWith("mine"));
    }
}
