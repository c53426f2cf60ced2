package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.PhysicalCondition;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/**
 * Entries of paper that is not digitised, as readers may see them: by the rules of hồ sơ, the
 * strictest of fonds and entry. Where they stand in the stacks is not read here at all.
 */
final class PaperRows {
    private static final String KNOWN =
            """
            from kept.paper_entry p join projection.fonds f on f.id = p.fonds
            where p.record is null and not p.withdrawn
              and f.access <= :known and p.shown_access <= :known
            """;

    private final JdbcClient jdbc;

    PaperRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Map<AipId, RecordView.Paper> read(Collection<AipId> ids, Reader reader) {
        Map<AipId, RecordView.Paper> views = new LinkedHashMap<>();
        if (ids.isEmpty()) {
            return views;
        }
        jdbc.sql(
                        """
                        select p.id, p.fonds, p.file_code, p.series_code, p.number, p.title,
                            p.from_year, p.to_year, p.metres, p.boxes, p.sheets, p.condition,
                            p.note, p.shown_access as access, p.title_public, p.basis,
                            null::text as ground,
                            case when not p.opened then p.closed_until end as closed_until,
                            f.code as f_code, f.title as f_title, f.archive_code,
                            f.access as f_access, f.title_public as f_title_public,
                            f.basis as f_basis, f.ground as f_ground,
                            f.closed_until as f_closed_until
                        """
                                + KNOWN
                                + " and p.id = any(:ids)")
                .param("ids", ids.stream().map(AipId::value).toArray(UUID[]::new))
                .param("known", Ranks.known(reader))
                .query((row, n) -> view(row, reader))
                .list()
                .forEach(view -> views.put(view.id(), view));
        return views;
    }

    private static RecordView.Paper view(ResultSet row, Reader reader) throws SQLException {
        FondsId fonds = new FondsId(row.getObject("fonds", UUID.class));
        Rights rights =
                Ranks.strictest(CatalogueRows.rights(row, "f_"), CatalogueRows.rights(row, ""));
        boolean whole = reader.mayRead(fonds, rights.access());
        return new RecordView.Paper(
                new AipId(row.getObject("id", UUID.class)),
                row.getString("archive_code") + "." + row.getString("file_code"),
                new RecordView.FondsSummary(
                        fonds, row.getString("f_code"), row.getString("f_title")),
                row.getObject("from_year", Integer.class),
                row.getObject("to_year", Integer.class),
                whole || rights.titlePublic() ? row.getString("title") : null,
                whole ? facts(row, rights) : null);
    }

    private static PaperFacts facts(ResultSet row, Rights rights) throws SQLException {
        String condition = row.getString("condition");
        return new PaperFacts(
                row.getString("series_code"),
                row.getString("number"),
                row.getBigDecimal("metres"),
                row.getObject("boxes", Integer.class),
                row.getObject("sheets", Integer.class),
                condition == null
                        ? null
                        : CodeListEntry.byCode(PhysicalCondition.class, condition).orElseThrow(),
                row.getString("note"),
                rights);
    }

    /** By its code with or without the archive's prefix, if only one has it. */
    Optional<AipId> resolve(String code, Reader reader) {
        List<UUID> found =
                jdbc.sql(
                                "select p.id "
                                        + KNOWN
                                        // Both forms are looked up in the index; an "or" would read
                                        // every entry.
                                        + " and lower(p.file_code) in (select lower(:code) union"
                                        + " select lower(substr(:code, length(a.archive_code) + 2))"
                                        + " from projection.fonds a"
                                        + " where starts_with(lower(:code),"
                                        + " lower(a.archive_code) || '.'))"
                                        + " and lower(:code) in (lower(p.file_code),"
                                        + " lower(f.archive_code || '.' || p.file_code)) limit 2")
                        .param("known", Ranks.known(reader))
                        .param("code", code.strip())
                        .query(UUID.class)
                        .list();
        return found.size() == 1 ? Optional.of(new AipId(found.getFirst())) : Optional.empty();
    }

    boolean any(FondsId fonds, Reader reader) {
        return jdbc.sql("select exists (select " + KNOWN + " and p.fonds = :fonds)")
                .param("known", Ranks.known(reader))
                .param("fonds", fonds.value())
                .query(Boolean.class)
                .single();
    }

    List<Catalogue.PublicRecord> publicOnes(@Nullable AipId after, int limit) {
        return jdbc.sql(
                        """
                        select p.id, p.changed_at from kept.paper_entry p
                        join projection.fonds f on f.id = p.fonds
                        where p.shown_access = 0 and not p.withdrawn and p.record is null
                          and f.access = 0 and p.id > :after
                        order by p.id limit :limit
                        """)
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new Catalogue.PublicRecord(
                                        new AipId(row.getObject("id", UUID.class)),
                                        CatalogueRows.instant(row, "changed_at")))
                .list();
    }
}
