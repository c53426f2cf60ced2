package vn.tangthu.repository.catalogue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.ChangeJournal.Kind;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SeriesId;

/** The rows of a fonds and its series. Callers bring the transaction. */
@Component
class FondsRows {
    private final JdbcClient jdbc;

    FondsRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts the fonds and its series in place, or what is new about them. */
    void save(FondsObject object) {
        NewFonds fonds = object.fonds();
        int unused =
                jdbc.sql(
                                """
                                insert into projection.fonds (id, code, title, archive_code,
                                    closed_on, history, access, title_public, basis, ground,
                                    closed_until, created_at, sort_key, version)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (id) do update set code = excluded.code,
                                    title = excluded.title, archive_code = excluded.archive_code,
                                    closed_on = excluded.closed_on, history = excluded.history,
                                    access = excluded.access, title_public = excluded.title_public,
                                    basis = excluded.basis, ground = excluded.ground,
                                    closed_until = excluded.closed_until, sort_key = excluded.sort_key,
                                    version = excluded.version
                                """)
                        .params(
                                Arrays.asList(
                                        object.id().value(),
                                        fonds.code(),
                                        fonds.title(),
                                        fonds.archiveCode(),
                                        fonds.closedOn(),
                                        fonds.history(),
                                        Ranks.of(fonds.rights().access()),
                                        fonds.rights().titlePublic(),
                                        fonds.rights().basis(),
                                        CatalogueRows.ground(fonds.rights()),
                                        fonds.rights().closedUntil(),
                                        JdbcChangeJournal.at(object.createdAt()),
                                        NaturalOrder.key(fonds.code()),
                                        object.version()))
                        .update();
        for (FondsObject.SeriesEntry series : object.series()) {
            unused =
                    jdbc.sql(
                                    """
                                    insert into projection.series
                                        (id, fonds_id, code, title, sort_key)
                                    values (?, ?, ?, ?, ?)
                                    on conflict (id) do update set code = excluded.code,
                                        title = excluded.title, sort_key = excluded.sort_key
                                    """)
                            .params(
                                    series.id().value(),
                                    object.id().value(),
                                    series.code(),
                                    series.title(),
                                    NaturalOrder.key(series.code()))
                            .update();
        }
    }

    /**
     * What it is for the records of the fonds when these rows are replaced, by all that a record
     * shows, or is found by, of its fonds and series: their codes and titles, the code of the
     * archive (with which entries of paper are called) and who may see it. To be asked before
     * {@link #save}. A new series has no records.
     */
    Kind change(FondsObject to) {
        UUID fonds = to.id().value();
        Told before = told(fonds).orElse(null);
        if (before == null) {
            return Kind.FONDS_CHANGED;
        }
        Told after =
                new Told(
                        to.fonds().code(),
                        to.fonds().title(),
                        to.fonds().archiveCode(),
                        to.fonds().rights().access(),
                        Ranks.titlePublic(to.fonds().rights()));
        if (after.access().compareTo(before.access()) > 0
                || before.titlePublic() && !after.titlePublic()) {
            return Kind.FONDS_RESTRICTED;
        }
        Set<FondsObject.SeriesEntry> known = Set.copyOf(to.series());
        boolean sameSeries = known.containsAll(series(fonds));
        return after.equals(before) && sameSeries ? Kind.FONDS_NOTED : Kind.FONDS_CHANGED;
    }

    /** What of a fonds is told with its records, or decides who is told. */
    private record Told(
            String code, String title, String archiveCode, Access access, boolean titlePublic) {}

    private Optional<Told> told(UUID fonds) {
        return jdbc.sql(
                        "select code, title, archive_code, access, title_public, basis, ground,"
                                + " closed_until from projection.fonds where id = ?")
                .param(fonds)
                .query(
                        (row, n) -> {
                            Rights rights = CatalogueRows.rights(row, "");
                            return new Told(
                                    row.getString("code"),
                                    row.getString("title"),
                                    row.getString("archive_code"),
                                    rights.access(),
                                    Ranks.titlePublic(rights));
                        })
                .optional();
    }

    private List<FondsObject.SeriesEntry> series(UUID fonds) {
        return jdbc.sql("select id, code, title from projection.series where fonds_id = ?")
                .param(fonds)
                .query(
                        (row, n) ->
                                new FondsObject.SeriesEntry(
                                        new SeriesId(row.getObject("id", UUID.class)),
                                        row.getString("code"),
                                        row.getString("title")))
                .list();
    }

    /** What the row of a fonds tells of who may see it. */
    record Shown(String code, Rights rights) {}

    Optional<Shown> shown(UUID fonds) {
        return jdbc.sql(
                        "select code, access, title_public, basis, ground, closed_until"
                                + " from projection.fonds"
                                + " where id = ?")
                .param(fonds)
                .query((row, n) -> new Shown(row.getString("code"), CatalogueRows.rights(row, "")))
                .optional();
    }

    /** Only who may see it; the version stays. */
    void saveRights(UUID fonds, Rights rights) {
        int unused =
                jdbc.sql(
                                "update projection.fonds set access = ?, title_public = ?,"
                                        + " basis = ?, ground = ?, closed_until = ? where id = ?")
                        .params(
                                Arrays.asList(
                                        Ranks.of(rights.access()),
                                        rights.titlePublic(),
                                        rights.basis(),
                                        CatalogueRows.ground(rights),
                                        rights.closedUntil(),
                                        fonds))
                        .update();
    }

    /** The version that the rows show, 0 when there are none. */
    int version(UUID fonds) {
        return jdbc.sql("select version from projection.fonds where id = ?")
                .param(fonds)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }
}
