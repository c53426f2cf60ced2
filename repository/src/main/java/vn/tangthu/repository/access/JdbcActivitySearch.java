package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.ActivityLog.Entry;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * Reads the log along one index: by subject, else by person, else by action, else by time; for each
 * value its newest lines, of which the newest are taken. What else is asked for is looked at line
 * by line, for so long and no longer.
 */
@Component
class JdbcActivitySearch implements ActivitySearch {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final Duration LONGEST = Duration.ofSeconds(4);

    /** Ids of one hồ sơ: with more, the rest of its files is left out. */
    private static final int MOST_SUBJECTS = 5_000;

    /** What the index holds of a subject, characters. */
    private static final int INDEXED = 100;

    private static final int MOST_TYPED = 200;

    /** The first word of what something was opened for, as its index has it. */
    private static final String PURPOSE = "split_part(a.purpose, ' ', 1)";

    private static final Pattern REQUEST = Pattern.compile("\\bYC-[0-9]{4}-[A-Z0-9]{6}\\b");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private static final String WORDS = "(a.detail ilike :words or a.purpose ilike :words)";

    /** What a request was for stands with the request that the line names. */
    private static final String WORDS_OR_PURPOSE =
            """
            (a.detail ilike :words or a.purpose ilike :words or exists (select from kept.access_request r
                where r.reference = substring(concat_ws(' ', a.subject, a.detail, a.purpose)
                        from '\\mYC-[0-9]{4}-[A-Z0-9]{6}\\M')
                    and r.purpose ilike :words))
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Duration longest;

    @Autowired
    JdbcActivitySearch(JdbcClient jdbc, TransactionTemplate transactions) {
        this(jdbc, transactions, LONGEST);
    }

    JdbcActivitySearch(JdbcClient jdbc, TransactionTemplate transactions, Duration longest) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.longest = longest;
    }

    @Override
    public Page find(Asked asked, @Nullable Place before, int limit, Reader reader) {
        if (!reader.is(Role.AUDITOR) && !reader.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("NOT_ALLOWED", reader.name(), reader.name()));
        }
        String person = typed(asked.person());
        String words = typed(asked.words());
        String record = typed(asked.record());
        Map<String, Object> values = new HashMap<>();
        values.put("from", asked.from().atStartOfDay(VIETNAM).toInstant().atOffset(ZoneOffset.UTC));
        values.put(
                "until",
                asked.through()
                        .plusDays(1)
                        .atStartOfDay(VIETNAM)
                        .toInstant()
                        .atOffset(ZoneOffset.UTC));
        List<String> wanted = new ArrayList<>(List.of("a.at >= :from and a.at < :until"));
        String along = "";
        if (!record.isEmpty()) {
            along = "left(a.subject, " + INDEXED + ")";
            values.put("along", subjects(record).toArray(String[]::new));
        }
        if (!person.isEmpty()) {
            wanted.add("a.actor = :person");
            values.put("person", person);
        }
        if (asked.kind() != null) {
            String[] actions = asked.kind().actions().toArray(String[]::new);
            if (along.isEmpty() && person.isEmpty()) {
                along = "a.action";
                values.put("along", actions);
            } else {
                wanted.add("a.action = any(:actions)");
                values.put("actions", actions);
            }
        }
        if (asked.purpose() != null) {
            wanted.add("a.purpose is not null");
            if (along.isEmpty() && person.isEmpty()) {
                along = PURPOSE;
                values.put("along", new String[] {asked.purpose().name()});
            } else {
                wanted.add(PURPOSE + " = :purpose");
                values.put("purpose", asked.purpose().name());
            }
        }
        if (!words.isEmpty()) {
            wanted.add(reader.is(Role.AUDITOR) ? WORDS_OR_PURPOSE : WORDS);
            values.put("words", "%" + words.replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        Page page = page(along, wanted, values, before, limit);
        return reader.is(Role.AUDITOR) ? withPurposes(page) : page;
    }

    @Override
    public Page own(@Nullable Place before, int limit, Reader reader) {
        if (reader.account() == null) {
            return new Page(List.of(), false, false);
        }
        Map<String, Object> values = new HashMap<>();
        values.put("account", reader.account().value());
        return page("", new ArrayList<>(List.of("a.account = :account")), values, before, limit);
    }

    private static String typed(String text) {
        String clean = Texts.strip(text).replace("\0", "");
        return clean.substring(0, Math.min(MOST_TYPED, clean.length()));
    }

    /**
     * @param along what has to be one of {@code :along}; empty for no such thing
     */
    private Page page(
            String along,
            List<String> wanted,
            Map<String, Object> values,
            @Nullable Place before,
            int limit) {
        int most = Math.clamp(limit, 1, MOST);
        if (before != null) {
            wanted.add("(a.at, a.id) < (:at, :id)");
            values.put("at", before.at().atOffset(ZoneOffset.UTC));
            values.put("id", before.id());
        }
        values.put("limit", most + 1);
        String lines =
                "select a.id, a.at, a.actor, a.action, a.subject, a.detail, a.purpose"
                        + " from kept.activity a where "
                        + String.join(" and ", wanted)
                        + (along.isEmpty() ? "" : " and " + along + " = v.one")
                        + " order by a.at desc, a.id desc limit :limit";
        String query =
                along.isEmpty()
                        ? lines
                        : "select l.* from unnest(:along) as v (one) cross join lateral ("
                                + lines
                                + ") l order by l.at desc, l.id desc limit :limit";
        try {
            List<Found> found =
                    Objects.requireNonNull(
                            transactions.execute(
                                    status -> {
                                        int unused =
                                                jdbc.sql(
                                                                "set local statement_timeout = "
                                                                        + longest.toMillis())
                                                        .update();
                                        return jdbc.sql(query)
                                                .params(values)
                                                .query((row, n) -> found(row))
                                                .list();
                                    }));
            boolean more = found.size() > most;
            return new Page(more ? found.subList(0, most) : found, more, false);
        } catch (DataAccessException e) {
            if (e.getMostSpecificCause() instanceof SQLException sql
                    && "57014".equals(sql.getSQLState())) { // query_canceled
                return new Page(List.of(), false, true);
            }
            throw e;
        }
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(
                row.getLong("id"),
                new Entry(
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("actor"),
                        row.getString("action"),
                        row.getString("subject"),
                        row.getString("detail")),
                ReadingPurpose.read(row.getString("purpose")).orElse(null),
                null);
    }

    /** What a line of the log may call the hồ sơ; what was typed, too. */
    private List<String> subjects(String typed) {
        Set<String> subjects = new LinkedHashSet<>();
        subjects.add(typed.substring(0, Math.min(INDEXED, typed.length())));
        String id = typed.toLowerCase(Locale.ROOT);
        UUID record =
                ID.matcher(id).matches()
                        ? UUID.fromString(id)
                        : jdbc.sql(
                                        "select id from projection.record where"
                                                + " lower(arc_file_code) = lower(:code) limit 1")
                                .param("code", typed)
                                .query(UUID.class)
                                .optional()
                                .orElse(null);
        if (record != null) {
            subjects.add(record.toString());
            subjects.addAll(
                    jdbc.sql(
                                    """
                                    with package (id) as (
                                        select kept.packages_before(kept.current_package(:record)))
                                    select id::text from package
                                    union all select unnest(e.documents)::text from kept.erasure e join package p on p.id = e.object
                                    union all select d.id::text from projection.document d join package p on p.id = d.aip_id
                                    union all select c.number from kept.granted_copy c join package p on p.id = c.record
                                    union all select r.number from kept.reading r join package p on p.id = r.record
                                    union all select i.reference from kept.access_request_item i join package p on p.id = i.about
                                    union all select r.arc_file_code from projection.record r join package p on p.id = r.id
                                    union all select f.id::text from projection.content_file f join package p on p.id = f.aip_id
                                    limit :most
                                    """)
                            .param("record", record)
                            .param("most", MOST_SUBJECTS)
                            .query(String.class)
                            .list());
        }
        return List.copyOf(subjects);
    }

    /** The purpose stands with the request that a line names. */
    private Page withPurposes(Page page) {
        Map<Long, String> requests = new HashMap<>();
        for (Found one : page.found()) {
            Matcher named =
                    REQUEST.matcher(
                            Objects.requireNonNullElse(one.entry().subject(), "")
                                    + " "
                                    + Objects.requireNonNullElse(one.entry().detail(), "")
                                    + " "
                                    + (one.said() == null ? "" : one.said().text()));
            if (named.find()) {
                requests.put(one.id(), named.group());
            }
        }
        if (requests.isEmpty()) {
            return page;
        }
        Map<String, String> purposes = new HashMap<>();
        jdbc.sql("select reference, purpose from kept.access_request where reference = any(:all)")
                .param("all", Set.copyOf(requests.values()).toArray(String[]::new))
                .query(
                        row -> {
                            purposes.put(row.getString(1), row.getString(2));
                        });
        return new Page(
                page.found().stream()
                        .map(
                                one ->
                                        new Found(
                                                one.id(),
                                                one.entry(),
                                                one.said(),
                                                purposes.get(requests.get(one.id()))))
                        .toList(),
                page.more(),
                page.tooWide());
    }
}
