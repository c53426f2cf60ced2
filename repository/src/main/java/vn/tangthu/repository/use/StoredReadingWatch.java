package vn.tangthu.repository.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * Looks at the last hour and the last day of the log, of all accounts at once along its times, and
 * then at the thirty days before of those few who are above their limit. How far it has looked is
 * kept: what happened while it did not run is looked at afterwards, in windows that overlap.
 */
@Component
@EnableConfigurationProperties(WatchSettings.class)
class StoredReadingWatch implements ReadingWatch {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration USUAL = Duration.ofDays(30);

    /** Half a window: whatever lies within half an hour is seen as a whole by one of them. */
    private static final Duration STEP = Duration.ofMinutes(30);

    /** Hours in which an account did something before they are called its usual. */
    private static final int ENOUGH = 20;

    /** What is usual raises the limit of the role to so many times of it, and no further. */
    private static final int MOST_TIMES = 3;

    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int LONGEST_NOTE = 500;

    /**
     * Lines of the log that are looked at, with the hồ sơ they are about and whether at night. A
     * whole order is a line for the package and one for each hồ sơ in it, a single one of it is
     * both at once: {@code taken} is the same for what left once. {@code rows} is how many a list
     * had.
     */
    private static final String LINES =
            """
            select a.account, a.actor, a.at, a.action,
                coalesce(f.aip_id::text, d.aip_id::text, c.record::text, r.record::text, a.subject) as what,
                case when :nightFrom > :nightUntil
                     then h.hour >= :nightFrom or h.hour < :nightUntil
                     else h.hour >= :nightFrom and h.hour < :nightUntil end as night,
                case when a.action = 'AGENCY_ORDER_FETCHED' then a.subject || ' ' || split_part(a.detail, ':', 1)
                     when a.action = 'EXPORT' and a.detail like 'DIP %%'
                     then a.subject || ' ' || split_part(a.detail, ' ', 2)
                     else a.id::text end as taken,
                case a.action
                     when 'RESULTS_EXPORT' then substring(a.detail from '^[a-z]+: ([0-9]{1,9})')::bigint
                     when 'REFERENCES_MATCHED'
                     then (select sum(m[1]::bigint) from regexp_matches(a.detail, '=([0-9]{1,9})', 'g') m)
                     else 0 end as rows
            from kept.activity a
            cross join lateral (select extract(hour from a.at at time zone 'Asia/Ho_Chi_Minh') as hour,
                case when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then a.subject::uuid end as id) h
            left join projection.content_file f on f.id = h.id
            left join projection.document d on d.id = h.id
            left join kept.granted_copy c on a.action = 'COPY_PREVIEWED' and c.number = a.subject
            left join kept.reading r on a.action = 'READING_LOOKED' and r.number = a.subject
            where a.at > :since and a.at <= :until and %s
                and a.action in ('VIEW', 'DOWNLOAD', 'EXPORT', 'SECRET_LOOKED_AT', 'ACCESS_REFUSED',
                    'AGENCY_ORDER_FETCHED', 'COPY_PREVIEWED', 'READING_LOOKED', 'RESULTS_EXPORT',
                    'REFERENCES_MATCHED')
            """;

    /** Lines about a hồ sơ that was looked at or taken. */
    private static final String OF_RECORDS =
            "action not in ('ACCESS_REFUSED', 'RESULTS_EXPORT', 'REFERENCES_MATCHED')";

    private static final Map<Rule, String> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            Rule.MANY_RECORDS,
                            "count(distinct what) filter (where " + OF_RECORDS + ")",
                            Rule.MANY_IN_A_DAY,
                            "count(distinct what) filter (where " + OF_RECORDS + ")",
                            Rule.NIGHT,
                            "count(distinct what) filter (where " + OF_RECORDS + " and night)",
                            Rule.REFUSALS,
                            "count(*) filter (where action = 'ACCESS_REFUSED')",
                            Rule.DOWNLOADS,
                            "count(distinct taken) filter (where action in ('DOWNLOAD', 'EXPORT',"
                                    + " 'AGENCY_ORDER_FETCHED', 'COPY_PREVIEWED'))",
                            Rule.MANY_ROWS,
                            "coalesce(sum(rows), 0)::bigint"));

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final WatchSettings settings;
    private final ActivityLog activity;
    private final Clock clock;

    StoredReadingWatch(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            WatchSettings settings,
            ActivityLog activity,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.activity = activity;
        this.clock = clock;
    }

    /** What an account did within a window. */
    private record Hour(UUID account, String person, Map<Rule, Long> amounts) {}

    /** Looks at what came since it was looked the last time, up to now. */
    void look() {
        Instant now = clock.instant();
        Instant through = lookedThrough();
        Instant end = through == null || through.isAfter(now) ? now : through;
        do {
            end = end.plus(STEP).isAfter(now) ? now : end.plus(STEP);
            look(end);
            int unused =
                    jdbc.sql(
                                    "insert into kept.reading_watch (looked_through) values (:end)"
                                            + " on conflict (one) do update set looked_through ="
                                            + " excluded.looked_through")
                            .param("end", at(end))
                            .update();
        } while (end.isBefore(now));
    }

    /** No further back than the usual of an account reaches. */
    private @Nullable Instant lookedThrough() {
        Instant oldest = clock.instant().minus(USUAL);
        return jdbc.sql("select looked_through from kept.reading_watch")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant)
                .map(through -> through.isBefore(oldest) ? oldest : through)
                .orElse(null);
    }

    private void look(Instant end) {
        for (Duration window : List.of(HOUR, DAY)) {
            for (Hour hour : hours("a.account is not null", Map.of(), end.minus(window), end)) {
                Set<Role> roles = roles(hour.account());
                for (Rule rule : Rule.values()) {
                    if (window(rule).equals(window)
                            && amount(hour, rule) > settings.limit(rule, roles)) {
                        notice(hour, rule, settings.limit(rule, roles), end);
                    }
                }
            }
        }
    }

    private static Duration window(Rule rule) {
        return rule == Rule.MANY_IN_A_DAY ? DAY : HOUR;
    }

    private static long amount(Hour hour, Rule rule) {
        return hour.amounts().getOrDefault(rule, 0L);
    }

    private void notice(Hour hour, Rule rule, int limit, Instant end) {
        Instant begin = end.minus(window(rule));
        Instant seen = lastSeen(hour.account(), rule);
        long amount = amount(hour, rule);
        if (seen != null && seen.isAfter(begin)) { // what was looked at is not told again
            begin = seen;
            amount =
                    hours("a.account = :account", Map.of("account", hour.account()), begin, end)
                            .stream()
                            .mapToLong(since -> amount(since, rule))
                            .sum();
        }
        long usual = usual(hour.account(), rule, end);
        long most = Math.max(limit, Math.min(usual * settings.times(), (long) limit * MOST_TIMES));
        // What goes on is measured against the role alone: the notice says when it was over.
        if (amount > (isOpen(hour.account(), rule) ? limit : most)) {
            store(hour, rule, begin, end, amount, usual, most);
        }
    }

    private boolean isOpen(UUID account, Rule rule) {
        return jdbc.sql(
                        "select exists (select from kept.unusual_reading where account = :account"
                                + " and rule = :rule and seen_at is null)")
                .param("account", account)
                .param("rule", rule.name())
                .query(Boolean.class)
                .single();
    }

    private void store(
            Hour hour, Rule rule, Instant begin, Instant now, long amount, long usual, long most) {
        int unused =
                jdbc.sql(
                                """
                                insert into kept.unusual_reading
                                    (rule, account, person, since, until, amount, usual, most)
                                values (:rule, :account, :person, :since, :until, :amount, :usual, :most)
                                on conflict (account, rule) where seen_at is null
                                do update set until = greatest(unusual_reading.until, excluded.until),
                                    amount = greatest(unusual_reading.amount, excluded.amount)
                                """)
                        .param("rule", rule.name())
                        .param("account", hour.account())
                        .param("person", hour.person())
                        .param("since", at(begin))
                        .param("until", at(now))
                        .param("amount", amount)
                        .param("usual", usual)
                        .param("most", most)
                        .update();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private List<Hour> hours(
            String whose, Map<String, Object> values, Instant since, Instant until) {
        String amounts =
                Arrays.stream(Rule.values())
                        .map(rule -> AMOUNTS.get(rule) + " as " + rule.name())
                        .collect(Collectors.joining(", "));
        return jdbc.sql(
                        "select account, max(actor) as person, "
                                + amounts
                                + " from ("
                                + LINES.formatted(whose)
                                + ") lines group by account")
                .params(values)
                .param("since", at(since))
                .param("until", at(until))
                .param("nightFrom", settings.nightFrom())
                .param("nightUntil", settings.nightUntil())
                .query(
                        (row, n) -> {
                            Map<Rule, Long> counted = new EnumMap<>(Rule.class);
                            for (Rule rule : Rule.values()) {
                                counted.put(rule, row.getLong(rule.name()));
                            }
                            return new Hour(
                                    row.getObject("account", UUID.class),
                                    row.getString("person"),
                                    counted);
                        })
                .list();
    }

    /**
     * What nineteen of twenty of the account's own hours did not exceed, where it did any; 0 where
     * there are too few of them. Of days that are over, and before anything was noticed: what is
     * being taken right now must not become what is usual.
     */
    private long usual(UUID account, Rule rule, Instant end) {
        if (rule == Rule.REFUSALS || rule == Rule.MANY_IN_A_DAY) {
            return 0;
        }
        Instant since = end.minus(USUAL);
        Instant today =
                end.minus(window(rule))
                        .atZone(VIETNAM)
                        .toLocalDate()
                        .atStartOfDay(VIETNAM)
                        .toInstant();
        Instant noticed = firstNoticed(account, rule, since);
        Instant until = noticed != null && noticed.isBefore(today) ? noticed : today;
        return jdbc.sql(
                        "select case when count(*) >= "
                                + ENOUGH
                                + " then percentile_disc(0.95) within group (order by n) else 0 end"
                                + " from (select "
                                + AMOUNTS.get(rule)
                                + " as n from ("
                                + LINES.formatted("a.account = :account")
                                + ") lines group by date_trunc('hour', at)) hours where n > 0")
                .param("account", account)
                .param("since", at(since))
                .param("until", at(until))
                .param("nightFrom", settings.nightFrom())
                .param("nightUntil", settings.nightUntil())
                .query(Long.class)
                .single();
    }

    /** Where the first notice begins that is open or reaches into these thirty days. */
    private @Nullable Instant firstNoticed(UUID account, Rule rule, Instant since) {
        return jdbc.sql(
                        "select min(since) from kept.unusual_reading where account = :account and"
                                + " rule = :rule and (seen_at is null or until > :since)")
                .param("account", account)
                .param("rule", rule.name())
                .param("since", at(since))
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    private Set<Role> roles(UUID account) {
        return jdbc
                .sql("select unnest(roles) from kept.account where id = :account")
                .param("account", account)
                .query(String.class)
                .list()
                .stream()
                .map(Role::valueOf)
                .collect(Collectors.toSet());
    }

    private @Nullable Instant lastSeen(UUID account, Rule rule) {
        return jdbc.sql(
                        "select max(until) from kept.unusual_reading where account = :account and"
                                + " rule = :rule and seen_at is not null")
                .param("account", account)
                .param("rule", rule.name())
                .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant)
                .orElse(null);
    }

    @Override
    public List<Notice> newest(int limit, Reader reader) {
        require(reader, reader.is(Role.AUDITOR) || reader.is(Role.ADMINISTRATOR));
        return jdbc.sql(
                        "select * from kept.unusual_reading order by (seen_at is not null), number"
                                + " desc limit :limit")
                .param("limit", Math.clamp(limit, 1, MOST))
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public List<Notice> open() {
        return jdbc.sql(
                        "select * from kept.unusual_reading where seen_at is null order by number"
                                + " limit "
                                + MOST)
                .query((row, n) -> notice(row))
                .list();
    }

    @Override
    public void seen(long number, String note, Reader actor) {
        require(actor, actor.is(Role.ADMINISTRATOR));
        String words = note.replace('\0', ' ').strip();
        if (words.isEmpty() || words.length() > LONGEST_NOTE) {
            throw new IllegalArgumentException("note: 1 to " + LONGEST_NOTE + " characters");
        }
        transactions.executeWithoutResult(
                status -> {
                    UUID account =
                            jdbc.sql(
                                            "select account from kept.unusual_reading where number ="
                                                    + " :number and seen_at is null for update")
                                    .param("number", number)
                                    .query(UUID.class)
                                    .optional()
                                    .orElse(null);
                    if (account == null) {
                        return;
                    }
                    require(
                            actor,
                            actor.account() == null || !actor.account().value().equals(account));
                    int unused =
                            jdbc.sql(
                                            "update kept.unusual_reading set seen_at = :at, seen_by"
                                                    + " = :by, note = :note where number = :number")
                                    .param("at", at(clock.instant()))
                                    .param("by", actor.name())
                                    .param("note", words)
                                    .param("number", number)
                                    .update();
                    activity.record(actor, "UNUSUAL_READING_SEEN", "" + number, words);
                });
    }

    private static void require(Reader reader, boolean allowed) {
        if (!allowed) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
    }

    private static Notice notice(ResultSet row) throws SQLException {
        OffsetDateTime seen = row.getObject("seen_at", OffsetDateTime.class);
        return new Notice(
                row.getLong("number"),
                Rule.valueOf(row.getString("rule")),
                row.getString("person"),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getLong("amount"),
                row.getLong("usual"),
                row.getLong("most"),
                seen == null ? null : seen.toInstant(),
                row.getString("seen_by"),
                row.getString("note"));
    }
}
