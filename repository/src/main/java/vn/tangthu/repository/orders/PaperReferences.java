package vn.tangthu.repository.orders;

/**
 * Paper that is not digitised, by references that find no package; with the columns that those
 * have.
 */
final class PaperReferences {
    /** What the reader may know of the entries of paper that is not digitised. */
    private static final String PAPER =
            """
            select p.id, p.fonds as fonds_id, f.archive_code || '.' || p.file_code as arc_file_code,
                p.title, p.from_year as start_year, p.to_year as end_year, 0 as documents_listed,
                p.shown_access as access, p.title_public, f.access as f_access,
                f.title_public as f_title_public, true as on_paper
            from kept.paper_entry p join projection.fonds f on f.id = p.fonds
            where p.record is null and not p.withdrawn
              and greatest(f.access, p.shown_access) <= :known
            """;

    /** By the index paper_entry_reference of kept V140, with and without the archive's code. */
    static final String CODES =
            """
            with k as materialized (
                select n, kept.reference_key(typed) as key
                from unnest(:ns::integer[], :codes::text[]) as t (n, typed)),
            a as materialized (
                select distinct kept.reference_key(archive_code) || '.' as prefix
                from (select distinct archive_code from projection.fonds) f),
            w as materialized (
                select n, key, null as prefix from k where key <> ''
                union all
                select k.n, substr(k.key, length(a.prefix) + 1), a.prefix
                from k join a on starts_with(k.key, a.prefix))
            select w.n, m.* from w cross join lateral (
                %s and kept.reference_key(p.file_code) = w.key and w.key <> ''
                  and (w.prefix is null or kept.reference_key(f.archive_code) || '.' = w.prefix)
                limit 20) m
            """
                    .formatted(PAPER);

    /** All of one fonds with a year in the period. */
    static final String OF_PERIOD =
            """
            %s and f.id = :fonds
              and coalesce(p.from_year, p.to_year) <= :to
              and coalesce(p.to_year, p.from_year) >= :from
            order by lower(p.file_code), p.id limit :most
            """
                    .formatted(PAPER);

    private PaperReferences() {}
}
