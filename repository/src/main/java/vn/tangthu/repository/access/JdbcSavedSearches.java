package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.SavedSearches;

/** Saved searches in {@code kept.saved_search} and its neighbours. */
@Component
class JdbcSavedSearches implements SavedSearches {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 4_000;

    /** Records of one search that one letter tells of; the rest has the next day's. */
    private static final int MOST_TOLD = 200;

    private static final String SAVED =
            "select s.id, s.account, s.name, s.address, s.watched, s.created_at"
                    + " from kept.saved_search s";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Letters letters;
    private final Clock clock;
    private final SearchNotices notices;

    /**
     * @param address the portal's, as people reach it; blank: letters have the path only
     */
    JdbcSavedSearches(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Letters letters,
            Clock clock,
            @Value("${tangthu.portal.public-url:}") String address) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.letters = letters;
        this.clock = clock;
        this.notices = new SearchNotices(jdbc, transactions, letters, clock, address);
    }

    @Override
    public List<Saved> of(AccountId account) {
        return jdbc.sql(SAVED + " where s.account = :account order by s.created_at desc, s.id")
                .param("account", account.value())
                .query(JdbcSavedSearches::saved)
                .list();
    }

    @Override
    public Kept save(AccountId account, String name, String address) {
        if (!address.startsWith("/app/")) {
            throw new IllegalArgumentException("Not the address of a search: " + address);
        }
        if (address.length() > LONGEST_ADDRESS) {
            return Kept.TOO_LONG;
        }
        String kept = Texts.stored(name, LONGEST_NAME);
        boolean added =
                Boolean.TRUE.equals(
                        transactions.execute(
                                status -> {
                                    // One after the other, so that the limit holds.
                                    jdbc.sql(
                                                    "select id from kept.account where id = :account for update")
                                            .param("account", account.value())
                                            .query(UUID.class)
                                            .single();
                                    return jdbc.sql(
                                                            "insert into kept.saved_search (id, account,"
                                                                    + " name, address, created_at) select :id,"
                                                                    + " :account, :name, :address, :now where"
                                                                    + " (select count(*) from kept.saved_search"
                                                                    + " where account = :account) < :most")
                                                    .param("id", UUID.randomUUID())
                                                    .param("account", account.value())
                                                    .param("name", kept)
                                                    .param("address", address)
                                                    .param("now", now())
                                                    .param("most", MOST)
                                                    .update()
                                            == 1;
                                }));
        return added ? Kept.KEPT : Kept.FULL;
    }

    @Override
    public void remove(AccountId account, UUID id) {
        jdbc.sql("delete from kept.saved_search where id = :id and account = :account")
                .param("id", id)
                .param("account", account.value())
                .update();
    }

    @Override
    public void watch(AccountId account, UUID id, boolean watched) {
        jdbc.sql(
                        "update kept.saved_search set watched = :watched where id = :id and account"
                                + " = :account")
                .param("watched", watched)
                .param("id", id)
                .param("account", account.value())
                .update();
    }

    @Override
    public Optional<Notice> notice(AccountId account) {
        return notices.of(account);
    }

    @Override
    public boolean ask(AccountId account, String email) {
        return notices.ask(account, email);
    }

    @Override
    public Optional<Notice> byCode(String code) {
        return notices.byCode(code);
    }

    @Override
    public void confirm(String code) {
        notices.confirm(code);
    }

    @Override
    public void stop(String code) {
        notices.stop(code);
    }

    @Override
    public List<AipId> appeared(AccountId account, UUID search) {
        return jdbc
                .sql(
                        "select f.record from kept.saved_search_found f join kept.saved_search s on"
                                + " s.id = f.search where s.id = :search and s.account = :account"
                                + " order by f.found_at desc, f.record limit :most")
                .param("search", search)
                .param("account", account.value())
                .param("most", MOST_FOUND)
                .query(UUID.class)
                .list()
                .stream()
                .map(AipId::new)
                .toList();
    }

    @Override
    public List<AipId> unseen(AccountId account, @Nullable UUID search) {
        return jdbc
                .sql(
                        "select distinct f.record from kept.saved_search_found f join"
                                + " kept.saved_search s on s.id = f.search where s.account ="
                                + " :account and (cast(:search as uuid) is null or s.id = :search)"
                                + " and f.seen_at is null limit :most")
                .param("account", account.value())
                .param("search", search, Types.OTHER)
                .param("most", MOST_FOUND)
                .query(UUID.class)
                .list()
                .stream()
                .map(AipId::new)
                .toList();
    }

    @Override
    public void seen(AccountId account, UUID search, Collection<AipId> records) {
        jdbc.sql(
                        """
                        update kept.saved_search_found f set seen_at = :now, told_at = coalesce(f.told_at, :now)
                        from kept.saved_search s where s.id = f.search and s.id = :search and s.account = :account
                        and f.seen_at is null and f.record = any(cast(:records as uuid[]))
                        """)
                .param("now", now())
                .param("search", search)
                .param("account", account.value())
                .param("records", texts(records))
                .update();
    }

    @Override
    public void gone(Collection<AipId> records) {
        jdbc.sql(
                        "delete from kept.saved_search_found where record = any(cast(:records as"
                                + " uuid[]))")
                .param("records", texts(records))
                .update();
    }

    private static String[] texts(Collection<AipId> records) {
        return records.stream().map(id -> id.value().toString()).toArray(String[]::new);
    }

    @Override
    public Optional<Mark> mark() {
        return jdbc.sql("select epoch, sequence from kept.search_watch")
                .query(
                        (row, n) ->
                                new Mark(
                                        row.getObject("epoch", UUID.class),
                                        row.getLong("sequence")))
                .optional();
    }

    @Override
    public List<Saved> watched(@Nullable UUID after, int limit) {
        return jdbc.sql(
                        SAVED
                                + " join kept.account a on a.id = s.account where s.watched and"
                                + " a.enabled and s.id > :after order by s.id limit :limit")
                .param("after", after == null ? new UUID(0, 0) : after)
                .param("limit", limit)
                .query(JdbcSavedSearches::saved)
                .list();
    }

    @Override
    public void found(Mark mark, Map<UUID, Set<AipId>> bySearch) {
        transactions.executeWithoutResult(
                status -> {
                    bySearch.forEach(this::note);
                    jdbc.sql(
                                    "insert into kept.search_watch (epoch, sequence) values"
                                            + " (:epoch, :sequence) on conflict (one) do update set"
                                            + " epoch = :epoch, sequence = :sequence")
                            .param("epoch", mark.epoch())
                            .param("sequence", mark.sequence())
                            .update();
                });
    }

    private void note(UUID search, Set<AipId> records) {
        // The search may have been removed since.
        jdbc.sql(
                        """
                        insert into kept.saved_search_found (search, record, found_at)
                        select s.id, r.record, :now from kept.saved_search s, unnest(cast(:records as uuid[])) r(record)
                        where s.id = :search
                        limit greatest(0, :most - (select count(*) from kept.saved_search_found
                                                   where search = :search and told_at is null))
                        on conflict do nothing
                        """)
                .param("now", now())
                .param("records", texts(records))
                .param("search", search)
                .param("most", MOST_FOUND)
                .update();
    }

    @Override
    public List<Due> due(Instant before, int limit) {
        record Row(UUID account, String email, String code) {}
        List<Row> rows =
                jdbc.sql(
                                """
                                select n.account, n.email, n.code from kept.search_notice n
                                join kept.account a on a.id = n.account and a.enabled
                                where n.confirmed_at is not null and (n.last_letter_at is null or n.last_letter_at <= :before)
                                and exists (select from kept.saved_search s join kept.saved_search_found f on f.search = s.id
                                            where s.account = n.account and s.watched and f.told_at is null)
                                order by n.account limit :limit
                                """)
                        .param("before", at(before))
                        .param("limit", limit)
                        .query(
                                (row, n) ->
                                        new Row(
                                                row.getObject(1, UUID.class),
                                                row.getString(2),
                                                row.getString(3)))
                        .list();
        return rows.stream()
                .map(
                        row ->
                                new Due(
                                        new AccountId(row.account()),
                                        row.email(),
                                        row.code(),
                                        before,
                                        untold(new AccountId(row.account()))))
                .toList();
    }

    private Map<Saved, Collection<AipId>> untold(AccountId account) {
        Map<Saved, Collection<AipId>> untold = new HashMap<>();
        for (Saved saved : of(account)) {
            List<AipId> records = new ArrayList<>();
            if (saved.watched()) {
                jdbc.sql(
                                "select record from kept.saved_search_found where search = :search"
                                        + " and told_at is null order by found_at, record limit"
                                        + " :limit")
                        .param("search", saved.id())
                        .param("limit", MOST_TOLD)
                        .query(UUID.class)
                        .list()
                        .forEach(id -> records.add(new AipId(id)));
            }
            if (!records.isEmpty()) {
                untold.put(saved, records);
            }
        }
        return untold;
    }

    @Override
    public void told(Due due, @Nullable Letter letter) {
        transactions.executeWithoutResult(
                status -> {
                    // Stopped meanwhile, or told by another process: no letter.
                    int mine =
                            jdbc.sql(
                                            "update kept.search_notice set last_letter_at = case"
                                                    + " when :letter then :now else last_letter_at end"
                                                    + " where account = :account and code = :code and"
                                                    + " confirmed_at is not null and (last_letter_at"
                                                    + " is null or last_letter_at <= :before)")
                                    .param("before", at(due.before()))
                                    .param("letter", letter != null)
                                    .param("now", now())
                                    .param("account", due.account().value())
                                    .param("code", due.code())
                                    .update();
                    if (mine == 0) {
                        return;
                    }
                    due.records().forEach(this::told);
                    if (letter != null) {
                        letters.write(
                                due.email(),
                                SearchNotices.ABOUT,
                                letter.subject(),
                                letter.text(),
                                letter.names());
                    }
                });
    }

    private void told(Saved saved, Collection<AipId> records) {
        jdbc.sql(
                        "update kept.saved_search_found set told_at = :now where search = :search"
                                + " and record = any(cast(:records as uuid[]))")
                .param("now", now())
                .param("search", saved.id())
                .param("records", texts(records))
                .update();
    }

    @Override
    public void forget(Instant before) {
        jdbc.sql("delete from kept.saved_search_found where found_at < :before")
                .param("before", at(before))
                .update();
    }

    private static Saved saved(ResultSet row, int number) throws SQLException {
        return new Saved(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("name"),
                row.getString("address"),
                row.getBoolean("watched"),
                instant(row.getObject("created_at", OffsetDateTime.class)));
    }

    private static Instant instant(@Nullable OffsetDateTime time) {
        return Objects.requireNonNull(time).toInstant();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
