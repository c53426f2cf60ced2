package vn.tangthu.repository.spellings;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingTable;

/** The table in the database; one change at a time, each with its line in the log. */
@Component
class JdbcSpellingTable implements SpellingTable {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final Clock clock;
    private final SpellingReading reading;
    private final SpellingRules rules;

    JdbcSpellingTable(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog log,
            Clock clock,
            SpellingReading reading) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.clock = clock;
        this.reading = reading;
        this.rules = new SpellingRules(reading);
    }

    @Override
    public long mark() {
        return jdbc.sql("select mark from kept.spelling_table").query(Long.class).single();
    }

    /** The mark first: what changes meanwhile is looked at again. */
    @Override
    public State state() {
        record Table(long mark, @Nullable Instant takenOver) {}
        Table table =
                jdbc.sql("select mark, taken_over from kept.spelling_table")
                        .query((row, i) -> new Table(row.getLong("mark"), when(row, "taken_over")))
                        .single();
        List<Line> lines =
                jdbc.sql("select * from kept.spelling_line order by n")
                        .query((row, i) -> line(row))
                        .list();
        List<Off> off =
                jdbc.sql("select * from kept.spelling_off order by shipped")
                        .query(
                                (row, i) ->
                                        new Off(
                                                row.getString("shipped"),
                                                Objects.requireNonNull(when(row, "at")),
                                                row.getString("done_by")))
                        .list();
        return new State(table.mark(), lines, off, table.takenOver());
    }

    @Override
    public Line add(Said said, Reader actor) {
        return changing(actor, () -> added(said, null, actor));
    }

    private Line added(Said said, @Nullable String replaced, Reader actor) {
        Said clean = checked(said, null, replaced);
        Line line = insert(clean, actor.name());
        log.record(actor, "SPELLING_ADDED", "" + line.number(), clean.text());
        return line;
    }

    private Said checked(Said said, @Nullable Integer instead, @Nullable String replaced) {
        Said clean = SpellingRules.clean(said);
        List<Finding> findings = rules.findings(clean, state(), instead, replaced);
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        return clean;
    }

    @Override
    public Line change(int number, int version, Said said, Reader actor) {
        return changing(
                actor,
                () -> {
                    Line before = unchanged(number, version);
                    Said clean = checked(said, number, null);
                    Line line =
                            jdbc.sql(
                                            "update kept.spelling_line set version = version + 1,"
                                                    + " spellings = ?, one_way = ?, remark = ?, at = ?,"
                                                    + " done_by = ? where n = ? returning *")
                                    .params(
                                            clean.spellings().toArray(String[]::new),
                                            clean.oneWay(),
                                            clean.remark(),
                                            now(),
                                            actor.name(),
                                            number)
                                    .query((row, i) -> line(row))
                                    .single();
                    log.record(
                            actor,
                            "SPELLING_CHANGED",
                            "" + number,
                            before.said().text() + " ⇒ " + clean.text());
                    return line;
                });
    }

    @Override
    public void remove(int number, int version, Reader actor) {
        doing(
                actor,
                () -> {
                    Line line = unchanged(number, version);
                    jdbc.sql("delete from kept.spelling_line where n = ?").param(number).update();
                    log.record(actor, "SPELLING_REMOVED", "" + number, line.said().text());
                });
    }

    private Line unchanged(int number, int version) {
        Optional<Line> line =
                jdbc.sql("select * from kept.spelling_line where n = ? and version = ?")
                        .params(number, version)
                        .query((row, i) -> line(row))
                        .optional();
        return line.orElseThrow(
                () -> new RefusedException(Finding.blocks("SPELLING_CHANGED", "" + number)));
    }

    @Override
    public void count(String shipped, boolean counts, Reader actor) {
        doing(actor, () -> counted(shipped, counts, actor));
    }

    private void counted(String shipped, boolean counts, Reader actor) {
        String text =
                reading.shipped().stream()
                        .filter(line -> line.key().equals(shipped))
                        .map(line -> line.said().text())
                        .findFirst()
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks("SPELLING_CHANGED", shipped)));
        if (counts ? on(shipped) : off(shipped, actor.name())) {
            log(actor, counts, shipped, text);
        }
    }

    private void log(Reader actor, boolean counts, String shipped, String text) {
        if (counts) {
            log.record(actor, "SPELLING_ON", shipped, text);
        } else {
            log.record(actor, "SPELLING_OFF", shipped, text);
        }
    }

    private boolean on(String shipped) {
        return jdbc.sql("delete from kept.spelling_off where shipped = ?").param(shipped).update()
                > 0;
    }

    private boolean off(String shipped, String by) {
        return jdbc.sql("insert into kept.spelling_off values (?, ?, ?) on conflict do nothing")
                        .params(shipped, now(), by)
                        .update()
                > 0;
    }

    @Override
    public Line replace(String shipped, Said said, Reader actor) {
        return changing(
                actor,
                () -> {
                    Line line = added(said, shipped, actor);
                    counted(shipped, false, actor);
                    return line;
                });
    }

    @Override
    public Instant takeOver(List<Said> lines, Set<String> off) {
        return inTurn(
                () -> {
                    Instant before = state().takenOver();
                    if (before != null) {
                        return before;
                    }
                    String by = Reader.OPERATOR.name();
                    lines.forEach(line -> insert(SpellingRules.clean(line), by));
                    for (String key : off) {
                        if (!off(key, by)) {
                            throw new IllegalArgumentException(key + " is off twice");
                        }
                    }
                    OffsetDateTime now = now();
                    jdbc.sql("update kept.spelling_table set taken_over = ?").param(now).update();
                    log.record(
                            Reader.OPERATOR,
                            "SPELLINGS_TAKEN_OVER",
                            "spellings.txt",
                            "+" + lines.size() + " −" + off.size());
                    return now.toInstant();
                });
    }

    private void doing(Reader actor, Runnable change) {
        assertMayChange(actor);
        transactions.executeWithoutResult(
                status -> {
                    move();
                    change.run();
                });
    }

    private <T> T changing(Reader actor, Supplier<T> change) {
        assertMayChange(actor);
        return inTurn(change);
    }

    private static void assertMayChange(Reader actor) {
        if (!actor.is(Role.ARCHIVIST) && !actor.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("SPELLING_RIGHT", actor.name()));
        }
    }

    private <T> T inTurn(Supplier<T> change) {
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            move();
                            return change.get();
                        }));
    }

    /** The row of the table is held until the change is durable: no two are checked at once. */
    private void move() {
        jdbc.sql("update kept.spelling_table set mark = mark + 1").update();
    }

    private Line insert(Said said, String by) {
        return jdbc.sql(
                        "insert into kept.spelling_line (version, spellings, one_way, remark, at,"
                                + " done_by) values (1, ?, ?, ?, ?, ?) returning *")
                .params(
                        said.spellings().toArray(String[]::new),
                        said.oneWay(),
                        said.remark(),
                        now(),
                        by)
                .query((row, i) -> line(row))
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getInt("n"),
                row.getInt("version"),
                new Said(
                        Arrays.asList((String[]) row.getArray("spellings").getArray()),
                        row.getBoolean("one_way"),
                        row.getString("remark")),
                Objects.requireNonNull(when(row, "at")),
                row.getString("done_by"));
    }

    private static @Nullable Instant when(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
