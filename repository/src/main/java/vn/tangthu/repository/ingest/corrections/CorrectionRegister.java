package vn.tangthu.repository.ingest.corrections;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Corrections.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/** Corrections by spreadsheet in the schema {@code kept}. */
@Component
final class CorrectionRegister {
    private static final int AT_ONCE = 200;

    private final JdbcClient jdbc;
    private final CorrectionItems items;
    private final TransactionTemplate transactions;
    private final Clock clock;

    CorrectionRegister(
            JdbcClient jdbc, CorrectionItems items, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.items = items;
        this.transactions = transactions;
        this.clock = clock;
    }

    CorrectionItems items() {
        return items;
    }

    UUID create(String name, String actor) {
        UUID id = UUID.randomUUID();
        int unused =
                jdbc.sql(
                                "insert into kept.correction (id, name, actor, created_at, state)"
                                        + " values (?, ?, ?, ?, ?)")
                        .params(id, storable(name), actor, now(), State.CHECKING.name())
                        .update();
        return id;
    }

    /** Notes what rows change; {@code from} is the first ordinal. */
    void add(UUID id, int from, List<Change> changes, int rowsRead) {
        transactions.executeWithoutResult(
                status -> {
                    if (!changes.isEmpty()) {
                        items.insert(id, from, changes);
                    }
                    int unused =
                            jdbc.sql("update kept.correction set rows_read = ? where id = ?")
                                    .params(rowsRead, id)
                                    .update();
                });
    }

    /** Ends the dry run, unless somebody did already. */
    void checked(UUID id, List<Finding> findings, boolean blocked, int rowsRead) {
        transactions.executeWithoutResult(
                status -> {
                    for (int from = 0; from < findings.size(); from += AT_ONCE) {
                        int to = Math.min(from + AT_ONCE, findings.size());
                        findings(id, from, findings.subList(from, to));
                    }
                    int unused =
                            jdbc.sql(
                                            """
                                            update kept.correction c set records = n.records,
                                                rows_read = ?, blocking = ?, warnings = ?,
                                                state = case when ? then 'REFUSED'
                                                    when n.records = 0 then 'NOTHING'
                                                    else 'CHECKED' end
                                            from (select count(distinct aip_id) as records
                                                  from kept.correction_item
                                                  where correction_id = ?) n
                                            where c.id = ? and c.state = 'CHECKING'
                                            """)
                                    .params(
                                            rowsRead,
                                            count(findings, Severity.BLOCKS),
                                            count(findings, Severity.WARNS),
                                            blocked,
                                            id,
                                            id)
                                    .update();
                });
    }

    private void findings(UUID id, int from, List<Finding> findings) {
        StringBuilder sql =
                new StringBuilder(
                        "insert into kept.correction_finding (correction_id, ordinal, code,"
                                + " severity, place, arguments, records) values ");
        List<Object> values = new ArrayList<>(findings.size() * 7);
        for (int i = 0; i < findings.size(); i++) {
            sql.append(i == 0 ? "(?, ?, ?, ?, ?, ?, ?)" : ", (?, ?, ?, ?, ?, ?, ?)");
            Finding finding = findings.get(i);
            values.add(id);
            values.add(from + i);
            values.add(finding.code());
            values.add(finding.severity().name());
            values.add(storable(finding.place()));
            values.add(
                    finding.values().stream()
                            .map(CorrectionRegister::storable)
                            .toArray(String[]::new));
            values.add(finding.records().toArray(new String[0]));
        }
        int unused = jdbc.sql(sql.toString()).params(values).update();
    }

    private static long count(List<Finding> findings, Severity severity) {
        return findings.stream().filter(f -> f.severity() == severity).count();
    }

    /** PostgreSQL has no NUL in text; cells of foreign files may. */
    static String storable(String text) {
        return text.replace('\0', '\uFFFD');
    }

    Optional<Correction> find(UUID id) {
        return jdbc.sql("select * from kept.correction where id = ?")
                .param(id)
                .query(CorrectionRegister::correction)
                .optional();
    }

    List<Correction> list(int offset, int limit) {
        return jdbc.sql(
                        "select * from kept.correction order by created_at desc, id offset ?"
                                + " limit ?")
                .params(offset, limit)
                .query(CorrectionRegister::correction)
                .list();
    }

    long count() {
        return jdbc.sql("select count(*) from kept.correction").query(Long.class).single();
    }

    private static Correction correction(ResultSet row, int n) throws SQLException {
        return new Correction(
                row.getObject("id", UUID.class),
                row.getString("name"),
                State.valueOf(row.getString("state")),
                row.getString("actor"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getInt("rows_read"),
                row.getInt("records"),
                row.getInt("done"),
                row.getInt("left_over"),
                row.getLong("blocking"),
                row.getLong("warnings"),
                row.getString("reason"),
                row.getString("decided_by"),
                instant(row, "decided_at"),
                instant(row, "finished_at"),
                null);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    /** Nothing is told of a hồ sơ that may be a secret, or is being erased. */
    private static final String NOT_BLOCKED =
            """
             and not exists (
                select from (
                    select id, arc_file_code as code from projection.record where blocked
                    union all
                    select object, code from kept.erasure where state = 'ORDERED') b
                where b.id::text = any(f.records) or b.code = any(f.arguments)
                   or f.records is null and exists (select from kept.correction_item i
                        where i.correction_id = f.correction_id and i.aip_id = b.id))
            """;

    List<Finding> findings(UUID id, int offset, int limit) {
        return jdbc.sql(
                        "select f.code, f.severity, f.place, f.arguments"
                                + " from kept.correction_finding f where f.correction_id = ?"
                                + NOT_BLOCKED
                                + " order by f.ordinal offset ? limit ?")
                .params(id, offset, limit)
                .query(
                        (row, n) ->
                                new Finding(
                                        row.getString(1),
                                        Severity.valueOf(row.getString(2)),
                                        row.getString(3),
                                        List.of((String[]) row.getArray(4).getArray())))
                .list();
    }

    long countFindings(UUID id) {
        return jdbc.sql(
                        "select count(*) from kept.correction_finding f where f.correction_id = ?"
                                + NOT_BLOCKED)
                .param(id)
                .query(Long.class)
                .single();
    }

    /** Whether it was checked and is to be run from now on. */
    boolean begin(UUID id, String reason, String actor) {
        return jdbc.sql(
                                "update kept.correction set state = 'RUNNING', reason = ?,"
                                        + " decided_by = ?, decided_at = ? where id = ?"
                                        + " and state = 'CHECKED'")
                        .params(storable(reason), actor, now(), id)
                        .update()
                == 1;
    }

    /** From one of these states to another; false when it is in none of them. */
    boolean move(UUID id, List<State> from, State to) {
        return jdbc.sql(
                                "update kept.correction set state = :to, finished_at ="
                                        + " case when :ended then :now::timestamptz end"
                                        + " where id = :id and state in (:from)")
                        .param("to", to.name())
                        .param("ended", to == State.DONE)
                        .param("now", now())
                        .param("id", id)
                        .param("from", from.stream().map(State::name).toList())
                        .update()
                == 1;
    }

    List<UUID> in(State state) {
        return jdbc.sql("select id from kept.correction where state = ? order by decided_at, id")
                .param(state.name())
                .query(UUID.class)
                .list();
    }

    /** Notes what became of a hồ sơ, with its count, in one transaction. */
    void ended(UUID id, AipId record, @Nullable Finding why) {
        transactions.executeWithoutResult(
                status -> {
                    if (items.ended(id, record, why)) {
                        String counter = why == null ? "done" : "left_over";
                        int unused =
                                jdbc.sql(
                                                "update kept.correction set "
                                                        + counter
                                                        + " = "
                                                        + counter
                                                        + " + 1 where id = ?")
                                        .param(id)
                                        .update();
                    }
                });
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
