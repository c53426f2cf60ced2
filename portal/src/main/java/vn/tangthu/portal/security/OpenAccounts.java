package vn.tangthu.portal.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;

/**
 * Accounts as they were at most {@link #FRESH} ago, so that a page of twenty requests asks the
 * database once and a closed account is out at once for people's measure of time.
 */
@Component
class OpenAccounts {
    /** How long an answer counts. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private static final int MOST = 500;

    private final Accounts accounts;
    private final Clock clock;
    private final Map<AccountId, Seen> seen =
            new LinkedHashMap<>() {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<AccountId, Seen> eldest) {
                    return size() > MOST;
                }
            };

    OpenAccounts(Accounts accounts, Clock clock) {
        this.accounts = accounts;
        this.clock = clock;
    }

    Optional<Account> find(AccountId id) {
        Instant now = clock.instant();
        synchronized (seen) {
            Seen known = seen.get(id);
            if (known != null && known.at().plus(FRESH).isAfter(now)) {
                return known.account();
            }
        }
        Optional<Account> account = accounts.find(id);
        synchronized (seen) {
            seen.remove(id);
            seen.put(id, new Seen(account, now));
        }
        return account;
    }

    /** Asks the database next time. */
    void forget(AccountId id) {
        synchronized (seen) {
            seen.remove(id);
        }
    }

    private record Seen(Optional<Account> account, Instant at) {}
}
