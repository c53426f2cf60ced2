package vn.tangthu.repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Accounts that were closed because their body had ended. From the day on which it ended they read
 * nothing of it any more; closing them is a step of its own, so that somebody is told of it and can
 * take it back.
 */
public interface AccountClosings {
    /**
     * Closes those of which the body has ended and that were not closed for it before.
     *
     * @return how many
     */
    int closeEnded();

    /** Newest first. */
    List<Closing> list(int limit);

    /** How many nobody has noted yet. */
    int unnoted();

    /** An administrator has seen all that there are now. */
    void note(Reader actor);

    /**
     * Opens an account again, with what it might read on the last day of its body; it stays open.
     *
     * @throws RefusedException {@code ACCOUNT_NOT_CLOSED} where it was not closed for its body
     */
    void reopen(AccountId account, String reason, Reader actor);

    /**
     * @param endedOn the first day on which the body was no more
     * @param reopened an administrator opened it again
     * @param followedBy the last name of the body to which its identity provider has moved it since
     *     ({@link ProviderLogins}), or null
     */
    record Closing(
            AccountId account,
            String username,
            String bodyName,
            LocalDate endedOn,
            Instant closedAt,
            boolean noted,
            boolean reopened,
            @Nullable String followedBy) {}
}
