package vn.tangthu.repository.orders;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AgencyOrders.Line;
import vn.tangthu.repository.AgencyOrders.LineState;
import vn.tangthu.repository.AgencyOrders.Order;
import vn.tangthu.repository.AgencyOrders.State;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FondsId;

/** Rows of orders and their lines as the face shows them. */
final class OrderRows {
    /** All but the letter itself; what was granted or proposed decides between states. */
    static final String ORDER =
            """
            select o.n, o.number, o.body, o.body_name, o.account_name, o.contact, o.letter_number,
                o.letter_day, o.purpose, o.letter_checked, o.sent_at, o.decided_at, o.expires_at,
                o.withdrawn_at, o.withdrawn_why, o.received_at, o.received_by,
                exists (select from kept.agency_order_line l
                    where l.agency_order = o.id and l.state in ('PROPOSED', 'GRANTED')) as granted,
                exists (select from kept.agency_order_line l
                    where l.agency_order = o.id and l.state = 'PROPOSED') as proposed
            from kept.agency_order o
            """;

    /** Not what was proposed: the hồ sơ has another version now, or is gone. */
    static final String CHANGED =
            """
            l.version is distinct from (
                select r.version from projection.record r where r.id = l.record)
            """;

    /** Released after a suspicion while not all of its pages are read. */
    static final String UNREAD = "exists (select from kept.unread u where u.aip_id = l.record)";

    /**
     * Proposed, with an approver there who did not propose it ({@link
     * vn.tangthu.repository.SecondDecisions}).
     */
    static final String LEFT_TO_APPROVERS =
            """
            (l.state = 'PROPOSED' and exists (select from kept.account a where a.enabled
                and a.roles @> array['APPROVER', 'ARCHIVIST'] and a.username <> l.proposed_by))
            """;

    /** Proposed or granted, and not handed out before it is decided again. */
    static final String AGAIN =
            "(l.state in ('PROPOSED', 'GRANTED') and (l.restricted and "
                    + CHANGED
                    + " or "
                    + UNREAD
                    + "))";

    static final String LINE =
            "select l.*, "
                    + AGAIN
                    + " as again from kept.agency_order_line l join kept.agency_order o"
                    + " on o.id = l.agency_order ";

    /**
     * Something of it waits for an archivist: a line was never decided, was proposed and waits for
     * the second person, or is to be decided again while the days of the order ({@code :now}) run.
     * Each part goes along an index that what is done with has left.
     */
    static final String WAITS =
            """
            (o.withdrawn_at is null and o.id in (
                select w.id from kept.agency_order w
                where w.decided_at is null and w.withdrawn_at is null
                union all
                select l.agency_order from kept.agency_order_line l
                where l.state in ('OPEN', 'PROPOSED')
                union all
                select w.id from kept.agency_order w
                where w.expires_at > :now and w.withdrawn_at is null and exists (
                    select from kept.agency_order_line l where l.agency_order = w.id and %s)))
            """
                    .formatted(AGAIN);

    private OrderRows() {}

    static Order order(ResultSet row, Instant now) throws SQLException {
        Instant decided = instant(row, "decided_at");
        Instant expires = instant(row, "expires_at");
        Instant withdrawn = instant(row, "withdrawn_at");
        State state;
        if (withdrawn != null) {
            state = State.WITHDRAWN;
        } else if (decided == null) {
            state = State.WAITING;
        } else if (!row.getBoolean("granted")) {
            state = State.REFUSED;
        } else {
            boolean runs = expires != null && now.isBefore(expires);
            // It does not end between two persons who decide it again.
            State over = row.getBoolean("proposed") ? State.WAITING : State.EXPIRED;
            state = runs ? State.OPEN : over;
        }
        return new Order(
                row.getLong("n"),
                row.getString("number"),
                new BodyId(row.getObject("body", UUID.class)),
                row.getString("body_name"),
                row.getString("account_name"),
                row.getString("contact"),
                row.getString("letter_number"),
                row.getObject("letter_day", LocalDate.class),
                row.getString("purpose"),
                row.getString("letter_checked"),
                row.getObject("sent_at", OffsetDateTime.class).toInstant(),
                decided,
                expires,
                withdrawn,
                row.getString("withdrawn_why"),
                instant(row, "received_at"),
                row.getString("received_by"),
                state);
    }

    static Line line(ResultSet row) throws SQLException {
        UUID document = row.getObject("document", UUID.class);
        return new Line(
                row.getInt("n"),
                row.getString("asked"),
                new AipId(row.getObject("record", UUID.class)),
                document == null ? null : new DocumentId(document),
                new FondsId(row.getObject("fonds", UUID.class)),
                row.getString("code"),
                row.getBoolean("restricted"),
                LineState.valueOf(row.getString("state")),
                row.getString("proposed_by"),
                row.getString("proposed_why"),
                row.getString("decided_by"),
                row.getString("reason"),
                row.getString("refused_by"),
                row.getString("refused_why"),
                row.getInt("fetched"),
                row.getObject("certificate", UUID.class),
                row.getBoolean("again"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
