package vn.tangthu.repository;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that may log in. In the {@code kept} schema. Passwords are kept as Argon2 or bcrypt
 * hashes only.
 */
public interface Accounts {
    /**
     * @param password as typed
     * @return the outcome; wrong name, wrong password and locked look the same to the person
     */
    Login authenticate(String username, String password, String remoteAddress);

    Optional<Account> find(AccountId id);

    Optional<Account> findByUsername(String username);

    Slice<Account> list(int offset, int limit);

    /**
     * @return the one-time password, shown once
     */
    String create(NewAccount account, Reader actor);

    void update(AccountId id, NewAccount account, boolean enabled, Reader actor);

    /** A way back in for a lost password: a new one-time password. */
    String resetPassword(AccountId id, Reader actor);

    /**
     * @throws RefusedException when it is too short (15), common or the same
     */
    void changePassword(AccountId id, String oldPassword, String newPassword);

    /**
     * Makes the first administrator if there is no account.
     *
     * @return the one-time password, or empty when there are accounts already
     */
    Optional<String> createFirstAdministrator(String username);

    Reader readerFor(Account account);

    record NewAccount(String username, String displayName, Set<Role> roles, Set<FondsId> fonds) {}

    record Account(
            AccountId id,
            String username,
            String displayName,
            Set<Role> roles,
            Set<FondsId> fonds,
            boolean enabled,
            boolean mustChangePassword,
            Instant createdAt,
            @Nullable Instant lastLoginAt) {}

    sealed interface Login {
        record Ok(Account account) implements Login {}

        record Refused() implements Login {}

        /** Too many attempts; try again after so many seconds. */
        record Throttled(long seconds) implements Login {}
    }
}
