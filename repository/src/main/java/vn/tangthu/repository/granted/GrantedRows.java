package vn.tangthu.repository.granted;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Approvers;
import vn.tangthu.repository.CopyPapers.Finished;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Fetch;
import vn.tangthu.repository.GrantedCopies.Redaction;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SecondDecisions.Rule;
import vn.tangthu.storage.Digest;

/** The register of copies, {@code kept.granted_copy}. */
@Component
class GrantedRows {
    private static final String SELECT =
            "select c.*, w.at as withdrawn_at, w.actor as withdrawn_by, w.reason from"
                    + " kept.granted_copy c left join kept.granted_copy_withdrawal w on w.copy ="
                    + " c.id ";
    private static final int MOST = 100;

    private final JdbcClient jdbc;

    GrantedRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @return by which rule the actor decides
     */
    Rule requireApprover(Reader actor, Copy copy, Request request) {
        return Approvers.require(jdbc, actor, request.tookPart(copy.orderedBy()), copy.number());
    }

    /**
     * @param accesses of each of its documents, as it was approved
     * @param key of its bytes, null until it is made and after they are gone
     * @param files digest of its files as ordered, null for one that was ordered before there was
     *     any
     * @param stampWaits how often it was put off because it got no time stamp
     */
    record Row(
            Copy copy,
            List<Access> accesses,
            @Nullable String key,
            @Nullable String files,
            int stampWaits) {}

    long nextNumber() {
        return jdbc.sql("select nextval(pg_get_serial_sequence('kept.granted_copy', 'n'))")
                .query(Long.class)
                .single();
    }

    void insert(
            UUID id,
            long n,
            String number,
            String code,
            GrantedCopies.Order order,
            String recordCode,
            List<Integer> pages,
            GrantedRules.Found found,
            @Nullable Redaction redaction,
            State state,
            Instant now,
            String actor) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.granted_copy (id, n, number, code, request, record,
                                    record_code, documents, pages, kind, access, accesses, state,
                                    ordered_at, ordered_by, next_at, redaction, boxes, grounds,
                                    files)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                """)
                        .params(id, n, number, code, order.request(), order.record().value())
                        .param(recordCode)
                        .param(
                                order.documents().stream()
                                        .map(DocumentId::value)
                                        .toArray(UUID[]::new))
                        .param(pages.toArray(Integer[]::new))
                        .params(order.kind().name(), found.access().name())
                        .param(names(found.accesses()))
                        .params(state.name(), time(now), actor, time(now))
                        .param(redaction == null ? null : redaction.digest())
                        .param(redaction == null ? 0 : redaction.boxes())
                        .param(
                                redaction == null
                                        ? new String[0]
                                        : redaction.grounds().toArray(String[]::new))
                        .param(RedactionDrafts.files(found.documents()))
                        .update();
    }

    private static String[] names(List<Access> accesses) {
        return accesses.stream().map(Access::name).toArray(String[]::new);
    }

    Optional<Row> find(UUID id) {
        return one("where c.id = ?", id);
    }

    /** Until the end of the transaction nobody else changes it. */
    Optional<Row> locked(UUID id) {
        return one("where c.id = ? for update of c", id);
    }

    Optional<Row> byCode(String code) {
        return one("where c.code = ? and c.made_at is not null", code);
    }

    Optional<Row> byBytes(Digest sha512) {
        // Each digest has an index of its own: or'ed in one condition the rows would be walked.
        return jdbc.sql(
                        SELECT
                                + "where c.id in (select id from kept.granted_copy where sha512 ="
                                + " :hex union select id from kept.granted_copy where"
                                + " certificate_sha512 = :hex union select id from"
                                + " kept.granted_copy where package_sha512 = :hex) order by c.n"
                                + " limit 1")
                .param("hex", sha512.hex())
                .query((row, n) -> GrantedRowReading.read(row))
                .optional();
    }

    Optional<Row> byNumber(String number) {
        return one("where c.number = ?", number);
    }

    private Optional<Row> one(String where, Object parameter) {
        return jdbc.sql(SELECT + where)
                .param(parameter)
                .query((row, n) -> GrantedRowReading.read(row))
                .optional();
    }

    List<Row> of(String request) {
        return many("where c.request = ? order by c.n desc limit " + MOST, request);
    }

    List<Row> proposed() {
        return many("where c.state = 'PROPOSED' order by c.n limit " + MOST);
    }

    List<Row> ofRecord(UUID record) {
        return many("where c.record = ?", record);
    }

    /** Those that could not be deleted come again in their time, see {@link #later}. */
    List<Row> expired(Instant now) {
        return many(
                "where c.state = 'READY' and c.expires_at <= ? and c.next_at <= ? order by"
                        + " c.next_at, c.n limit "
                        + MOST,
                time(now),
                time(now));
    }

    /** Those of which the store may still hold something that nobody can fetch. */
    List<Row> held(Instant now) {
        return many(
                "where c.held and c.state not in ('WAITING', 'MAKING', 'READY') and c.next_at <= ?"
                        + " order by c.next_at, c.n limit "
                        + MOST,
                time(now));
    }

    void held(UUID id, boolean held) {
        int unused =
                jdbc.sql("update kept.granted_copy set held = ? where id = ?")
                        .params(held, id)
                        .update();
    }

    /** Whether it has bytes, or gets some; one of which there is no row does not. */
    boolean hasBytes(UUID id) {
        return jdbc.sql(
                        "select exists (select from kept.granted_copy where id = ? and state in"
                                + " ('WAITING', 'MAKING', 'READY'))")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** When it is tried again to delete one that nobody can fetch any more. */
    void later(UUID id, Instant next) {
        int unused =
                jdbc.sql(
                                "update kept.granted_copy set next_at = ? where id = ? and state not"
                                        + " in ('WAITING', 'MAKING')")
                        .params(time(next), id)
                        .update();
    }

    private List<Row> many(String where, Object... parameters) {
        return jdbc.sql(SELECT + where)
                .params(parameters)
                .query((row, n) -> GrantedRowReading.read(row))
                .list();
    }

    /** Whether it was released after a suspicion, and not all of its pages are read yet. */
    boolean unread(AipId record) {
        return jdbc.sql("select exists (select from kept.unread where aip_id = ?)")
                .param(record.value())
                .query(Boolean.class)
                .single();
    }

    /** How many of a request count against its limit. */
    int standing(String request) {
        return jdbc.sql(
                        "select count(*) from kept.granted_copy where request = ? and state <>"
                                + " 'WITHDRAWN'")
                .param(request)
                .query(Integer.class)
                .single();
    }

    /** Whether nothing may be handed out for this request before its fee is paid or waived. */
    boolean feeHolds(String request) {
        return jdbc.sql("select kept.fee_holds(?)").param(request).query(Boolean.class).single();
    }

    /**
     * The next one to be made; one whose fee is to be paid first waits, so that its days begin when
     * it is, and is asked about again in an hour, or once its fee is told anew or paid (by triggers
     * of the database). What a kill left half made is due again; the attempt is counted before it
     * begins, so that one that kills the process is not tried for ever.
     *
     * @param pause doubled with each attempt
     */
    Optional<Row> take(Instant now, Duration pause) {
        while (true) {
            Optional<Due> due =
                    jdbc.sql(
                                    """
                                    with due as materialized (
                                        select id, kept.fee_holds(request) as unpaid from kept.granted_copy
                                        where state in ('WAITING', 'MAKING') and next_at <= :now
                                        order by next_at, n limit 1 for update skip locked)
                                    update kept.granted_copy c set
                                        state = case when unpaid then 'WAITING' else 'MAKING' end,
                                        attempts = attempts + case when unpaid then 0 else 1 end, pages_done = 0,
                                        next_at = :now + case when unpaid then interval '1 hour' else
                                            power(2, least(attempts, 6)) * make_interval(secs => :pause) end
                                    from due where c.id = due.id returning c.id, unpaid
                                    """)
                            .param("now", time(now))
                            .param("pause", pause.toSeconds())
                            .query(
                                    (row, n) ->
                                            new Due(
                                                    row.getObject("id", UUID.class),
                                                    row.getBoolean("unpaid")))
                            .optional();
            if (due.isEmpty() || !due.get().unpaid()) {
                return due.flatMap(one -> find(one.id()));
            }
            // Paid while it was put off: what was asked then did not see it.
            int unused =
                    jdbc.sql(
                                    "update kept.granted_copy set next_at = ? where id = ? and state ="
                                            + " 'WAITING' and not kept.fee_holds(request)")
                            .params(time(now), due.get().id())
                            .update();
        }
    }

    private record Due(UUID id, boolean unpaid) {}

    /**
     * @return whether it is still to be made
     */
    boolean progress(UUID id, int pagesDone) {
        return jdbc.sql(
                                "update kept.granted_copy set pages_done = ? where id = ? and state ="
                                        + " 'MAKING'")
                        .params(pagesDone, id)
                        .update()
                > 0;
    }

    /**
     * @return whether it was still to be made
     */
    boolean ready(
            UUID id,
            Instant now,
            Instant expires,
            int version,
            String key,
            long size,
            Digest sha512,
            Finished finished,
            GrantedCopies.@Nullable Inside inside) {
        return jdbc.sql(
                                """
                                update kept.granted_copy set state = 'READY', pages_done = 0, problem = null,
                                    place = null, made_at = ?, expires_at = ?, version = ?, object_key = ?,
                                    size = ?, sha512 = ?, level = ?, signer = ?, certificate_sha512 = ?,
                                    package_sha512 = ?
                                where id = ? and state = 'MAKING'
                                """)
                        .params(time(now), time(expires), version, key, size, sha512.hex())
                        .param(finished.level().name())
                        .param(finished.signer())
                        .param(inside == null ? null : inside.certificate().hex())
                        .param(inside == null ? null : inside.dip().hex())
                        .param(id)
                        .update()
                > 0;
    }

    void failed(UUID id, Finding problem, boolean forGood) {
        int unused =
                jdbc.sql(
                                "update kept.granted_copy set state = ?, problem = ?, place = ? where"
                                        + " id = ? and state = 'MAKING'")
                        .params(
                                (forGood ? State.FAILED : State.WAITING).name(),
                                problem.code(),
                                problem.place(),
                                id)
                        .update();
    }

    /** It waits for its time stamp and is not tried before then; the attempt is given back. */
    void noStamp(UUID id, Finding problem, Instant next) {
        int unused =
                jdbc.sql(
                                """
                                update kept.granted_copy set state = 'WAITING', problem = ?, place = ?,
                                    next_at = ?, attempts = greatest(attempts - 1, 0),
                                    stamp_waits = stamp_waits + 1
                                where id = ? and state = 'MAKING'
                                """)
                        .params(problem.code(), problem.place(), time(next), id)
                        .update();
    }

    /**
     * @param from the state that it must have
     * @return whether it had it
     */
    boolean waits(
            UUID id,
            State from,
            GrantedRules.@Nullable Found found,
            @Nullable String by,
            Instant now) {
        return jdbc.sql(
                                """
                                update kept.granted_copy set state = 'WAITING', attempts = 0, stamp_waits = 0,
                                    next_at = ?,
                                    access = coalesce(?, access), accesses = coalesce(?, accesses),
                                    approved_by = coalesce(?, approved_by)
                                where id = ? and state = ?
                                """)
                        .param(time(now))
                        .param(found == null ? null : found.access().name())
                        .param(found == null ? null : names(found.accesses()))
                        .param(by)
                        .params(id, from.name())
                        .update()
                > 0;
    }

    /**
     * Its bytes are gone, or go next; where it failed is forgotten.
     *
     * @return whether they were not before
     */
    boolean expired(UUID id) {
        return over(id, State.EXPIRED, "state not in ('EXPIRED', 'WITHDRAWN')");
    }

    /** Also one that has expired: what it certified is taken back. */
    boolean withdrawn(UUID id) {
        return over(id, State.WITHDRAWN, "state <> 'WITHDRAWN'");
    }

    private boolean over(UUID id, State state, String where) {
        return jdbc.sql(
                                "update kept.granted_copy set state = ?, object_key = null, problem ="
                                        + " null, place = null where id = ? and "
                                        + where)
                        .params(state.name(), id)
                        .update()
                > 0;
    }

    void withdrawal(UUID id, Instant at, String actor, String reason) {
        int unused =
                jdbc.sql("insert into kept.granted_copy_withdrawal values (?, ?, ?, ?)")
                        .params(id, time(at), actor, reason)
                        .update();
    }

    void fetched(UUID id, Instant at, String by, String purpose) {
        int unused =
                jdbc.sql("insert into kept.granted_copy_fetch values (?, ?, ?, ?)")
                        .params(id, time(at), by, purpose)
                        .update();
    }

    List<Fetch> fetches(UUID id, int limit) {
        return jdbc.sql(
                        "select at, by_whom, purpose from kept.granted_copy_fetch where copy = ?"
                                + " order by at desc limit ?")
                .params(id, limit)
                .query(
                        (row, n) ->
                                new Fetch(
                                        GrantedRowReading.instant(row, "at"),
                                        row.getString("by_whom"),
                                        row.getString("purpose")))
                .list();
    }

    private static OffsetDateTime time(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
