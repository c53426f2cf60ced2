package vn.tangthu.repository.catalogue;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Withdrawals.Extent;

/**
 * What became of what a delivery brought: by hồ sơ and version, as the origins in the packages tell
 * it. Conditions are on {@code projection.record} and take the delivery's id.
 */
@Component
class BroughtByDelivery {
    /** It brought a version that was not taken back. */
    static final String STANDING =
            """
            id in (select b.aip_id from projection.brought b
                where b.delivery_id = ? and b.stands)
            """;

    /** It created the hồ sơ, and no version of another delivery stands on that. */
    static final String CREATED =
            """
            id in (select b.aip_id from projection.brought b
                where b.delivery_id = ? and b.version = 1 and not exists
                    (select from projection.brought o
                     where o.aip_id = b.aip_id and o.version > 1 and o.stands))
            """;

    /** It brought a later version, and the head is that. */
    static final String ON_TOP =
            """
            id in (select b.aip_id from projection.brought b
                where b.delivery_id = ? and b.version > 1 and b.on_top)
            """;

    /** Something else stands on what it brought: somebody has to look at that. */
    private static final String LEFT =
            """
            id in (select b.aip_id from projection.brought b
                where b.delivery_id = ? and b.stands and case when b.version = 1
                    then exists (select from projection.brought o
                        where o.aip_id = b.aip_id and o.version > 1 and o.stands)
                    else not b.on_top end)
            """;

    private static final int MOST_CODES = 20;

    private final JdbcClient jdbc;
    private final JdbcChangeJournal journal;

    BroughtByDelivery(JdbcClient jdbc, JdbcChangeJournal journal) {
        this.jdbc = jdbc;
        this.journal = journal;
    }

    int left(DeliveryId delivery) {
        return jdbc.sql("select count(*) from projection.record where visible and " + LEFT)
                .param(delivery.value())
                .query(Integer.class)
                .single();
    }

    /** In the transaction of the withdrawal; the packages follow. */
    int noteToTakeBack(DeliveryId delivery, String reason, Reader actor) {
        return jdbc.sql(
                        "insert into projection.pending_version (subject, kind, since, takes_back)"
                                + " select id, ?, ?, ?::jsonb from projection.record where visible"
                                + " and "
                                + ON_TOP
                                + " order by id on conflict (subject) do update set takes_back ="
                                + " excluded.takes_back")
                .params(
                        Kind.AIP_CHANGED.name(),
                        journal.now(),
                        DescriptionJson.write(
                                new PendingVersions.TakesBack(delivery, actor.name(), reason)),
                        delivery.value())
                .update();
    }

    Extent extent(DeliveryId delivery) {
        int shown =
                jdbc.sql("select count(*) from projection.record where visible and " + CREATED)
                        .param(delivery.value())
                        .query(Integer.class)
                        .single();
        int left = left(delivery);
        return jdbc.sql(
                        """
                        select count(*) filter (where b.version = 1 and r.withdrawn),
                            count(*) filter (where b.version = 1 and r.withdrawn
                                and p.withdrawal is null),
                            count(*) filter (where r.visible and b.version > 1 and b.on_top
                                and p.takes_back is null),
                            count(*) filter (where r.visible and p.takes_back is not null),
                            count(*) filter (where not b.stands)
                        from projection.brought b
                        join projection.record r on r.id = b.aip_id
                        left join projection.pending_version p on p.subject = b.aip_id
                        where b.delivery_id = ?
                        """)
                .param(delivery.value())
                .query(
                        (row, n) ->
                                new Extent(
                                        shown,
                                        row.getInt(1),
                                        row.getInt(2),
                                        row.getInt(3),
                                        row.getInt(4),
                                        row.getInt(5),
                                        left,
                                        jdbc.sql(
                                                        "select arc_file_code from"
                                                                + " projection.record where visible"
                                                                + " and "
                                                                + LEFT
                                                                + " order by sort_key, id limit "
                                                                + MOST_CODES)
                                                .param(delivery.value())
                                                .query(String.class)
                                                .list()))
                .single();
    }
}
