package vn.tangthu.repository.use;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
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
 * Looks at the last hour of the log, of all accounts at once along its times, and then at the
 * thirty days before of those few who are above their limit.
 */
@Component
@EnableConfigurationProperties(WatchSettings.class)
class StoredReadingWatch implements ReadingWatch {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofDays(30);
    private static final int LONGEST_NOTE = 500;

    /** Lines of the log that are looked at, with the hồ sơ they are about and whether at night. */
    private static final String LINES =
            """
            select a.account, a.actor, a.at, a.action,
                coalesce(f.aip_id::text, d.aip_id::text, a.subject) as what,
                case when :nightFrom > :nightUntil
                     then h.hour >= :nightFrom or h.hour < :nightUntil
                     else h.hour >= :nightFrom and h.hour < :nightUntil end as night
            from kept.activity a
            cross join lateral (select extract(hour from a.at at time zone 'Asia/Ho_Chi_Minh') as hour,
                case when a.subject ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then a.subject::uuid end as id) h
            left join projection.content_file f on f.id = h.id
            left join projection.document d on d.id = h.id
            where a.at > :since and a.at <= :until and %s
                and a.action in ('VIEW', 'DOWNLOAD', 'EXPORT', 'SECRET_LOOKED_AT', 'ACCESS_REFUSED')
            """;

    private static final Map<Rule, String> AMOUNTS =
            new EnumMap<>(
                    Map.of(
                            Rule.MANY_RECORDS,
                            "count(distinct what) filter (where action <> 'ACCESS_REFUSED')",
                            Rule.NIGHT,
                            "count(distinct what) filter (where action <> 'ACCESS_REFUSED' and"
                                    + " night)",
                            Rule.REFUSALS,
                            "count(*) filter (where action = 'ACCESS_REFUSED')",
                            Rule.DOWNLOADS,
                            "count(*) filter (where action in ('DOWNLOAD', 'EXPORT'))"));

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

    private record Hour(UUID account, String person, Map<Rule, Long> amounts) {}

    /** One look at the hour that ends now. */
    void look() {
        Instant now = clock.instant();
        for (Hour hour : hours("a.account is not null", Map.of(), now.minus(HOUR), now)) {
            Set<Role> roles = roles(hour.account());
            for (Rule rule : Rule.values()) {
                if (amount(hour, rule) > settings.limit(rule, roles)) {
                    notice(hour, rule, roles, now);
                }
            }
        }
    }

    private static long amount(Hour hour, Rule rule) {
        return hour.amounts().getOrDefault(rule, 0L);
    }

    private void notice(Hour hour, Rule rule, Set<Role> roles, Instant now) {
        Instant begin = now.minus(HOUR);
        Instant seen = lastSeen(hour.account(), rule);
        long amount = amount(hour, rule);
        if (seen != null && seen.isAfter(begin)) { // what was looked at is not told again
            begin = seen;
            amount =
                    hours("a.account = :account", Map.of("account", hour.account()), begin, now)
                            .stream()
                            .mapToLong(since -> amount(since, rule))
                            .sum();
        }
        long usual = rule == Rule.REFUSALS ? 0 : usual(hour.account(), rule, now.minus(HOUR));
        long most = Math.max(settings.limit(rule, roles), usual * settings.times());
        if (amount > most) {
            store(hour, rule, begin, now, amount, usual, most);
        }
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
                                do update set until = excluded.until,
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

    /** What nineteen of twenty of the account's own hours did not exceed, where it did any. */
    private long usual(UUID account, Rule rule, Instant until) {
        return jdbc.sql(
                        "select coalesce(percentile_disc(0.95) within group (order by n), 0) from"
                                + " (select "
                                + AMOUNTS.get(rule)
                                + " as n from ("
                                + LINES.formatted("a.account = :account")
                                + ") lines group by date_trunc('hour', at)) hours where n > 0")
                .param("account", account)
                .param("since", at(until.minus(USUAL)))
                .param("until", at(until))
                .param("nightFrom", settings.nightFrom())
                .param("nightUntil", settings.nightUntil())
                .query(Long.class)
                .single();
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
