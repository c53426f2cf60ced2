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

    @Override
    public Figures by(By by, Reader reader) {
        if (!reader.is(Role.ARCHIVIST) && !reader.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
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
