package vn.tangthu.repository.use;

import java.util.List;

/**
 * What is counted, as queries over a span of time ({@code :from} up to {@code :until}), each along
 * an index by time. Their columns are those of {@code projection.use_day}.
 */
final class UseCounts {
    private static final String DAY = "(%s at time zone 'Asia/Ho_Chi_Minh')::date";

    /** The day a request came in: that on which the paper was received, else that of sending. */
    private static final String CAME =
            "coalesce(r.paper_on, " + DAY.formatted("r.received_at") + ")";

    private static final String CAME_THEN =
            """
            (r.paper_on is null and r.received_at >= :from and r.received_at < :until
                or r.paper_on >= %s and r.paper_on < %s)
            """
                    .formatted(
                            DAY.formatted("cast(:from as timestamptz)"),
                            DAY.formatted("cast(:until as timestamptz)"));

    /** What is wanted in the end: the newest correction, else what was asked for first. */
    private static final String KIND =
            """
            coalesce((select s.kind from kept.access_request_step s
                where s.reference = r.reference and s.kind is not null
                order by s.number desc limit 1), r.kind)
            """;

    /**
     * What is wanted and the term in working days that the item has, as {@code READ/7}; an item
     * from before terms were kept has that of the kind asked for.
     */
    private static final String WITH_TERM =
            KIND
                    + """
                    || '/' || coalesce(i.working_days, case r.kind
                        when 'READ' then 1 when 'CERTIFIED_COPY' then 2 else 7 end)
                    """;

    private static final String REQUESTS =
            """
            select %s, case when r.paper_on is null then 'REQUESTS_ONLINE' else 'REQUESTS_PAPER' end,
                %s, null::uuid, count(*)
            from kept.access_request r
            where %s
            group by 1, 2, 3
            """
                    .formatted(CAME, KIND, CAME_THEN);

    /** The whole archive, and beside it the part of each fonds; of paper that of its entry. */
    private static final String ITEMS =
            """
            select day, 'ITEMS', kind, fonds, count(*)
            from (select %s as day, %s as kind, coalesce(p.fonds_id, e.fonds) as fonds
                  from kept.access_request r
                  join kept.access_request_item i on i.reference = r.reference
                  left join projection.record p on p.id = kept.current_package(i.about)
                  left join kept.paper_entry e on e.id = i.about
                  where %s) asked
            group by grouping sets ((day, kind), (day, kind, fonds))
            having grouping(fonds) = 1 or fonds is not null
            """
                    .formatted(CAME, KIND, CAME_THEN);

    private static final String TERM_ITEMS =
            """
            select %s, 'TERM_ITEMS', %s, null::uuid, count(*)
            from kept.access_request r
            join kept.access_request_item i on i.reference = r.reference
            where %s
            group by 1, 3
            """
                    .formatted(CAME, WITH_TERM, CAME_THEN);

    /** Each outcome, and of those that decide whether they came within the term. */
    private static final String OUTCOMES =
            """
            select day, measure, kind, fonds, count(*)
            from (select %s as day, %s as wanted, %s as with_term,
                      coalesce(p.fonds_id, e.fonds) as fonds, o.outcome,
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
                  left join kept.paper_entry e on e.id = i.about
                  where o.at >= :from and o.at < :until) decided
            cross join lateral (values (outcome, wanted), (term, wanted),
                (case when term in ('EARLY', 'ON_DAY', 'LATE') then 'TERM_' || term end,
                    with_term)) as m (measure, kind)
            where measure is not null
            group by grouping sets ((day, measure, kind), (day, measure, kind, fonds))
            having grouping(fonds) = 1 or fonds is not null and measure not like 'TERM_%%'
            """
                    .formatted(
                            DAY.formatted("o.at"),
                            KIND,
                            WITH_TERM,
                            DAY.formatted("o.at"),
                            DAY.formatted("o.at"),
                            DAY.formatted("o.at"));

    private static final String COPIES =
            """
            select day, measure, kind, null::uuid, sum(n)
            from (select %s as day, c.kind, (select sum(p) from unnest(c.pages) p) as pages
                  from kept.granted_copy c
                  where c.made_at >= :from and c.made_at < :until and c.kind <> 'DIP') made
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

    /** By whom it was asked for; what officers look over before is none of it. */
    private static final String FETCHED =
            """
            select %s, 'FETCHED', c.kind, null::uuid, count(*)
            from kept.granted_copy_fetch f join kept.granted_copy c on c.id = f.copy
            where f.at >= :from and f.at < :until and f.by_whom = 'applicant' group by 1, 3
            """
                    .formatted(DAY.formatted("f.at"));

    /** Pages, each once a day, however often the browser asks for it. */
    private static final String LOOKED =
            """
            select %s, 'FETCHED', 'READING', null::uuid, count(distinct (l.reading, l.page))
            from kept.reading_look l
            where l.at >= :from and l.at < :until and l.by_whom = 'applicant' group by 1
            """
                    .formatted(DAY.formatted("l.at"));

    /**
     * Of people who are signed in: what the public reads is not in the log. Of looks only pages of
     * kept files: those have the page as their whole detail and a file as their subject. Compared
     * duplicates and versions, lines of finds and descriptions say more or other things; the
     * preview of a redaction has a document as its subject.
     */
    private static final String ACCESSES =
            """
            select %s, 'ACCESSES', a.action, null::uuid, count(*)
            from kept.activity a
            where a.at >= :from and a.at < :until and a.account is not null
              and a.action in ('VIEW', 'DOWNLOAD', 'EXPORT', 'RESULTS_EXPORT')
              and (a.action <> 'VIEW' or a.detail ~ '^trang [0-9]+$' and not exists (
                  select from projection.document d
                  where d.id = case when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'
                                    then a.subject::uuid end))
            group by 1, 3
            """
                    .formatted(DAY.formatted("a.at"));

    /**
     * A DIP is a copy, too: who gave it out says so before the number of the request. One that is
     * fetched again on the day, or in pieces, is the same. Of an agency's order each hồ sơ that
     * left whole is one, by itself or with all others in one piece; the lines that tell of the
     * sending say nothing of that.
     */
    private static final String DIPS =
            """
            select day, 'COPIES', 'DIP', null::uuid, sum(n)
            from (select %1$s as day, count(distinct (a.subject, a.detail)) as n
                  from kept.activity a
                  where a.at >= :from and a.at < :until and a.action = 'EXPORT'
                    and a.detail like 'DIP%%' and a.detail not like 'DIP LH-%%'
                  group by 1
                  union all
                  select %1$s, count(distinct (a.subject, split_part(a.detail, ':', 1)))
                  from kept.activity a
                  where a.at >= :from and a.at < :until and a.action = 'AGENCY_ORDER_FETCHED'
                  group by 1
                  union all
                  select %2$s, count(*)
                  from kept.granted_copy c
                  where c.made_at >= :from and c.made_at < :until and c.kind = 'DIP'
                  group by 1) given
            group by 1
            """
                    .formatted(DAY.formatted("a.at"), DAY.formatted("c.made_at"));

    /** Once each, on the day of the last decision; something granted is granted. */
    private static final String ORDERS =
            """
            select %s, 'ORDERS', 'SENT', null::uuid, count(*)
            from kept.agency_order o where o.sent_at >= :from and o.sent_at < :until group by 1
            union all
            select %s, 'ORDERS', case when exists (select from kept.agency_order_line l
                    where l.agency_order = o.id and l.decided_at is not null)
                then 'GRANTED' else 'REFUSED' end, null::uuid, count(*)
            from kept.agency_order o where o.decided_at >= :from and o.decided_at < :until
            group by 1, 3
            union all
            select %s, 'ORDERS', 'WITHDRAWN', null::uuid, count(*)
            from kept.agency_order o where o.withdrawn_at >= :from and o.withdrawn_at < :until
            group by 1
            """
                    .formatted(
                            DAY.formatted("o.sent_at"),
                            DAY.formatted("o.decided_at"),
                            DAY.formatted("o.withdrawn_at"));

    /** Who granted a line, and when, stays when it is refused later: then it is both. */
    private static final String ORDER_LINES =
            """
            select %s, 'ORDER_LINES', 'SENT', null::uuid, count(*)
            from kept.agency_order o join kept.agency_order_line l on l.agency_order = o.id
            where o.sent_at >= :from and o.sent_at < :until group by 1
            union all
            select %s, 'ORDER_LINES', 'GRANTED', null::uuid, count(*)
            from kept.agency_order_line l
            where l.decided_at >= :from and l.decided_at < :until group by 1
            union all
            select %s, 'ORDER_LINES', 'REFUSED', null::uuid, count(*)
            from kept.agency_order_line l
            where l.refused_at >= :from and l.refused_at < :until group by 1
            """
                    .formatted(
                            DAY.formatted("o.sent_at"),
                            DAY.formatted("l.decided_at"),
                            DAY.formatted("l.refused_at"));

    static final List<String> ALL =
            List.of(
                    REQUESTS,
                    ITEMS,
                    TERM_ITEMS,
                    OUTCOMES,
                    COPIES,
                    READINGS,
                    FETCHED,
                    LOOKED,
                    ACCESSES,
                    DIPS,
                    ORDERS,
                    ORDER_LINES);

    private UseCounts() {}
}
