package vn.tangthu.repository.use;

import java.util.List;

/**
 * What is counted, as queries over a span of time ({@code :from} up to {@code :until}), each along
 * an index by time. Their columns are those of {@code projection.use_day}.
 */
final class UseCounts {
    private static final String DAY = "(%s at time zone 'Asia/Ho_Chi_Minh')::date";

    private static final String REQUESTS =
            """
            select %s, case when r.paper_on is null then 'REQUESTS_ONLINE' else 'REQUESTS_PAPER' end,
                r.kind, null::uuid, count(*)
            from kept.access_request r
            where r.received_at >= :from and r.received_at < :until
            group by 1, 2, 3
            """
                    .formatted(DAY.formatted("r.received_at"));

    /** The whole archive, and beside it the part of each fonds. */
    private static final String ITEMS =
            """
            select day, 'ITEMS', kind, fonds, count(*)
            from (select %s as day, r.kind, p.fonds_id as fonds
                  from kept.access_request r
                  join kept.access_request_item i on i.reference = r.reference
                  left join projection.record p on p.id = kept.current_package(i.about)
                  where r.received_at >= :from and r.received_at < :until) asked
            group by grouping sets ((day, kind), (day, kind, fonds))
            having grouping(fonds) = 1 or fonds is not null
            """
                    .formatted(DAY.formatted("r.received_at"));

    /** Each outcome, and of those that decide whether they came within the term. */
    private static final String OUTCOMES =
            """
            select day, measure, kind, fonds, count(*)
            from (select %s as day, r.kind, p.fonds_id as fonds, o.outcome,
                      case when o.outcome not in ('GRANTED', 'REFUSED') then null
                           when exists (select from kept.access_request_outcome before
                                        where before.reference = o.reference and before.item = o.item
                                          and before.id < o.id and before.outcome = 'APPEALED')
                           then case when o.due_on is null then 'NO_TERM'
                                     when %s <= o.due_on then 'APPEAL_IN_TIME' else 'APPEAL_LATE' end
                           when o.due_on is null then 'NO_TERM'
                           when %s < o.due_on then 'EARLY'
                           when %s = o.due_on then 'ON_DAY'
                           else 'LATE' end as term
                  from kept.access_request_outcome o
                  join kept.access_request r on r.reference = o.reference
                  join kept.access_request_item i on i.reference = o.reference and i.number = o.item
                  left join projection.record p on p.id = kept.current_package(i.about)
                  where o.at >= :from and o.at < :until) decided
            cross join lateral (values (outcome), (term)) as m (measure)
            where measure is not null
            group by grouping sets ((day, measure, kind), (day, measure, kind, fonds))
            having grouping(fonds) = 1 or fonds is not null
            """
                    .formatted(
                            DAY.formatted("o.at"),
                            DAY.formatted("o.at"),
                            DAY.formatted("o.at"),
                            DAY.formatted("o.at"));

    private static final String COPIES =
            """
            select day, measure, kind, null::uuid, sum(n)
            from (select %s as day, c.kind, (select sum(p) from unnest(c.pages) p) as pages
                  from kept.granted_copy c where c.made_at >= :from and c.made_at < :until) made
            cross join lateral (values ('COPIES', 1), ('COPY_PAGES', coalesce(pages, 0))) as m (measure, n)
            group by 1, 2, 3
            """
                    .formatted(DAY.formatted("c.made_at"));

    private static final String READINGS =
            """
            select %s, 'COPIES', 'READING', null::uuid, count(*)
            from kept.reading r where r.opened_at >= :from and r.opened_at < :until group by 1
            """
                    .formatted(DAY.formatted("r.opened_at"));

    private static final String FETCHED =
            """
            select %s, 'FETCHED', c.kind, null::uuid, count(*)
            from kept.granted_copy_fetch f join kept.granted_copy c on c.id = f.copy
            where f.at >= :from and f.at < :until group by 1, 3
            """
                    .formatted(DAY.formatted("f.at"));

    private static final String LOOKED =
            """
            select %s, 'FETCHED', 'READING', null::uuid, count(*)
            from kept.reading_look l where l.at >= :from and l.at < :until group by 1
            """
                    .formatted(DAY.formatted("l.at"));

    /** A DIP is an access and a copy: who gave it out says so before the number of the request. */
    private static final String ACCESSES =
            """
            select day, measure, kind, null::uuid, count(*)
            from (select %s as day, action, action = 'EXPORT' and detail like 'DIP%%' as dip
                  from kept.activity a
                  where a.at >= :from and a.at < :until
                    and action in ('VIEW', 'DOWNLOAD', 'EXPORT', 'RESULTS_EXPORT')) accessed
            cross join lateral (values ('ACCESSES', action), ('COPIES', case when dip then 'DIP' end)) as m (measure, kind)
            where kind is not null
            group by 1, 2, 3
            """
                    .formatted(DAY.formatted("a.at"));

    static final List<String> ALL =
            List.of(REQUESTS, ITEMS, OUTCOMES, COPIES, READINGS, FETCHED, LOOKED, ACCESSES);

    private UseCounts() {}
}
