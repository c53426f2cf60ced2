package vn.tangthu.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;

/**
 * The log that cannot be quietly rewritten: what an event costs, and how long a verification is.
 */
final class LogBench {
    private static final int SINGLE = 2_000;

    private final Path work;
    private final Table table;

    LogBench(Path work, Table table) {
        this.work = work;
        this.table = table;
    }

    void run(int events) throws Exception {
        Path home = work.resolve("log-home");
        Archive.delete(home);
        Files.createDirectories(home);
        try (Archive archive = new Archive(home, false, false)) {
            ActivityLog activity = archive.port(ActivityLog.class);
            DataSource database = archive.port(DataSource.class);
            double with = recording(activity);
            sql(database, "alter table kept.activity disable trigger activity_to_ledger");
            double without = recording(activity);
            sql(database, "alter table kept.ledger_due disable trigger user");
            sql(database, "delete from kept.ledger_due");
            sql(database, "alter table kept.ledger_due enable trigger user");
            sql(database, "alter table kept.activity disable trigger user");
            sql(database, "delete from kept.activity");
            sql(database, "alter table kept.activity enable trigger user");
            table.atMost(
                    "an activity recorded, beside the same without the log",
                    String.format(Locale.ROOT, "%.3f ms for %.3f ms", with, without),
                    "ms more",
                    Math.max(0, with - without),
                    1);
            sql(
                    database,
                    "insert into kept.activity (at, account, actor, action, subject, detail) select"
                            + " now(), gen_random_uuid(), 'Nguyễn Văn ' || n, 'VIEW',"
                            + " gen_random_uuid()::text, 'trang ' || n from generate_series(1, "
                            + events
                            + ") n");
            Ledger ledger = archive.port(Ledger.class);
            long start = System.nanoTime();
            var unused = ledger.checkpoint("BENCH");
            double sequenced = (System.nanoTime() - start) / 1e9;
            table.atMost(
                    "log, " + events + " waiting events written and signed",
                    String.format(Locale.ROOT, "%.0f events/s", events / sequenced),
                    "s",
                    sequenced,
                    events / 1000.0);
            verify(ledger, events, true);
            verify(ledger, events, false);
        } finally {
            Archive.delete(home);
        }
    }

    private static double recording(ActivityLog activity) {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < 3; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < SINGLE; i++) {
                activity.record(Reader.OPERATOR, "VIEW", null, "trang " + i);
            }
            best = Math.min(best, (System.nanoTime() - start) / 1e6 / SINGLE);
        }
        return best;
    }

    private void verify(Ledger ledger, int events, boolean storeOnly) throws Exception {
        long start = System.nanoTime();
        Ledger.Verified verified =
                ledger.verify(
                        new Ledger.Verifying(storeOnly, null, null, List.of()),
                        problem -> {
                            throw new IllegalStateException(problem.toString());
                        },
                        Progress.NONE);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (verified.entries() < events) {
            throw new IllegalStateException(verified.toString());
        }
        table.atMost(
                "log verify" + (storeOnly ? " --store-only" : "") + ", " + events + " events",
                String.format(Locale.ROOT, "%.0f events/s", events / seconds),
                "s",
                seconds,
                events / 10_000.0);
    }

    private static void sql(DataSource database, String statement) throws Exception {
        try (Connection connection = database.getConnection();
                Statement say = connection.createStatement()) {
            boolean unused = say.execute(statement);
        }
    }
}
