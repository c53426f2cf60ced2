package vn.tangthu.repository.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * Tokens are 256 bits of chance, so that a plain SHA-256 is enough to keep: nobody can guess them,
 * and their hash tells nothing.
 */
@Component
class JdbcDeliveryTokens implements DeliveryTokens {
    /** Tells people and secret scanners what it is. */
    static final String PREFIX = "tangthu_";

    private static final int BYTES = 32;
    private static final int LONGEST_SECRET = 200;
    private static final int LONGEST_NAME = 100;
    private static final Duration USED_STEP = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final ActivityLog log;
    private final LoginThrottle throttle;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    JdbcDeliveryTokens(
            JdbcClient jdbc,
            Accounts accounts,
            ActivityLog log,
            LoginThrottle throttle,
            Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.log = log;
        this.throttle = throttle;
        this.clock = clock;
    }

    @Override
    public Issued create(AccountId id, String name, Instant expiresAt, Reader actor) {
        requireAdministrator(actor);
        Account account =
                accounts.find(id)
                        .orElseThrow(
                                () ->
                                        new RefusedException(
                                                Finding.blocks("ACCOUNT_UNKNOWN", "account")));
        if (!DeliveryTokens.mayDeliver(accounts.readerFor(account))) {
            throw new RefusedException(Finding.blocks("TOKEN_ROLE", account.username()));
        }
        String called = Texts.strip(name);
        Instant now = clock.instant();
        boolean named = !called.isEmpty() && called.length() <= LONGEST_NAME;
        boolean lives = expiresAt.isAfter(now) && !expiresAt.isAfter(now.plus(LONGEST));
        if (!named || !lives || called.indexOf('\0') >= 0) {
            throw new RefusedException(Finding.blocks("TOKEN_INVALID", "token", "" + LONGEST_NAME));
        }
        byte[] chance = new byte[BYTES];
        random.nextBytes(chance);
        String secret = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(chance);
        UUID token = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.delivery_token (id, account, name, hash, created_at,"
                                + " created_by, expires_at) values (:id, :account, :name, :hash,"
                                + " :now, :by, :expires)")
                .param("id", token)
                .param("account", id.value())
                .param("name", called)
                .param("hash", hash(secret))
                .param("now", utc(now))
                .param("by", Texts.stored(actor.name(), LONGEST_SECRET))
                .param("expires", utc(expiresAt))
                .update();
        log.record(actor, "TOKEN_CREATED", account.username(), called);
        return new Issued(find(token).orElseThrow(), secret);
    }

    @Override
    public List<Token> list(AccountId account, Reader actor) {
        requireAdministrator(actor);
        return jdbc.sql(
                        "select * from kept.delivery_token where account = :account"
                                + " order by created_at desc, id limit 1000")
                .param("account", account.value())
                .query(JdbcDeliveryTokens::token)
                .list();
    }

    @Override
    public void revoke(UUID id, Reader actor) {
        requireAdministrator(actor);
        int changed =
                jdbc.sql(
                                "update kept.delivery_token set revoked_at = :now where id = :id"
                                        + " and revoked_at is null")
                        .param("now", utc(clock.instant()))
                        .param("id", id)
                        .update();
        if (changed > 0) {
            Token token = find(id).orElseThrow();
            String owner =
                    accounts.find(token.account()).map(Account::username).orElse(token.name());
            log.record(actor, "TOKEN_REVOKED", owner, token.name());
        }
    }

    @Override
    public Answer authenticate(String secret, String remoteAddress) {
        Optional<Answer.Ok> ok = valid(secret);
        if (ok.isPresent()) {
            used(ok.get().token());
            return ok.get();
        }
        // Counted apart from people's logins: a program with an old token locks nobody out.
        String address = Texts.stored("api " + remoteAddress, LONGEST_SECRET);
        long wait = throttle.begin("token", address);
        if (wait > 0) {
            return new Answer.Throttled(wait);
        }
        log.record(Reader.ANONYMOUS, "TOKEN_REFUSED", null, remoteAddress);
        return new Answer.Refused();
    }

    private Optional<Answer.Ok> valid(String secret) {
        if (secret.length() > LONGEST_SECRET || !secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        Token token =
                jdbc.sql(
                                "select * from kept.delivery_token where hash = :hash and"
                                        + " revoked_at is null and expires_at > :now")
                        .param("hash", hash(secret))
                        .param("now", utc(clock.instant()))
                        .query(JdbcDeliveryTokens::token)
                        .optional()
                        .orElse(null);
        if (token == null) {
            return Optional.empty();
        }
        return accounts.find(token.account())
                .filter(Account::enabled)
                .map(accounts::readerFor)
                .filter(DeliveryTokens::mayDeliver)
                .map(reader -> new Answer.Ok(reader, token));
    }

    /** To the minute: a program that asks each second does not write each second. */
    private void used(Token token) {
        Instant now = clock.instant();
        Instant last = token.lastUsedAt();
        if (last == null || last.isBefore(now.minus(USED_STEP))) {
            jdbc.sql("update kept.delivery_token set last_used_at = :now where id = :id")
                    .param("now", utc(now))
                    .param("id", token.id())
                    .update();
        }
    }

    private Optional<Token> find(UUID id) {
        return jdbc.sql("select * from kept.delivery_token where id = :id")
                .param("id", id)
                .query(JdbcDeliveryTokens::token)
                .optional();
    }

    private static void requireAdministrator(Reader actor) {
        if (!actor.is(Role.ADMINISTRATOR)) {
            throw new RefusedException(Finding.blocks("ADMINISTRATOR_ONLY", actor.name()));
        }
    }

    private static byte[] hash(String secret) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(secret.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Token token(ResultSet row, int number) throws SQLException {
        return new Token(
                row.getObject("id", UUID.class),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("name"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getString("created_by"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                instant(row, "last_used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }
}
