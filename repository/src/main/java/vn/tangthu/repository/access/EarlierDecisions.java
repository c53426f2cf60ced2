package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Earlier;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;

/**
 * What was decided before of the same, without anybody's name and words: what applicants and
 * archivists wrote can name people.
 */
final class EarlierDecisions {
    /** Of these the ones in the same fonds are taken: a bound for who waits for the page. */
    private static final int NEWEST = 2_000;

    /** The reason stands in the step that was written right after the outcome. */
    private static final String COLUMNS =
            """
            select o.id, o.reference, o.item, o.at, o.outcome,
                coalesce((select s.kind from kept.access_request_step s where s.reference = r.reference
                    and s.kind is not null order by s.number desc limit 1), r.kind) as kind,
                (select s.reason from kept.access_request_step s where s.reference = o.reference
                    and s.status = o.outcome and coalesce(s.item, o.item) = o.item and s.at >= o.at
                    order by s.number limit 1) as reason
            """;

    private static final String OF_RECORD =
            COLUMNS
                    + """
                    from kept.access_request_item i
                    join kept.access_request_outcome o on o.reference = i.reference and o.item = i.number
                    join kept.access_request r on r.reference = i.reference
                    where i.about in (
                            select kept.packages_before(:record)
                            union select p.id from kept.paper_entry p where p.record = :record)
                        and o.outcome in ('GRANTED', 'REFUSED') and o.reference <> :reference
                    order by o.id desc limit :limit
                    """;

    private static final String OF_FONDS =
            "select * from ("
                    + COLUMNS
                    + """
                    from (select * from kept.access_request_outcome
                          where outcome in ('GRANTED', 'REFUSED') order by id desc limit :newest) o
                    join kept.access_request_item i on i.reference = o.reference and i.number = o.item
                    join kept.access_request r on r.reference = o.reference
                    left join projection.record p on p.id = i.about
                    left join kept.paper_entry e on e.id = i.about
                    where coalesce(p.fonds_id, e.fonds) = :fonds and o.reference <> :reference) alike
                    where kind = :kind order by id desc limit :limit
                    """;

    private final JdbcClient jdbc;

    EarlierDecisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of the same hồ sơ; where there are none, of the same fonds and kind. Newest first. */
    List<Earlier> alike(Request request, AipId record) {
        List<Earlier> same =
                jdbc.sql(OF_RECORD)
                        .param("record", record.value())
                        .param("reference", request.reference().value())
                        .param("limit", AccessRequests.MOST_ALIKE)
                        .query((row, n) -> earlier(row, true))
                        .list();
        return same.isEmpty()
                ? fonds(record).map(fonds -> inFonds(request, fonds)).orElse(List.of())
                : same;
    }

    private List<Earlier> inFonds(Request request, UUID fonds) {
        return jdbc.sql(OF_FONDS)
                .param("newest", NEWEST)
                .param("fonds", fonds)
                .param("reference", request.reference().value())
                .param("kind", request.request().kind().name())
                .param("limit", AccessRequests.MOST_ALIKE)
                .query((row, n) -> earlier(row, false))
                .list();
    }

    private Optional<UUID> fonds(AipId record) {
        return jdbc.sql(
                        "select fonds_id from projection.record where id = :record union all select"
                                + " fonds from kept.paper_entry where id = :record limit 1")
                .param("record", record.value())
                .query(UUID.class)
                .optional();
    }

    private static Earlier earlier(ResultSet row, boolean sameRecord) throws SQLException {
        String reason = row.getString("reason");
        return new Earlier(
                row.getString("reference"),
                row.getInt("item"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                Status.valueOf(row.getString("outcome")),
                reason == null ? null : Reason.valueOf(reason),
                Kind.valueOf(row.getString("kind")),
                sameRecord);
    }
}
