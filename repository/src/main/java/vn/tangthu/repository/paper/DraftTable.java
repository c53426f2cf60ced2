package vn.tangthu.repository.paper;

import java.sql.Types;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PaperRegister.Column;
import vn.tangthu.repository.PaperRegister.Draft;

/**
 * The drafts of one list in a table of their own, which lasts as long as the transaction: compared
 * with what is kept, and taken over, as sets. So a list of 100,000 rows takes no memory, and the
 * journal is held for the moment of taking over only.
 */
final class DraftTable {
    private static final int BATCH = 1_000;

    /** So many findings of one kind are told. */
    private static final int MOST = 1_000;

    /** Columns that a draft gives, in the names of both tables. */
    private static final List<String> GIVEN =
            List.of(
                    "series_code",
                    "number",
                    "title",
                    "from_year",
                    "to_year",
                    "metres",
                    "boxes",
                    "sheets",
                    "shelf",
                    "condition",
                    "access",
                    "title_public",
                    "basis",
                    "closed_until",
                    "note");

    private static final Map<Column, List<String>> OF =
            Map.ofEntries(
                    Map.entry(Column.SERIES_CODE, List.of("series_code")),
                    Map.entry(Column.NUMBER, List.of("number")),
                    Map.entry(Column.YEARS, List.of("from_year", "to_year")),
                    Map.entry(Column.METRES, List.of("metres")),
                    Map.entry(Column.BOXES, List.of("boxes")),
                    Map.entry(Column.SHEETS, List.of("sheets")),
                    Map.entry(Column.SHELF, List.of("shelf")),
                    Map.entry(Column.CONDITION, List.of("condition")),
                    Map.entry(Column.RIGHTS, List.of("access", "title_public", "basis")),
                    Map.entry(Column.CLOSED_UNTIL, List.of("closed_until")),
                    Map.entry(Column.NOTE, List.of("note")));

    private static final String OPENED = "coalesce(d.closed_until < :today, true)";

    private static final String INSERT =
            "insert into paper_draft (place, fonds_code, file_code, unsaid, "
                    + String.join(", ", GIVEN)
                    + ") values (?, ?, ?, ?"
                    + ", ?".repeat(GIVEN.size())
                    + ")";

    private static final int[] TYPES = {
        Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR,
        Types.VARCHAR, Types.VARCHAR, Types.INTEGER, Types.INTEGER, Types.NUMERIC,
        Types.INTEGER, Types.INTEGER, Types.VARCHAR, Types.VARCHAR, Types.SMALLINT,
        Types.BOOLEAN, Types.VARCHAR, Types.DATE, Types.VARCHAR
    };

    private final JdbcTemplate template;
    private final JdbcClient jdbc;
    private final List<Object[]> batch = new ArrayList<>();

    /** In the transaction of the caller. */
    DraftTable(JdbcTemplate template) {
        this.template = template;
        this.jdbc = JdbcClient.create(template);
        run(
                """
                create temporary table paper_draft (
                    n bigint generated always as identity,
                    place text, fonds_code text, file_code text, unsaid text,
                    series_code text, number text, title text, from_year int, to_year int,
                    metres numeric(9, 3), boxes int, sheets int, shelf text, condition text,
                    access smallint, title_public boolean, basis text, closed_until date,
                    note text, fonds uuid, id uuid, known boolean, same boolean
                ) on commit drop
                """);
    }

    void add(Draft draft) {
        batch.add(
                new Object[] {
                    draft.place(),
                    draft.fondsCode(),
                    draft.fileCode(),
                    draft.unsaid().stream()
                            .map(Column::name)
                            .sorted()
                            .collect(Collectors.joining(",", ",", ",")),
                    draft.seriesCode(),
                    draft.number(),
                    draft.title(),
                    draft.fromYear(),
                    draft.toYear(),
                    draft.metres(),
                    draft.boxes(),
                    draft.sheets(),
                    draft.shelf(),
                    draft.condition() == null ? null : draft.condition().code(),
                    draft.rights().access().ordinal(),
                    draft.rights().titlePublic(),
                    draft.rights().basis(),
                    draft.closedUntil(),
                    draft.note()
                });
        if (batch.size() == BATCH) {
            flush();
        }
    }

    private void flush() {
        int[] unused = template.batchUpdate(INSERT, batch, TYPES);
        batch.clear();
    }

    /** Looks up fonds and what is kept under the same codes; tells what does not go together. */
    List<Finding> compare() {
        flush();
        run("analyze paper_draft");
        run(
                "update paper_draft d set fonds = f.id from projection.fonds f"
                        + " where f.code = d.fonds_code");
        List<Finding> findings = new ArrayList<>(unknownFonds());
        findings.addAll(twice());
        run(
                "update paper_draft d set id = p.id, known = true from kept.paper_entry p"
                        + " where p.fonds = d.fonds and lower(p.file_code) = lower(d.file_code)");
        run("update paper_draft set id = gen_random_uuid(), known = false where id is null");
        findings.addAll(withdrawn());
        keepUnsaid();
        run(
                "update paper_draft d set same = ("
                        + list("d.")
                        + ") is not distinct from ("
                        + list("p.")
                        + ") from kept.paper_entry p where p.id = d.id");
        return findings;
    }

    private List<Finding> unknownFonds() {
        return jdbc.sql(
                        """
                        select fonds_code, count(*) as rows, min(n) as first,
                            (array_agg(place order by n))[1] as place
                        from paper_draft where fonds is null and fonds_code <> ''
                        group by fonds_code order by first limit %d
                        """
                                .formatted(MOST))
                .query(
                        (row, n) ->
                                Finding.blocks(
                                        "PAPER_FONDS_UNKNOWN",
                                        row.getString("place"),
                                        row.getString("fonds_code"),
                                        row.getString("rows")))
                .list();
    }

    private List<Finding> twice() {
        return jdbc.sql(
                        """
                        select * from (
                            select place, file_code, n, row_number() over same as nth,
                                first_value(place) over same as before
                            from paper_draft where fonds is not null and file_code <> ''
                            window same as (partition by fonds, lower(file_code) order by n)) t
                        where nth > 1 order by n limit %d
                        """
                                .formatted(MOST))
                .query(
                        (row, n) ->
                                Finding.blocks(
                                        "PAPER_CODE_TWICE",
                                        row.getString("place"),
                                        row.getString("file_code"),
                                        row.getString("before")))
                .list();
    }

    private List<Finding> withdrawn() {
        return jdbc.sql(
                        """
                        select d.place, d.file_code from paper_draft d
                        join kept.paper_entry p on p.id = d.id
                        where p.withdrawn order by d.n limit %d
                        """
                                .formatted(MOST))
                .query(
                        (row, n) ->
                                Finding.blocks(
                                        "PAPER_WITHDRAWN",
                                        row.getString("place"),
                                        row.getString("file_code")))
                .list();
    }

    /** What the list has no column for stays as it is kept. */
    private void keepUnsaid() {
        if (!exists("select from paper_draft where known and unsaid <> ',,'")) {
            return;
        }
        OF.forEach(
                (column, names) ->
                        run(
                                "update paper_draft d set "
                                        + names.stream()
                                                .map(name -> name + " = p." + name)
                                                .collect(Collectors.joining(", "))
                                        + " from kept.paper_entry p where p.id = d.id and"
                                        + " strpos(d.unsaid, ',"
                                        + column.name()
                                        + ",') > 0"));
    }

    /** New, changed and same, and how many of all stand as a digitised hồ sơ. */
    record Counts(long added, long changed, long same, long digitised) {}

    Counts counts() {
        return jdbc.sql(
                        """
                        select count(*) filter (where not d.known) as added,
                            count(*) filter (where d.known and not d.same) as changed,
                            count(*) filter (where d.same) as same,
                            count(*) filter (where exists (
                                select from projection.record r
                                where r.fonds_id = d.fonds and lower(r.file_code) = lower(d.file_code)
                                  and (r.visible or r.withdrawn or r.blocked))) as digitised
                        from paper_draft d
                        """)
                .query(
                        (row, n) ->
                                new Counts(
                                        row.getLong("added"),
                                        row.getLong("changed"),
                                        row.getLong("same"),
                                        row.getLong("digitised")))
                .single();
    }

    /** Whether something that is kept will be seen by fewer. */
    boolean narrows(LocalDate today) {
        return jdbc.sql(
                        """
                        select exists (select from paper_draft d join kept.paper_entry p on p.id = d.id
                            where (case when coalesce(d.closed_until < :today, true) then d.access
                                       else greatest(d.access, 1) end > p.shown_access
                                  or p.title_public and not d.title_public))
                        """)
                .param("today", today)
                .query(Boolean.class)
                .single();
    }

    /**
     * Tells how many of those that are new or changed, and say something of rights, are narrower
     * than the digitised hồ sơ of their codes: these go by rights of their own.
     */
    List<Finding> withoutEffect(LocalDate today) {
        long narrower =
                jdbc.sql(
                                """
                                select count(*) from paper_draft d
                                join projection.fonds f on f.id = d.fonds
                                join projection.record r on r.fonds_id = d.fonds
                                    and lower(r.file_code) = lower(d.file_code)
                                where d.same is not true and r.visible
                                  and (strpos(d.unsaid, ',RIGHTS,') = 0 or d.closed_until >= :today)
                                  and greatest(f.access, r.access)
                                      < case when coalesce(d.closed_until < :today, true)
                                             then d.access else greatest(d.access, 1) end
                                """)
                        .param("today", today)
                        .query(Long.class)
                        .single();
        return narrower == 0
                ? List.of()
                : List.of(Finding.warns("PAPER_NARROWER", "—", String.valueOf(narrower)));
    }

    /** Who changes something, why, and when. */
    record Words(String reason, String actor, OffsetDateTime now, LocalDate today) {}

    /**
     * Puts what is new in its place, each with its line.
     *
     * @return their ids
     */
    List<AipId> enter(Words words) {
        note("not d.known", words);
        jdbc.sql(
                        "insert into kept.paper_entry (id, fonds, file_code, opened, changed_by,"
                                + " changed_at, "
                                + String.join(", ", GIVEN)
                                + ") select d.id, d.fonds, d.file_code, "
                                + OPENED
                                + ", :actor, :now, "
                                + list("d.")
                                + " from paper_draft d where not d.known order by d.n")
                .param("now", words.now())
                .param("actor", words.actor())
                .param("today", words.today())
                .update();
        return ids("not known");
    }

    /**
     * Changes what is kept already, each with its line of what was before. Others link the same
     * rows, so the journal is to be held.
     *
     * @return their ids
     */
    List<AipId> change(Words words) {
        note("d.known and not d.same", words);
        jdbc.sql(
                        "update kept.paper_entry p set "
                                + GIVEN.stream()
                                        .map(name -> name + " = d." + name)
                                        .collect(Collectors.joining(", "))
                                + ", opened = "
                                + OPENED
                                + ", revision = p.revision + 1, changed_by = :actor, changed_at ="
                                + " :now from paper_draft d where d.id = p.id and d.known and not"
                                + " d.same")
                .param("now", words.now())
                .param("actor", words.actor())
                .param("today", words.today())
                .update();
        return ids("known and not same");
    }

    private void note(String which, Words words) {
        jdbc.sql(
                        """
                        insert into kept.paper_change (at, actor, entry, reason, before, after)
                        select :now, :actor, d.id, :reason, to_jsonb(p),
                            to_jsonb(d) - 'n' - 'place' - 'unsaid' - 'known' - 'same'
                        from paper_draft d left join kept.paper_entry p on p.id = d.id
                        where %s order by d.n
                        """
                                .formatted(which))
                .param("now", words.now())
                .param("actor", words.actor())
                .param("reason", words.reason())
                .update();
    }

    private List<AipId> ids(String which) {
        return jdbc
                .sql("select id from paper_draft where " + which + " order by n")
                .query(UUID.class)
                .list()
                .stream()
                .map(AipId::new)
                .toList();
    }

    private static String list(String prefix) {
        return GIVEN.stream().map(name -> prefix + name).collect(Collectors.joining(", "));
    }

    private boolean exists(String select) {
        return jdbc.sql("select exists (" + select + ")").query(Boolean.class).single();
    }

    private void run(String sql) {
        int unused = jdbc.sql(sql).update();
    }
}
