package vn.tangthu.repository;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tokens with which a program hands in deliveries in the name of an account, and does nothing else.
 * A token works as long as its account may deliver: closed, or without the role, it is refused as
 * if it had never been.
 */
public interface DeliveryTokens {
    /** No token lives longer. */
    Duration LONGEST = Duration.ofDays(366);

    /**
     * Whether an account of this reader may have tokens: archivists take in, agencies hand in for
     * archivists to take in.
     */
    static boolean mayDeliver(Reader reader) {
        return reader.is(Role.ARCHIVIST) || reader.is(Role.AGENCY);
    }

    /**
     * @throws RefusedException when the actor is no administrator, the account may not deliver, or
     *     the name or the date will not do
     */
    Issued create(AccountId account, String name, Instant expiresAt, Reader actor);

    /** Newest first, with those that are over. */
    List<Token> list(AccountId account, Reader actor);

    /** At once and for good. No effect when it is revoked. */
    void revoke(UUID id, Reader actor);

    Answer authenticate(String secret, String remoteAddress);

    /**
     * @param secret shown once and kept nowhere
     */
    record Issued(Token token, String secret) {}

    record Token(
            UUID id,
            AccountId account,
            String name,
            Instant createdAt,
            String createdBy,
            Instant expiresAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    sealed interface Answer {
        record Ok(Reader reader, Token token) implements Answer {}

        /** Unknown, revoked, expired, or its account may not deliver: nobody is told which. */
        record Refused() implements Answer {}

        /** Too many wrong ones from this address; try again after so many seconds. */
        record Throttled(long seconds) implements Answer {}
    }
}
