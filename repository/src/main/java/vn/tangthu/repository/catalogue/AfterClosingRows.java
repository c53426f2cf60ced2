package vn.tangthu.repository.catalogue;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.AfterClosing;
import vn.tangthu.repository.Holdings.Late;

/** Hồ sơ and documents of a fonds that are later than a day. */
final class AfterClosingRows {
    /** The first day that a date in a description can mean; null where there is none. */
    private static final String EARLIEST =
            "make_date((%1$s->>'year')::int, coalesce((%1$s->>'month')::int, 1),"
                    + " coalesce((%1$s->>'day')::int, 1))";

    private static final String LAST =
            "coalesce(r.description->'endDate', r.description->'startDate')";
    private static final String ISSUED = "(d.description->'issuedDate')";

    private AfterClosingRows() {}

    static AfterClosing of(JdbcClient jdbc, FondsId fonds, LocalDate closed) {
        String sql =
                """
                with late as materialized (
                    select r.sort_key, r.id, r.arc_file_code, null as doc_code, -1 as ordinal,
                        %2$s as date
                    from projection.record r
                    where r.visible and r.fonds_id = :fonds and %3$s > :closed
                    union all
                    select r.sort_key, r.id, r.arc_file_code, d.description->>'docCode', d.ordinal,
                        %4$s as date
                    from projection.record r join projection.document d on d.aip_id = r.id
                    where r.visible and r.fonds_id = :fonds and %5$s > :closed)
                select id, arc_file_code, doc_code, date::text,
                    count(*) filter (where doc_code is null) over () as records,
                    count(*) filter (where doc_code is not null) over () as documents
                from late order by sort_key, id, ordinal limit %1$d
                """
                        .formatted(
                                AfterClosing.MOST,
                                LAST,
                                EARLIEST.formatted(LAST),
                                ISSUED,
                                EARLIEST.formatted(ISSUED));
        List<Late> first = new ArrayList<>();
        long[] counts = new long[2];
        jdbc.sql(sql)
                .param("fonds", fonds.value())
                .param("closed", closed)
                .query(
                        row -> {
                            counts[0] = row.getLong("records");
                            counts[1] = row.getLong("documents");
                            first.add(
                                    new Late(
                                            new AipId(row.getObject("id", UUID.class)),
                                            row.getString("arc_file_code"),
                                            row.getString("doc_code"),
                                            DescriptionJson.read(
                                                    row.getString("date"), ArchivalDate.class)));
                        });
        return new AfterClosing(counts[0], counts[1], first);
    }
}
