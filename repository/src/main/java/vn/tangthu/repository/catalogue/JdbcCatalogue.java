package vn.tangthu.repository.catalogue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.InWorkers;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordSummary;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Series;
import vn.tangthu.repository.SeriesId;
import vn.tangthu.repository.Slice;

/**
 * Lists and records in SQL. Each statement leaves out what the reader may not know of, so that
 * hidden rows take no place in a page and enter no count; what is only listed is masked when its
 * row is read.
 */
@Component
@InWorkers
class JdbcCatalogue implements Catalogue {
    private static final int MAX_LIMIT = 1000;

    /**
     * How many records below {@code f} (a fonds) or in {@code s} (a series) the reader knows of.
     */
    private static final String COUNT =
            """
            (select coalesce(sum(c.records), 0)::bigint from projection.record_count c
             where c.fonds_id = f.id and greatest(f.access, c.access) <= :known %s) as records
            """;

    /** The end of the last maker, where all have one and nobody keeps the fonds open in spite. */
    private static final String ENDED =
            """
            , (select e.ended_on from (
                   select max(b.until_day) as ended_on
                   from kept.body_fonds m join kept.body b on b.id = m.body
                   where m.fonds = f.id having bool_and(b.until_day is not null)) e
               where not exists (
                   select from kept.fonds_closing c where c.fonds = f.id
                   and c.ended_on = e.ended_on and c.kept_open_at is not null)) as ended_on
            """;

    private static final String FONDS =
            "select f.*, "
                    + COUNT.formatted("")
                    + ENDED
                    + " from projection.fonds f where f.access <= :known";

    private static final String KNOWN_RECORD =
            """
            from projection.record r join projection.fonds f on f.id = r.fonds_id
            where r.visible and greatest(f.access, r.access) <= :known
            """;

    private final JdbcClient jdbc;
    private final RecordReading reading;
    private final PaperRows paper;

    JdbcCatalogue(JdbcClient jdbc, RecordReading reading) {
        this.jdbc = jdbc;
        this.reading = reading;
        this.paper = new PaperRows(jdbc);
    }

    @Override
    public Slice<Fonds> fonds(int offset, int limit, Reader reader) {
        check(offset, limit);
        int known = Ranks.known(reader);
        long total =
                jdbc.sql("select count(*) from projection.fonds where access <= ?")
                        .param(known)
                        .query(Long.class)
                        .single();
        List<Fonds> items =
                jdbc.sql(FONDS + " order by f.sort_key, f.id offset :offset limit :limit")
                        .param("known", known)
                        .param("offset", offset)
                        .param("limit", limit)
                        .query((row, n) -> CatalogueRows.fonds(row, reader))
                        .list();
        return new Slice<>(items, offset, total);
    }

    @Override
    public Optional<Fonds> fonds(FondsId id, Reader reader) {
        return jdbc.sql(FONDS + " and f.id = :id")
                .param("known", Ranks.known(reader))
                .param("id", id.value())
                .query((row, n) -> CatalogueRows.fonds(row, reader))
                .optional();
    }

    @Override
    public Optional<Fonds> fondsByCode(String code, Reader reader) {
        return jdbc.sql(FONDS + " and f.code = :code")
                .param("known", Ranks.known(reader))
                .param("code", code)
                .query((row, n) -> CatalogueRows.fonds(row, reader))
                .optional();
    }

    @Override
    public Slice<Series> series(FondsId fonds, int offset, int limit, Reader reader) {
        check(offset, limit);
        String from =
                " from projection.series s join projection.fonds f on f.id = s.fonds_id"
                        + " where s.fonds_id = :fonds and f.access <= :known";
        Map<String, Object> parameters =
                Map.of(
                        "fonds",
                        fonds.value(),
                        "known",
                        Ranks.known(reader),
                        "offset",
                        offset,
                        "limit",
                        limit);
        long total =
                jdbc.sql("select count(*)" + from).params(parameters).query(Long.class).single();
        List<Series> items =
                jdbc.sql(
                                // Records are counted for the series of the page only.
                                "select s.id, s.code, s.title, "
                                        + COUNT.formatted("and c.series_id = s.id")
                                        + " from (select id from projection.series"
                                        + " where fonds_id = :fonds"
                                        + " order by sort_key, id offset :offset limit :limit) page"
                                        + " join projection.series s on s.id = page.id"
                                        + " join projection.fonds f on f.id = s.fonds_id"
                                        + " where f.access <= :known order by s.sort_key, s.id")
                        .params(parameters)
                        .query((row, n) -> CatalogueRows.series(row, fonds))
                        .list();
        return new Slice<>(items, offset, total);
    }

    @Override
    public Optional<Series> series(FondsId fonds, SeriesId id, Reader reader) {
        return jdbc.sql(
                        "select s.id, s.code, s.title, "
                                + COUNT.formatted("and c.series_id = s.id")
                                + " from projection.series s join projection.fonds f"
                                + " on f.id = s.fonds_id where s.id = :id and s.fonds_id = :fonds"
                                + " and f.access <= :known")
                .param("id", id.value())
                .param("fonds", fonds.value())
                .param("known", Ranks.known(reader))
                .query((row, n) -> CatalogueRows.series(row, fonds))
                .optional();
    }

    @Override
    public Slice<RecordSummary> records(SeriesId series, int offset, int limit, Reader reader) {
        Optional<FondsId> fonds =
                jdbc.sql("select fonds_id from projection.series where id = ?")
                        .param(series.value())
                        .query((row, n) -> new FondsId(row.getObject(1, UUID.class)))
                        .optional();
        return fonds.isEmpty()
                ? new Slice<>(List.of(), offset, 0)
                : records(fonds.get(), series.value(), offset, limit, reader);
    }

    @Override
    public Slice<RecordSummary> recordsWithoutSeries(
            FondsId fonds, int offset, int limit, Reader reader) {
        return records(fonds, null, offset, limit, reader);
    }

    private Slice<RecordSummary> records(
            FondsId fonds, @Nullable UUID series, int offset, int limit, Reader reader) {
        check(offset, limit);
        // Only ids are walked over before the page, in the index; rows are fetched for the page.
        String where =
                series == null
                        ? "r.fonds_id = :fonds and r.series_id is null"
                        : "r.series_id = :series";
        Map<String, Object> parameters =
                Map.of(
                        "fonds",
                        fonds.value(),
                        "series",
                        series == null ? new UUID(0, 0) : series,
                        "known",
                        Ranks.known(reader),
                        "offset",
                        offset,
                        "limit",
                        limit);
        long total =
                jdbc.sql(
                                """
                                select coalesce(sum(c.records), 0) from projection.record_count c
                                join projection.fonds f on f.id = c.fonds_id
                                where c.fonds_id = :fonds and c.series_id = :series
                                  and greatest(f.access, c.access) <= :known
                                """)
                        .params(parameters)
                        .query(Long.class)
                        .single();
        if (offset >= total) {
            return new Slice<>(List.of(), offset, total);
        }
        List<RecordSummary> items =
                jdbc.sql(
                                """
                                select r.id, r.arc_file_code, r.title, r.start_year, r.end_year,
                                    r.access, r.title_public, r.basis, r.ground,
                                    r.closed_until, r.documents_public,
                                    r.documents_listed, r.documents_hidden, r.pages_public,
                                    r.pages_listed, r.pages_hidden, r.stored_at,
                                    f.access as f_access, f.title_public as f_title_public,
                                    f.basis as f_basis, f.ground as f_ground,
                                    f.closed_until as f_closed_until, x.state as fixity, x.at as fixity_at
                                from (select r.id from projection.record r
                                      where r.visible and %s and r.access <= :known
                                      order by r.sort_key, r.id offset :offset limit :limit) page
                                join projection.record r on r.id = page.id
                                join projection.fonds f on f.id = r.fonds_id
                                left join projection.fixity_state x on x.aip_id = r.id
                                where f.access <= :known
                                order by r.sort_key, r.id
                                """
                                        .formatted(where))
                        .params(parameters)
                        .query((row, n) -> CatalogueRows.summary(row, fonds, reader))
                        .list();
        return new Slice<>(items, offset, total);
    }

    @Override
    public Optional<RecordView> record(AipId id, Reader reader) {
        return Optional.ofNullable(reading.read(List.of(id), reader).get(id));
    }

    @Override
    public Map<AipId, RecordView> records(Collection<AipId> ids, Reader reader) {
        check(0, ids.size());
        return reading.read(ids, reader);
    }

    @Override
    public Set<AipId> known(Collection<AipId> ids, Reader reader) {
        check(0, ids.size());
        return Set.copyOf(
                jdbc.sql("select r.id " + KNOWN_RECORD + " and r.id = any(:ids)")
                        .param("known", Ranks.known(reader))
                        .param("ids", ids.stream().map(AipId::value).toArray(UUID[]::new))
                        .query(JdbcCatalogue::id)
                        .list());
    }

    @Override
    public Map<AipId, Line> lines(
            Collection<AipId> ids, Collection<DocumentId> documents, Reader reader) {
        check(0, ids.size());
        Map<AipId, AipId> current = new HashMap<>();
        known(ids, reader).forEach(id -> current.put(id, id));
        UUID[] others =
                ids.stream()
                        .filter(id -> !current.containsKey(id))
                        .map(AipId::value)
                        .toArray(UUID[]::new);
        if (others.length > 0) {
            jdbc.sql(
                            "select w.id, kept.current_package(w.id) as now"
                                    + " from unnest(:ids) as w(id)")
                    .param("ids", others)
                    .query(
                            row -> {
                                UUID now = row.getObject("now", UUID.class);
                                if (now != null) {
                                    current.put(
                                            new AipId(row.getObject("id", UUID.class)),
                                            new AipId(now));
                                }
                            });
        }
        Map<AipId, RecordView> views = reading.near(current.values(), documents, reader);
        Map<AipId, Line> lines = new HashMap<>();
        current.forEach(
                (asked, now) -> {
                    RecordView view = views.get(now);
                    if (view != null) {
                        lines.put(asked, Line.of(view, documents));
                    }
                });
        List<AipId> rest = ids.stream().filter(id -> !lines.containsKey(id)).toList();
        paper.read(rest, reader).forEach((id, view) -> lines.put(id, Line.of(view, documents)));
        return lines;
    }

    @Override
    public Map<AipId, RecordView.Paper> onPaper(Collection<AipId> ids, Reader reader) {
        check(0, ids.size());
        return paper.read(ids, reader);
    }

    @Override
    public Optional<AipId> resolveOnPaper(String code, Reader reader) {
        return paper.resolve(code, reader);
    }

    @Override
    public boolean hasPaper(FondsId fonds, Reader reader) {
        return paper.any(fonds, reader);
    }

    @Override
    public List<PublicRecord> publicPaper(@Nullable AipId after, int limit) {
        return paper.publicOnes(after, limit);
    }

    @Override
    public Optional<AipId> resolve(String code, Reader reader) {
        String wanted = code.strip();
        Optional<UUID> uuid = uuid(wanted);
        if (uuid.isPresent()) {
            return only("r.id = :code", uuid.get(), reader)
                    .or(
                            () ->
                                    successor(uuid.get())
                                            .flatMap(id -> only("r.id = :code", id, reader)));
        }
        return only("r.arc_file_code = :code", wanted, reader)
                .or(() -> only("r.file_code = :code", wanted, reader));
    }

    /** The package that keeps what was not erased of it, and of that, and so on. */
    private Optional<UUID> successor(UUID erased) {
        return jdbc.sql("select kept.current_package(?)")
                .param(erased)
                .query(UUID.class)
                .optional()
                .filter(id -> !id.equals(erased));
    }

    private static Optional<UUID> uuid(String text) {
        String digits = text.startsWith("urn:uuid:") ? text.substring(9) : text;
        try {
            return digits.length() == 36 ? Optional.of(UUID.fromString(digits)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The one record the reader may know of; hidden ones do not make a code ambiguous. */
    private Optional<AipId> only(String condition, Object code, Reader reader) {
        List<AipId> found =
                jdbc.sql("select r.id " + KNOWN_RECORD + " and " + condition + " limit 2")
                        .param("known", Ranks.known(reader))
                        .param("code", code)
                        .query(JdbcCatalogue::id)
                        .list();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    @Override
    public Optional<AipId> recordOf(ContentFileId file, Reader reader) {
        return jdbc.sql(
                        """
                        select r.id from projection.content_file c
                        join projection.document d on d.id = c.document_id
                        join projection.record r on r.id = d.aip_id
                        join projection.fonds f on f.id = r.fonds_id
                        where c.id = :file and r.visible
                          and greatest(f.access, r.access, d.access) <= :known
                        """)
                .param("file", file.value())
                .param("known", Ranks.known(reader))
                .query(JdbcCatalogue::id)
                .optional();
    }

    @Override
    public List<PublicRecord> publicRecords(@Nullable AipId after, int limit) {
        return jdbc.sql(
                        """
                        select r.id, r.changed_at from projection.record r
                        join projection.fonds f on f.id = r.fonds_id
                        where r.visible and r.access = 0 and f.access = 0 and r.id > :after
                        order by r.id limit :limit
                        """)
                .param("after", after == null ? new UUID(0, 0) : after.value())
                .param("limit", limit)
                .query(
                        (row, n) ->
                                new PublicRecord(
                                        id(row, n), CatalogueRows.instant(row, "changed_at")))
                .list();
    }

    private static AipId id(ResultSet row, int n) throws SQLException {
        return new AipId(row.getObject(1, UUID.class));
    }

    private static void check(int offset, int limit) {
        if (offset < 0 || limit < 0 || limit > MAX_LIMIT) {
            throw new IllegalArgumentException(
                    "Offset from 0 and limit at most " + MAX_LIMIT + ": " + offset + ", " + limit);
        }
    }
}
