package vn.tangthu.repository.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.Login;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ProviderLogins;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** {@link ProviderLogins} in {@code kept.account}. */
@Component
class JdbcProviderLogins implements ProviderLogins {
    private static final int MAX_NAME = 200;
    private static final int MAX_USERNAME = 60;

    private static final Set<Role> OF_READERS = Set.of(Role.CITIZEN, Role.AGENCY);

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final ActivityLog log;
    private final AgencyReaders agencies;
    private final Bodies bodies;
    private final Clock clock;

    JdbcProviderLogins(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            ActivityLog log,
            AgencyReaders agencies,
            Bodies bodies,
            Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.log = log;
        this.agencies = agencies;
        this.bodies = bodies;
        this.clock = clock;
    }

    @Override
    public Login admit(Identity identity, String remoteAddress) {
        String address = Texts.stored(remoteAddress, MAX_NAME);
        return Objects.requireNonNull(
                transactions.execute(
                        status -> {
                            JdbcAccounts.lockAdministrators(jdbc);
                            return admitted(identity, address);
                        }));
    }

    private Login admitted(Identity identity, String address) {
        Account known = find(identity).orElse(null);
        Optional<Body> body = body(identity);
        NewAccount said =
                new NewAccount(
                        known == null ? username(identity) : known.username(),
                        displayName(identity),
                        identity.roles(),
                        known == null ? Set.of() : known.fonds(),
                        body.map(Body::id).orElse(null));
        if (known != null && !known.enabled()) {
            if (body.isEmpty() || !follows(known, said, body.get())) {
                return refused(identity, address, "ACCOUNT_CLOSED");
            }
            open(known, said, body.get());
        }
        Optional<String> wrong =
                identity.bodyCode() != null && body.isEmpty()
                        ? Optional.of("BODY_UNKNOWN")
                        : agencies.check(said).map(Finding::code);
        if (wrong.isPresent()) {
            return refusedWithWhatIsLeft(identity, address, known, wrong.get());
        }
        if (known != null && takesTheLastAdministrator(known, said)) {
            return refused(identity, address, "LAST_ADMINISTRATOR");
        }
        if (known == null && !said.roles().isEmpty()) {
            insert(identity, said);
        } else if (known != null && !sameAs(known, said)) {
            update(known, said);
        }
        if (said.roles().isEmpty()) {
            return refused(identity, address, "ROLES_MISSING");
        }
        if (decidesAnew(known, said)) {
            close(identity);
            return refused(identity, address, "ACCOUNT_WAITS");
        }
        jdbc.sql(
                        "update kept.account set last_login_at = :now where issuer = :issuer and"
                                + " subject = :subject")
                .param("now", now())
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .update();
        Account account = find(identity).orElseThrow();
        log.record(agencies.readerFor(account), "LOGIN", account.username(), address);
        return new Login.Ok(account);
    }

    /**
     * Whether nothing but its body's end closed it and its person is with a body now that lives:
     * the same word of the provider would have moved it a minute before it was closed.
     */
    private boolean follows(Account known, NewAccount said, Body body) {
        return body.livesOn(today())
                && agencies.check(said).isEmpty()
                && jdbc.sql("select closed_by_end from kept.account where id = :id")
                        .param("id", known.id().value())
                        .query(Boolean.class)
                        .single();
    }

    private void open(Account known, NewAccount said, Body body) {
        jdbc.sql(
                        "update kept.account_closing set followed_by = :body, followed_at = :now where"
                                + " account = :id and body = :old and reopened_at is null")
                .param("body", body.id().value())
                .param("now", now())
                .param("id", known.id().value())
                .param("old", Objects.requireNonNull(known.body()).value())
                .update();
        jdbc.sql("update kept.account set enabled = true, closed_by_end = false where id = :id")
                .param("id", known.id().value())
                .update();
        log.record(
                Reader.OPERATOR,
                "ACCOUNT_FOLLOWED",
                known.username(),
                agencies.named(Objects.requireNonNull(known.body()))
                        + " → "
                        + agencies.named(Objects.requireNonNull(said.body())));
    }

    /**
     * Whether it is to look after the archive and was not before. Such an account waits for an
     * administrator: who has one of the archive's own already would be two persons by a second.
     */
    private static boolean decidesAnew(@Nullable Account known, NewAccount said) {
        Set<Role> more = new HashSet<>(said.roles());
        more.removeAll(OF_READERS);
        if (known != null) {
            more.removeAll(known.roles());
        }
        return !more.isEmpty();
    }

    private void close(Identity identity) {
        Account account = find(identity).orElseThrow();
        jdbc.sql(
                        "update kept.account set enabled = false, closed_by_end = false where id ="
                                + " :id")
                .param("id", account.id().value())
                .update();
        log.record(
                Reader.OPERATOR,
                "ACCOUNT_DISABLED",
                account.username(),
                AgencyReaders.joined(account.roles()));
    }

    /** What the provider does not say any more is gone all the same, and the body with it. */
    private Login refusedWithWhatIsLeft(
            Identity identity, String address, @Nullable Account known, String why) {
        if (known != null) {
            Set<Role> roles = new HashSet<>(known.roles());
            roles.retainAll(identity.roles());
            roles.remove(Role.AGENCY);
            NewAccount left =
                    new NewAccount(
                            known.username(), known.displayName(), roles, known.fonds(), null);
            if (!takesTheLastAdministrator(known, left) && !sameAs(known, left)) {
                update(known, left);
            }
        }
        return refused(identity, address, why);
    }

    private Login refused(Identity identity, String address, String why) {
        log.record(
                Reader.ANONYMOUS,
                "LOGIN_REFUSED",
                Texts.stored(username(identity), MAX_NAME),
                address + ", " + identity.provider() + ": " + why);
        return new Login.Refused();
    }

    private Optional<Account> find(Identity identity) {
        return jdbc.sql("select * from kept.account where issuer = :issuer and subject = :subject")
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .query(JdbcAccounts::toAccount)
                .optional();
    }

    private Optional<Body> body(Identity identity) {
        String code = identity.bodyCode();
        return code == null ? Optional.empty() : bodies.byCode(code, today());
    }

    private LocalDate today() {
        return clock.instant().atZone(AgencyReaders.ZONE).toLocalDate();
    }

    private static boolean sameAs(Account known, NewAccount said) {
        return known.roles().equals(said.roles())
                && known.displayName().equals(said.displayName())
                && Objects.equals(known.body(), said.body());
    }

    private boolean takesTheLastAdministrator(Account known, NewAccount said) {
        return known.roles().contains(Role.ADMINISTRATOR)
                && !said.roles().contains(Role.ADMINISTRATOR)
                && jdbc.sql(
                                        "select count(*) from kept.account where enabled and"
                                                + " 'ADMINISTRATOR' = any(roles) and id <> :id")
                                .param("id", known.id().value())
                                .query(Long.class)
                                .single()
                        == 0;
    }

    private void insert(Identity identity, NewAccount account) {
        jdbc.sql(
                        "insert into kept.account (id, username, display_name, roles, body,"
                                + " must_change, enabled, created_at, provider, issuer, subject)"
                                + " values (:id, :username, :name, string_to_array(:roles, ','),"
                                + " :body::uuid, false, true, :now, :provider, :issuer, :subject)")
                .param("id", UUID.randomUUID())
                .param("username", account.username())
                .param("name", account.displayName())
                .param("roles", AgencyReaders.joined(account.roles()))
                .param("body", text(account.body()))
                .param("now", now())
                .param("provider", identity.provider())
                .param("issuer", identity.issuer())
                .param("subject", identity.subject())
                .update();
        log.record(
                Reader.OPERATOR, "ACCOUNT_CREATED", account.username(), agencies.rights(account));
    }

    private void update(Account known, NewAccount said) {
        jdbc.sql(
                        "update kept.account set display_name = :name, roles ="
                                + " string_to_array(:roles, ','), body = :body::uuid where id = :id")
                .param("name", said.displayName())
                .param("roles", AgencyReaders.joined(said.roles()))
                .param("body", text(said.body()))
                .param("id", known.id().value())
                .update();
        log.record(Reader.OPERATOR, "ACCOUNT_CHANGED", known.username(), agencies.rights(said));
    }

    private static String displayName(Identity identity) {
        String name = Texts.stored(Texts.strip(identity.displayName()), MAX_NAME);
        return name.isEmpty() ? username(identity) : name;
    }

    /**
     * What it was called by the provider, with the provider's name, so that nobody can come as an
     * account of the archive's own; and with a few digits of who it is, because providers give
     * names to somebody else.
     */
    private static String username(Identity identity) {
        String name =
                Texts.strip(identity.username())
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}._-]", "");
        int end =
                name.offsetByCodePoints(
                        0, Math.min(MAX_USERNAME, name.codePointCount(0, name.length())));
        return name.substring(0, end) + "-" + digits(identity) + "@" + identity.provider();
    }

    private static String digits(Identity identity) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (identity.issuer() + "\n" + identity.subject())
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static @Nullable String text(@Nullable BodyId body) {
        return body == null ? null : body.toString();
    }
}
