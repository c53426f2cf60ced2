package vn.tangthu.repository.catalogue;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** Sums over the table that a trigger keeps (V9). */
@Component
class JdbcHoldingFigures implements HoldingFigures {
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    JdbcHoldingFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private static void require(Reader reader) {
        if (!reader.is(Role.ARCHIVIST) && !reader.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    /** From the index by format alone (V28); names are those of one file of each. */
    @Override
    public List<FormatLine> formats(Reader reader) {
        require(reader);
        return jdbc.sql(
                        """
                        select g.puid, g.files, g.bytes, coalesce(
                            (select trim(c.format_name || ' ' || c.format_version)
                             from projection.content_file c
                             where c.puid = g.puid and c.puid <> '' and not c.again limit 1), '')
                        from (select puid, count(*) as files, sum(size)::bigint as bytes
                              from projection.content_file where not again group by puid) g
                        order by g.files desc, g.puid nulls last
                        """)
                .query(
                        (row, n) ->
                                new FormatLine(
                                        row.getString(1),
                                        row.getString(4),
                                        row.getLong(2),
                                        row.getLong(3)))
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
