package vn.tangthu.repository.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
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
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AgencyDeliveries.Delivery;
import vn.tangthu.repository.AgencyDeliveries.Job;
import vn.tangthu.repository.AgencyDeliveries.Part;
import vn.tangthu.repository.AgencyDeliveries.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** {@code kept.agency_delivery} and its parts. */
@Component
class DeliveryRows {
    /** Deliveries that one sweep takes up. */
    private static final int MOST = 100;

    private static final String OF =
            " d.agency_order = (select id from kept.agency_order where number = :number)";

    private final JdbcClient jdbc;

    DeliveryRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The id of an order, under which its parts lie; until the transaction ends nobody changes it.
     */
    UUID locked(String number) {
        return jdbc.sql("select id from kept.agency_order where number = :number for update")
                .param("number", number)
                .query(UUID.class)
                .single();
    }

    /**
     * A cancelled one begins anew. What the store may hold of what was made before stays noted
     * until the job has tidied.
     */
    void start(UUID order, AccountId account, String by, String origin, int lines, Instant now) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.agency_delivery (agency_order, state, account,
                                    ordered_by, origin, ordered_at, next_at, lines)
                                values (:order, 'WAITING', :account, :by, :origin, :now, :now, :lines)
                                on conflict (agency_order) do update set state = 'WAITING',
                                    account = excluded.account, ordered_by = excluded.ordered_by,
                                    origin = excluded.origin, ordered_at = excluded.ordered_at,
                                    next_at = excluded.next_at, lines = excluded.lines,
                                    attempts = 0, problem = null, ready_at = null
                                """)
                        .param("order", order)
                        .param("account", account.value())
                        .param("by", by)
                        .param("origin", origin)
                        .param("lines", lines)
                        .param("now", time(now))
                        .update();
    }

    Optional<Delivery> find(String number) {
        return jdbc.sql(
                        "select d.*, (select coalesce(sum(p.size), 0) from"
                                + " kept.agency_delivery_part p where p.agency_order ="
                                + " d.agency_order) as bytes from kept.agency_delivery d where"
                                + OF)
                .param("number", number)
                .query((row, n) -> delivery(row))
                .optional();
    }

    private static Delivery delivery(ResultSet row) throws SQLException {
        String problem = row.getString("problem");
        OffsetDateTime ready = row.getObject("ready_at", OffsetDateTime.class);
        return new Delivery(
                State.valueOf(row.getString("state")),
                row.getInt("lines_done"),
                row.getInt("lines"),
                row.getLong("bytes"),
                row.getString("ordered_by"),
                row.getObject("ordered_at", OffsetDateTime.class).toInstant(),
                ready == null ? null : ready.toInstant(),
                problem == null ? null : problem(problem));
    }

    /** Why it failed, by its code. */
    private static Finding problem(String code) {
        return code.equals("DELIVERY_GREW")
                ? Finding.blocks("DELIVERY_GREW", "order")
                : Finding.blocks("DELIVERY_NOT_MADE", "order");
    }

    /**
     * One that was being made was cut off: a package may be in the store that was not entered.
     *
     * @param pause doubled with each attempt
     */
    Optional<Job> take(Instant now, Duration pause) {
        return jdbc.sql(
                        """
                        update kept.agency_delivery d set state = 'MAKING', attempts = attempts + 1,
                            held = d.held or d.state = 'MAKING',
                            next_at = :now + power(2, least(attempts, 6)) * make_interval(secs => :pause)
                        from kept.agency_order o
                        where o.id = d.agency_order and d.agency_order = (
                            select agency_order from kept.agency_delivery
                            where state in ('WAITING', 'MAKING') and next_at <= :now
                            order by next_at limit 1 for update skip locked)
                        returning o.number, d.account, d.origin, d.attempts,
                            array(select p.n from kept.agency_delivery_part p
                                where p.agency_order = d.agency_order) as done
                        """)
                .param("now", time(now))
                .param("pause", (double) pause.toSeconds())
                .query(
                        (row, n) ->
                                new Job(
                                        row.getString("number"),
                                        new AccountId(row.getObject("account", UUID.class)),
                                        row.getString("origin"),
                                        row.getInt("attempts"),
                                        List.of((Integer[]) row.getArray("done").getArray())))
                .optional();
    }

    /**
     * Takes the place of an older part; the attempt begins anew, since something was done.
     *
     * @return whether it is still being made
     */
    boolean put(
            UUID order,
            int line,
            UUID record,
            String seen,
            DeliveryBytes.@Nullable Stored stored,
            Instant now) {
        boolean wanted =
                jdbc.sql(
                                        "update kept.agency_delivery set attempts = 0, next_at ="
                                                + " :now where agency_order = :order and state ="
                                                + " 'MAKING'")
                                .param("order", order)
                                .param("now", time(now))
                                .update()
                        > 0;
        if (!wanted) {
            return false;
        }
        int unused =
                jdbc.sql(
                                """
                                insert into kept.agency_delivery_part
                                values (:order, :n, :record, :seen, :key, :size, :sha256, :sha512, :now)
                                on conflict (agency_order, n) do update set seen = excluded.seen,
                                    object_key = excluded.object_key, size = excluded.size,
                                    sha256 = excluded.sha256, sha512 = excluded.sha512,
                                    made_at = excluded.made_at
                                """)
                        .param("order", order)
                        .param("n", line)
                        .param("record", record)
                        .param("seen", seen)
                        .param("key", stored == null ? null : stored.key().value())
                        .param("size", stored == null ? 0L : stored.size())
                        .param("sha256", stored == null ? null : stored.sha256().hex())
                        .param("sha512", stored == null ? null : stored.sha512().hex())
                        .param("now", time(now))
                        .update();
        unused =
                jdbc.sql(
                                "update kept.agency_delivery set lines_done = (select count(*) from"
                                        + " kept.agency_delivery_part p where p.agency_order ="
                                        + " :order) where agency_order = :order")
                        .param("order", order)
                        .update();
        return true;
    }

    /**
     * @param seen what it must have been made of; null for whatever it was
     */
    Optional<Part> part(String number, int line, @Nullable String seen) {
        return jdbc.sql(
                        "select p.* from kept.agency_delivery_part p join kept.agency_delivery d on"
                                + " d.agency_order = p.agency_order where p.n = :n and"
                                + " (cast(:seen as text) is null or p.seen = :seen) and"
                                + OF)
                .param("number", number)
                .param("n", line)
                .param("seen", seen)
                .query(
                        (row, n) ->
                                new Part(
                                        row.getInt("n"),
                                        row.getString("object_key"),
                                        row.getLong("size"),
                                        digest(DigestAlgorithm.SHA256, row.getString("sha256")),
                                        digest(DigestAlgorithm.SHA512, row.getString("sha512"))))
                .optional();
    }

    private static @Nullable Digest digest(DigestAlgorithm algorithm, @Nullable String hex) {
        return hex == null ? null : new Digest(algorithm, hex);
    }

    /** Bytes of its parts. */
    long bytes(UUID order) {
        return jdbc.sql(
                        "select coalesce(sum(size), 0) from kept.agency_delivery_part where"
                                + " agency_order = :order")
                .param("order", order)
                .query(Long.class)
                .single();
    }

    /**
     * @return whether it was in one of those states
     */
    boolean becomes(
            String number, State state, @Nullable String problem, Instant now, State... from) {
        return jdbc.sql(
                                "update kept.agency_delivery d set state = :state, problem ="
                                        + " :problem, held = held or not :ready, next_at = case when"
                                        + " :over or :ready then :now else next_at end, ready_at ="
                                        + " case when :ready then :now else ready_at end where"
                                        + " d.state = any(:from) and"
                                        + OF)
                        .param("number", number)
                        .param("state", state.name())
                        .param("problem", problem)
                        .param("over", state == State.CANCELLED || state == State.OVER)
                        .param("ready", state == State.READY)
                        .param("now", time(now))
                        .param(
                                "from",
                                List.of(from).stream().map(State::name).toArray(String[]::new))
                        .update()
                > 0;
    }

    /** One that is ready is made again, as who fetches it reads: whoever ordered it may be gone. */
    void again(String number, @Nullable AccountId account, Instant now) {
        int unused =
                jdbc.sql(
                                "update kept.agency_delivery d set state = 'WAITING', problem = null,"
                                        + " attempts = 0, next_at = :now, account ="
                                        + " coalesce(:account::uuid, d.account) where d.state = 'READY'"
                                        + " and"
                                        + OF)
                        .param("number", number)
                        .param("account", account == null ? null : account.value())
                        .param("now", time(now))
                        .update();
    }

    /** Its bytes stay noted until the next attempt. */
    void forgetPart(String number, int line) {
        int unused =
                jdbc.sql("delete from kept.agency_delivery_part d where d.n = :n and" + OF)
                        .param("n", line)
                        .param("number", number)
                        .update();
        unused =
                jdbc.sql("update kept.agency_delivery d set held = true where" + OF)
                        .param("number", number)
                        .update();
    }

    void forgetParts(UUID order) {
        int unused =
                jdbc.sql("delete from kept.agency_delivery_part where agency_order = :order")
                        .param("order", order)
                        .update();
    }

    /**
     * @param n from 1, the line in its order
     */
    record Place(UUID order, int n) {}

    /**
     * Where packages of a hồ sơ may lie: the register tells it, also of those that no part has any
     * more.
     */
    List<Place> ofRecord(UUID record) {
        return jdbc.sql(
                        "select l.agency_order, l.n from kept.agency_order_line l join"
                                + " kept.agency_delivery d on d.agency_order = l.agency_order where"
                                + " l.record = :record")
                .param("record", record)
                .query(
                        (row, n) ->
                                new Place(
                                        row.getObject("agency_order", UUID.class), row.getInt("n")))
                .list();
    }

    void forgetRecord(UUID record) {
        int unused =
                jdbc.sql("delete from kept.agency_delivery_part where record = :record")
                        .param("record", record)
                        .update();
    }

    /** Deliveries of orders that have expired or were withdrawn. */
    List<String> over(Instant now) {
        return jdbc.sql(
                        "select o.number from kept.agency_delivery d join kept.agency_order o on"
                                + " o.id = d.agency_order where d.state in ('WAITING', 'MAKING',"
                                + " 'READY', 'FAILED') and (o.withdrawn_at is not null or"
                                + " o.expires_at <= :now) limit "
                                + MOST)
                .param("now", time(now))
                .query(String.class)
                .list();
    }

    private static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }
}
