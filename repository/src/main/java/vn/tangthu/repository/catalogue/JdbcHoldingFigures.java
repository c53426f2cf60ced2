package vn.tangthu.repository.catalogue;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Sums over the table that a trigger keeps (V9). */
@Component
class JdbcHoldingFigures implements HoldingFigures {
    private static final int MOST = 1_000;

    /** Before all ids. */
    private static final UUID FIRST = new UUID(0, 0);

    private final JdbcClient jdbc;
    private final FormatCounts counts;

    JdbcHoldingFigures(JdbcClient jdbc, FormatCounts counts) {
        this.jdbc = jdbc;
        this.counts = counts;
    }

    private static void require(Reader reader) {
        if (!reader.is(Role.ARCHIVIST) && !reader.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    @Override
    public Formats formats(Reader reader) {
        require(reader);
        return counts.last();
    }

    @Override
    public List<InFormat> inFormat(
            @Nullable String puid, @Nullable AipId after, int limit, Reader reader) {
        require(reader);
        // One of the two: "is not distinct from" would not walk along the index by format.
        String of = puid == null ? "c.puid is null" : "c.puid = :puid";
        return jdbc.sql(
                        """
                        select r.id, r.arc_file_code, r.description ->> 'title', g.files
                        from (select c.aip_id, count(*) as files from projection.content_file c
                              where %s and not c.again and c.aip_id > :after
                              group by c.aip_id order by c.aip_id limit :limit) g
                        join projection.record r on r.id = g.aip_id order by r.id
                        """
                                .formatted(of))
                .param("puid", puid)
                .param("after", after == null ? FIRST : after.value())
                .param("limit", Math.clamp(limit, 1, 200))
                .query(
                        (row, n) ->
                                new InFormat(
                                        new AipId(row.getObject(1, UUID.class)),
                                        row.getString(2),
                                        row.getString(3),
                                        row.getLong(4)))
                .list();
    }

    @Override
    public Figures by(By by, Reader reader) {
        require(reader);
        String key =
                switch (by) {
                    case FONDS -> "f.code";
                    case SUBMITTER -> "h.submitter";
                    case YEAR -> "h.year::text";
                    case MAINTENANCE -> "h.maintenance";
                    case ACCESS -> "greatest(f.access, h.access)::text";
                    case ORIGIN -> "h.origin";
                };
        String order =
                switch (by) {
                    case FONDS -> "min(f.sort_key), 1";
                    case YEAR -> "min(h.year), 1";
                    case SUBMITTER, MAINTENANCE, ACCESS, ORIGIN -> "records desc, 1";
                };
        List<Line> lines =
                jdbc.sql(
                                """
                                select %s as key, min(f.title) as title,
                                    sum(h.records)::bigint as records,
                                    sum(h.documents)::bigint as documents,
                                    sum(h.pages)::bigint as pages,
                                    sum(h.bytes)::bigint as bytes, sum(h.a4)::bigint as a4,
                                    sum(h.unmeasured)::bigint as unmeasured,
                                    sum(h.sheets)::bigint as sheets,
                                    sum(h.sheets_untold)::bigint as sheets_untold
                                from projection.holding h
                                join projection.fonds f on f.id = h.fonds_id
                                group by 1 having sum(h.records) > 0 order by %s
                                """
                                        .formatted(key, order))
                        .query(
                                (row, n) -> {
                                    String found = row.getString("key");
                                    String name =
                                            by == By.ACCESS
                                                    ? Access.values()[Integer.parseInt(found)]
                                                            .name()
                                                    : found;
                                    return new Line(
                                            name,
                                            by == By.FONDS ? row.getString("title") : name,
                                            row.getLong("records"),
                                            row.getLong("documents"),
                                            row.getLong("pages"),
                                            new Measures(
                                                    row.getLong("bytes"),
                                                    row.getLong("a4"),
                                                    row.getLong("unmeasured"),
                                                    row.getLong("sheets"),
                                                    row.getLong("sheets_untold")));
                                })
                        .list();
        return lines.size() <= MOST
                ? new Figures(lines, 0)
                : new Figures(lines.subList(0, MOST), lines.size() - MOST);
    }
}
