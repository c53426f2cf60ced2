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

    /**
     * @throws RefusedException also when roles or body differ from what a provider said of its
     *     account
     */
    void update(AccountId id, NewAccount account, boolean enabled, Reader actor);

    /**
     * Changes the name and nothing else, whatever is changed beside it. A provider says the name of
     * its accounts at each login: those are left as they are.
     */
    void rename(AccountId id, String displayName, Reader actor);

    /**
     * A way back in for a lost password: a new one-time password.
     *
     * @throws RefusedException for an account of a provider, which has none
     */
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

    /**
     * As whom the account reads today. Of a body of the register: what {@link Inheritance} gives
     * it, and what was given by hand; nothing of both before the body is there or after it ended,
     * unless the account was opened again ({@link AccountClosings}).
     */
    Reader readerFor(Account account);

    /**
     * @param fonds to read, given by hand
     * @param body whose account it is, for {@link Role#AGENCY} only; or null
     */
    record NewAccount(
            String username,
            String displayName,
            Set<Role> roles,
            Set<FondsId> fonds,
            @Nullable BodyId body) {
        public NewAccount(
                String username, String displayName, Set<Role> roles, Set<FondsId> fonds) {
            this(username, displayName, roles, fonds, null);
        }
    }

    /**
     * @param fonds given by hand
     * @param body of the register whose account it is, or null
     * @param provider who vouches for the person in place of a password ({@link ProviderLogins}),
     *     and says the roles and the body; null for an account of the archive's own
     */
    record Account(
            AccountId id,
            String username,
            String displayName,
            Set<Role> roles,
            Set<FondsId> fonds,
            boolean enabled,
            boolean mustChangePassword,
            Instant createdAt,
            @Nullable Instant lastLoginAt,
            @Nullable BodyId body,
            @Nullable String provider) {}

    sealed interface Login {
        record Ok(Account account) implements Login {}

        record Refused() implements Login {}

        /** Too many attempts; try again after so many seconds. */
        record Throttled(long seconds) implements Login {}
    }
}
