package vn.tangthu.portal.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * The person of the current request, as the database knows the account now: a role that was taken
 * away a moment ago is not there any more.
 */
@Component
public class CurrentReader {
    private final OpenAccounts accounts;
    private final Accounts port;

    CurrentReader(OpenAccounts accounts, Accounts port) {
        this.accounts = accounts;
        this.port = port;
    }

    /**
     * Who reads. Somebody with a one-time password is nobody yet: the anonymous.
     *
     * @return {@link Reader#ANONYMOUS} when nobody is logged in or the account was closed
     */
    public Reader reader() {
        Account account = accountOrNull();
        return account == null || account.mustChangePassword()
                ? Reader.ANONYMOUS
                : port.readerFor(account);
    }

    /**
     * @throws NotLoggedInException when nobody is logged in or the account was closed
     */
    public Account account() {
        Account account = accountOrNull();
        if (account == null) {
            throw new NotLoggedInException();
        }
        return account;
    }

    public boolean is(Role role) {
        return reader().is(role);
    }

    /**
     * The reader, if it has the role; for everything that changes something.
     *
     * @throws NotLoggedInException when the reader has not
     */
    public Reader require(Role role) {
        Reader reader = reader();
        if (!reader.is(role)) {
            throw new NotLoggedInException();
        }
        return reader;
    }

    /** Whether a one-time password must be replaced before anything else. */
    public boolean mustChangePassword() {
        Account account = accountOrNull();
        return account != null && account.mustChangePassword();
    }

    private @Nullable Account accountOrNull() {
        SignedIn signedIn = signedIn();
        if (signedIn == null) {
            return null;
        }
        Account account = accounts.find(new AccountId(signedIn.account())).orElse(null);
        return account != null && signedIn.stillHolds(account) ? account : null;
    }

    static @Nullable SignedIn signedIn() {
        Authentication authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication == null
                || authentication instanceof AnonymousAuthenticationToken
                || !authentication.isAuthenticated()) {
            return null;
        }
        return signedIn(authentication);
    }

    static @Nullable SignedIn signedIn(Authentication authentication) {
        return switch (authentication.getPrincipal()) {
            case SignedIn signedIn -> signedIn;
            case ProviderUser user -> user.signedIn();
            case null, default -> null;
        };
    }

    /** What was asked needs a login, or a role, that is not there. */
    public static final class NotLoggedInException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
