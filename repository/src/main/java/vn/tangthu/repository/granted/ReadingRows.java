package vn.tangthu.repository.granted;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.OnlineReadings.Ending;
import vn.tangthu.repository.OnlineReadings.Look;
import vn.tangthu.repository.OnlineReadings.Order;
import vn.tangthu.repository.OnlineReadings.Reading;
import vn.tangthu.repository.OnlineReadings.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SecondDecisions.Rule;

/** The register of readings, {@code kept.reading}. */
@Component
class ReadingRows {
    private static final String SELECT = "select * from kept.reading where ";
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    ReadingRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return by which rule the actor decides
     */
    Rule requireApprover(Reader actor, Reading reading, Request request) {
        return Approvers.require(
                jdbc, actor, request.tookPart(reading.orderedBy()), reading.number());
    }

    /**
     * @param accesses of each of its documents, as it was approved
     * @param pages of each of them
     * @param redaction digest of files and boxes as ordered, null for whole pages
     * @param files digest of its files as ordered, null for one that was ordered before there was
     *     any, and once it is forgotten
     */
    record Row(
            Reading reading,
            List<Access> accesses,
            List<Integer> pages,
            @Nullable String redaction,
            @Nullable String files) {}

    long nextNumber() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('kept.reading', 'n'))")
                .query(Long.class)
                .single();
    }

    void insert(
            UUID id,
            long n,
            String number,
            Order order,
            String recordCode,
            List<Integer> pages,
            List<Access> accesses,
            @Nullable String redaction,
            String files,
            Instant now,
            String actor) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.reading (id, n, number, request, record, record_code,
                                    documents, pages, accesses, redaction, files, days, state,
                                    ordered_at, ordered_by)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'PROPOSED', ?, ?)
                                """)
                        .params(id, n, number, order.request(), order.record().value())
                        .param(recordCode)
                        .param(
                                order.documents().stream()
                                        .map(DocumentId::value)
                                        .toArray(UUID[]::new))
                        .param(pages.toArray(Integer[]::new))
                        .param(names(accesses))
                        .param(redaction)
                        .param(files)
                        .params(order.days(), time(now), actor)
                        .update();
    }

    private static String[] names(List<Access> accesses) {
        return accesses.stream().map(Access::name).toArray(String[]::new);
    }

    /**
     * @param by the second person, null where there need not be one
     * @return whether it waited
     */
    boolean opened(
            UUID id, List<Access> accesses, @Nullable String by, Instant now, Instant until) {
        return jdbc.sql(
                                "update kept.reading set state = 'OPEN', accesses = ?, approved_by ="
                                        + " ?, opened_at = ?, until = ? where id = ? and state ="
                                        + " 'PROPOSED'")
                        .param(names(accesses))
                        .param(by)
                        .params(time(now), time(until), id)
                        .update()
                > 0;
    }

    /**
     * @return whether it was not over before
     */
    boolean ended(UUID id, Instant now, String by, String reason) {
        return jdbc.sql(
                                "update kept.reading set state = 'ENDED', ended_at = ?, ended_by = ?,"
                                        + " reason = ? where id = ? and state <> 'ENDED' and (until"
                                        + " is null or until > ?)")
                        .params(time(now), by, reason, id, time(now))
                        .update()
                > 0;
    }

    /** What those were of that have been over since then; which ones. */
    List<String> forget(Instant overSince) {
        return jdbc.sql(
                        "update kept.reading set forgotten = true, documents = '{}', pages = '{}',"
                                + " accesses = '{}', redaction = null, files = null where not"
                                + " forgotten and"
                                + " coalesce(ended_at, until) <= ? returning number")
                .param(time(overSince))
                .query(String.class)
                .list();
    }

    void forget(UUID id) {
        int unused =
                jdbc.sql(
                                "update kept.reading set forgotten = true, documents = '{}', pages ="
                                        + " '{}', accesses = '{}', redaction = null, files = null"
                                        + " where id = ?")
                        .param(id)
                        .update();
    }

    Optional<Row> find(UUID id, Instant now) {
        return many("id = ?", now, id).stream().findFirst();
    }

    /** Until the end of the transaction nobody else changes it. */
    Optional<Row> locked(UUID id, Instant now) {
        return many("id = ? for update", now, id).stream().findFirst();
    }

    Optional<Row> byNumber(String number, Instant now) {
        return many("number = ?", now, number).stream().findFirst();
    }

    List<Row> of(String request, Instant now) {
        return many("request = ? order by n desc limit " + MOST, now, request);
    }

    List<Row> proposed(Instant now) {
        return many("state = 'PROPOSED' order by n limit " + MOST, now);
    }

    List<Row> ofRecord(UUID record, Instant now) {
        return many("record = ? and not forgotten", now, record);
    }

    /** How many of a request are not over. */
    int standing(String request, Instant now) {
        return jdbc.sql(
                        "select count(*) from kept.reading where request = ? and state <> 'ENDED' and"
                                + " (until is null or until > ?)")
                .params(request, time(now))
                .query(Integer.class)
                .single();
    }

    void looked(UUID id, Instant at, int page, String by, String purpose) {
        int unused =
                jdbc.sql("insert into kept.reading_look values (?, ?, ?, ?, ?)")
                        .params(id, time(at), page, by, purpose)
                        .update();
    }

    List<Look> looks(UUID id, int limit) {
        return jdbc.sql(
                        "select at, page, by_whom, purpose from kept.reading_look where reading = ?"
                                + " order by at desc limit ?")
                .params(id, limit)
                .query(
                        (row, n) ->
                                new Look(
                                        instant(row, "at"),
                                        row.getInt("page"),
                                        row.getString("by_whom"),
                                        row.getString("purpose")))
                .list();
    }

    private List<Row> many(String where, Instant now, Object... parameters) {
        return jdbc.sql(SELECT + where).params(parameters).query((row, n) -> read(row, now)).list();
    }

    private static Row read(ResultSet row, Instant now) throws SQLException {
        List<Integer> pages = List.of((Integer[]) array(row, "pages"));
        Instant until = row.getObject("until") == null ? null : instant(row, "until");
        Reading reading =
                new Reading(
                        row.getObject("id", UUID.class),
                        row.getString("number"),
                        row.getString("request"),
                        new AipId(row.getObject("record", UUID.class)),
                        row.getString("record_code"),
                        Arrays.stream((UUID[]) array(row, "documents"))
                                .map(DocumentId::new)
                                .toList(),
                        pages.stream().mapToInt(Integer::intValue).sum(),
                        row.getString("redaction") != null,
                        row.getInt("days"),
                        state(row.getString("state"), until, now),
                        instant(row, "ordered_at"),
                        row.getString("ordered_by"),
                        row.getString("approved_by"),
                        until,
                        row.getObject("ended_at") == null
                                ? null
                                : new Ending(
                                        instant(row, "ended_at"),
                                        row.getString("ended_by"),
                                        row.getString("reason")));
        return new Row(
                reading,
                Stream.of((String[]) array(row, "accesses")).map(Access::valueOf).toList(),
                pages,
                row.getString("redaction"),
                row.getString("files"));
    }

    private static State state(String kept, @Nullable Instant until, Instant now) {
        State state = State.valueOf(kept);
        return state == State.OPEN && until != null && !now.isBefore(until) ? State.OVER : state;
    }

    private static Object array(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array.getArray();
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
