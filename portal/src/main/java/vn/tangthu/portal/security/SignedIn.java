package vn.tangthu.portal.security;

import java.io.Serial;
import java.io.Serializable;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Role;

/**
 * Who a session belongs to, as it was at the login. Two are the same when the account is: the
 * register of open sessions goes by that.
 *
 * @param mustChangePassword whether the login was with a one-time password
 */
record SignedIn(UUID account, String username, Set<Role> roles, boolean mustChangePassword)
        implements Serializable {
    @Serial private static final long serialVersionUID = 1L;

    static SignedIn of(Account account) {
        return new SignedIn(
                account.id().value(),
                account.username(),
                Set.copyOf(account.roles()),
                account.mustChangePassword());
    }

    /**
     * Whether a session opened then may go on now: still enabled, the same roles, and the password
     * not reset in between.
     */
    boolean stillHolds(Account now) {
        return now.enabled()
                && now.roles().equals(roles)
                && (mustChangePassword || !now.mustChangePassword());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SignedIn that && account.equals(that.account);
    }

    @Override
    public int hashCode() {
        return account.hashCode();
    }

    /** The name that Spring Security logs. */
    @Override
    public String toString() {
        return username;
    }
}
