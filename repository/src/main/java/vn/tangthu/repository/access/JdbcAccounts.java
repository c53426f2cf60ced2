package vn.tangthu.repository.access;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

@Component
class JdbcAccounts implements Accounts {
    /** Letters, digits and {@code . _ - @}; also an e-mail address. */
    private static final Pattern USERNAME = Pattern.compile("[\\p{L}\\p{N}._@-]{3,100}");

    private static final int MAX_NAME = 200;

    /** Any constant: changes of who is administrator are made one after the other. */
    private static final long ADMINISTRATORS_LOCK = 7_203_101;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final LoginThrottle throttle;
    private final AgencyReaders agencies;
    private final Clock clock;
    private final Passwords passwords = new Passwords();

    JdbcAccounts(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog log,
            LoginThrottle throttle,
            AgencyReaders agencies,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.throttle = throttle;
        this.agencies = agencies;
        this.clock = clock;
    }

    @Override
    public Login authenticate(String username, String password, String remoteAddress) {
        String name = Texts.stored(normalised(username), MAX_NAME);
        String address = Texts.stored(remoteAddress, MAX_NAME);
        long wait = throttle.begin(name, address);
        if (wait > 0) {
            return new Login.Throttled(wait);
        }
        Optional<Account> account = findByUsername(name);
        String hash = account.filter(Account::enabled).map(a -> hashOf(a.id())).orElse(null);
        if (!passwords.matches(limited(password), hash) || account.isEmpty()) {
            log.record(Reader.ANONYMOUS, "LOGIN_REFUSED", name, address);
            return new Login.Refused();
        }
        throttle.succeeded(name, address);
        Account known = account.get();
        jdbc.sql("update kept.account set last_login_at = :now where id = :id")
                .param("now", now())
                .param("id", known.id().value())
                .update();
        log.record(readerFor(known), "LOGIN", name, address);
        return new Login.Ok(find(known.id()).orElse(known));
    }

    /** What is longer than any password is cut, and so wrong, before it costs time. */
    private static String limited(String password) {
        return password.length() > 4 * Passwords.MAX_LENGTH
                ? password.substring(0, 4 * Passwords.MAX_LENGTH)
                : password;
    }

    @Override
    public Optional<Account> find(AccountId id) {
        return jdbc.sql("select * from kept.account where id = :id")
                .param("id", id.value())
                .query(JdbcAccounts::toAccount)
                .optional();
    }

    @Override
    public Optional<Account> findByUsername(String username) {
        return jdbc.sql("select * from kept.account where username = :username")
                .param("username", normalised(username))
                .query(JdbcAccounts::toAccount)
                .optional();
    }

    @Override
    public Slice<Account> list(int offset, int limit) {
        List<Account> accounts =
                jdbc.sql("select * from kept.account order by username offset :offset limit :limit")
                        .param("offset", offset)
                        .param("limit", limit)
                        .query(JdbcAccounts::toAccount)
                        .list();
        long total = jdbc.sql("select count(*) from kept.account").query(Long.class).single();
        return new Slice<>(accounts, offset, total);
    }

    @Override
    public String create(NewAccount account, Reader actor) {
        check(account);
        String password = passwords.oneTime();
        String hash = passwords.hash(password);
        return inTransaction(
                () -> {
                    insert(account, hash);
                    log.record(
                            actor,
                            "ACCOUNT_CREATED",
                            normalised(account.username()),
                            agencies.rights(account));
                    return password;
                });
    }

    private void insert(NewAccount account, String hash) {
        try {
            jdbc.sql(
                            "insert into kept.account (id, username, display_name, roles, fonds,"
                                    + " body, password_hash, must_change, enabled, created_at) values"
                                    + " (:id, :username, :name, string_to_array(:roles, ','),"
                                    + " string_to_array(:fonds, ',')::uuid[], :body::uuid, :hash,"
                                    + " true, true, :now)")
                    .param("id", UUID.randomUUID())
                    .param("username", normalised(account.username()))
                    .param("name", Texts.strip(account.displayName()))
                    .param("roles", AgencyReaders.joined(account.roles()))
                    .param("fonds", AgencyReaders.joined(account.fonds()))
                    .param("body", text(account.body()))
                    .param("hash", hash)
                    .param("now", now())
                    .update();
        } catch (DuplicateKeyException e) {
            throw new RefusedException(
                    Finding.blocks("USERNAME_TAKEN", "username", account.username()));
        }
    }

    @Override
    public void update(AccountId id, NewAccount account, boolean enabled, Reader actor) {
        check(account);
        inTransaction(
                () -> {
                    requireAsTheProviderSaid(id, account);
                    int changed;
                    try {
                        changed =
                                jdbc.sql(
                                                "update kept.account set username = :username,"
                                                        + " display_name = :name, roles ="
                                                        + " string_to_array(:roles, ','), fonds ="
                                                        + " string_to_array(:fonds, ',')::uuid[], body ="
                                                        + " :body::uuid, enabled = :enabled,"
                                                        + " closed_by_end = false where id = :id")
                                        .param("id", id.value())
                                        .param("username", normalised(account.username()))
                                        .param("name", Texts.strip(account.displayName()))
                                        .param("roles", AgencyReaders.joined(account.roles()))
                                        .param("fonds", AgencyReaders.joined(account.fonds()))
                                        .param("body", text(account.body()))
                                        .param("enabled", enabled)
                                        .update();
                    } catch (DuplicateKeyException e) {
                        throw new RefusedException(
                                Finding.blocks("USERNAME_TAKEN", "username", account.username()));
                    }
                    requireFound(changed, id);
                    requireAnAdministrator();
                    log.record(
                            actor,
                            enabled ? "ACCOUNT_CHANGED" : "ACCOUNT_DISABLED",
                            normalised(account.username()),
                            agencies.rights(account));
                    return id;
                });
    }

    @Override
    public void rename(AccountId id, String displayName, Reader actor) {
        checkName(displayName)
                .ifPresent(
                        finding -> {
                            throw new RefusedException(finding);
                        });
        inTransaction(
                () -> {
                    int changed =
                            jdbc.sql(
                                            "update kept.account set display_name = :name where id ="
                                                    + " :id and provider is null")
                                    .param("id", id.value())
                                    .param("name", Texts.strip(displayName))
                                    .update();
                    Account account = required(id);
                    if (changed > 0) {
                        log.record(
                                actor,
                                "ACCOUNT_CHANGED",
                                account.username(),
                                Texts.strip(displayName));
                    }
                    return id;
                });
    }

    private void requireAsTheProviderSaid(AccountId id, NewAccount account) {
        Account known = required(id);
        if (known.provider() != null
                && !(known.roles().equals(account.roles())
                        && Objects.equals(known.body(), account.body()))) {
            throw new RefusedException(
                    Finding.blocks("ACCOUNT_OF_PROVIDER", "roles", known.provider()));
        }
    }

    private void requireAnAdministrator() {
        Long left =
                jdbc.sql(
                                "select count(*) from kept.account where enabled and"
                                        + " 'ADMINISTRATOR' = any(roles)")
                        .query(Long.class)
                        .single();
        if (left == 0) {
            throw new RefusedException(Finding.blocks("LAST_ADMINISTRATOR", "roles"));
        }
    }

    @Override
    public String resetPassword(AccountId id, Reader actor) {
        String password = passwords.oneTime();
        String hash = passwords.hash(password);
        return inTransaction(
                () -> {
                    Account account = required(id);
                    if (account.provider() != null) {
                        throw new RefusedException(
                                Finding.blocks(
                                        "ACCOUNT_OF_PROVIDER", "password", account.provider()));
                    }
                    setPassword(id, hash, true);
                    throttle.forget(account.username());
                    log.record(actor, "PASSWORD_RESET", account.username(), null);
                    return password;
                });
    }

    @Override
    public void changePassword(AccountId id, String oldPassword, String newPassword) {
        Account account = required(id);
        if (!passwords.matches(limited(oldPassword), hashOf(id))) {
            throw new RefusedException(Finding.blocks("PASSWORD_WRONG", "oldPassword"));
        }
        List<Finding> findings =
                new ArrayList<>(
                        Passwords.findings(newPassword, account.username(), account.displayName()));
        if (Texts.nfc(oldPassword).equals(Texts.nfc(newPassword))) {
            findings.add(Finding.blocks("PASSWORD_SAME", "password"));
        }
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
        String hash = passwords.hash(newPassword);
        inTransaction(
                () -> {
                    setPassword(id, hash, false);
                    log.record(readerFor(account), "PASSWORD_CHANGED", account.username(), null);
                    return id;
                });
    }

    private void setPassword(AccountId id, String hash, boolean mustChange) {
        jdbc.sql(
                        "update kept.account set password_hash = :hash, must_change = :must"
                                + " where id = :id")
                .param("hash", hash)
                .param("must", mustChange)
                .param("id", id.value())
                .update();
    }

    @Override
    public Optional<String> createFirstAdministrator(String username) {
        NewAccount administrator =
                new NewAccount(
                        username,
                        "Quản trị viên",
                        Set.of(Role.ADMINISTRATOR, Role.ARCHIVIST),
                        Set.of());
        check(administrator);
        return inTransaction(
                () -> {
                    Long accounts =
                            jdbc.sql("select count(*) from kept.account")
                                    .query(Long.class)
                                    .single();
                    if (accounts > 0) {
                        return Optional.empty();
                    }
                    String password = passwords.oneTime();
                    insert(administrator, passwords.hash(password));
                    log.record(
                            Reader.OPERATOR,
                            "ACCOUNT_CREATED",
                            normalised(username),
                            agencies.rights(administrator));
                    return Optional.of(password);
                });
    }

    @Override
    public Reader readerFor(Account account) {
        return agencies.readerFor(account);
    }

    private static Optional<Finding> checkName(String displayName) {
        String name = Texts.strip(displayName);
        return name.isEmpty() || name.length() > MAX_NAME || name.indexOf('\0') >= 0
                ? Optional.of(Finding.blocks("DISPLAY_NAME_INVALID", "displayName", "" + MAX_NAME))
                : Optional.empty();
    }

    private void check(NewAccount account) {
        List<Finding> findings = new ArrayList<>();
        if (!USERNAME.matcher(normalised(account.username())).matches()) {
            findings.add(Finding.blocks("USERNAME_INVALID", "username", account.username()));
        }
        checkName(account.displayName()).ifPresent(findings::add);
        if (account.roles().isEmpty()) {
            findings.add(Finding.blocks("ROLES_MISSING", "roles"));
        }
        agencies.check(account).ifPresent(findings::add);
        if (!findings.isEmpty()) {
            throw new RefusedException(findings);
        }
    }

    private <T> T inTransaction(Supplier<T> work) {
        T result =
                transactions.execute(
                        status -> {
                            lockAdministrators(jdbc);
                            return work.get();
                        });
        return Objects.requireNonNull(result);
    }

    /** Until the transaction ends. */
    static void lockAdministrators(JdbcClient jdbc) {
        jdbc.sql("select pg_advisory_xact_lock(:lock)")
                .param("lock", ADMINISTRATORS_LOCK)
                .query((row, number) -> number)
                .single();
    }

    private Account required(AccountId id) {
        return find(id).orElseThrow(
                        () ->
                                new RefusedException(
                                        Finding.blocks("ACCOUNT_UNKNOWN", "account", "" + id)));
    }

    private static void requireFound(int changed, AccountId id) {
        if (changed == 0) {
            throw new RefusedException(Finding.blocks("ACCOUNT_UNKNOWN", "account", "" + id));
        }
    }

    /** Null for an account of a provider: no password fits. */
    private @Nullable String hashOf(AccountId id) {
        return jdbc.sql("select password_hash from kept.account where id = :id")
                .param("id", id.value())
                .query((row, number) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String normalised(String username) {
        return Texts.strip(username).toLowerCase(Locale.ROOT);
    }

    private static @Nullable String text(@Nullable BodyId body) {
        return body == null ? null : body.toString();
    }

    static Account toAccount(ResultSet row, int number) throws SQLException {
        String[] roles = (String[]) row.getArray("roles").getArray();
        UUID[] fonds = (UUID[]) row.getArray("fonds").getArray();
        return new Account(
                new AccountId(row.getObject("id", UUID.class)),
                row.getString("username"),
                row.getString("display_name"),
                Arrays.stream(roles).map(Role::valueOf).collect(Collectors.toUnmodifiableSet()),
                Arrays.stream(fonds).map(FondsId::new).collect(Collectors.toUnmodifiableSet()),
                row.getBoolean("enabled"),
                row.getBoolean("must_change"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_login_at"),
                body(row),
                row.getString("provider"));
    }

    private static @Nullable BodyId body(ResultSet row) throws SQLException {
        UUID body = row.getObject("body", UUID.class);
        return body == null ? null : new BodyId(body);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
