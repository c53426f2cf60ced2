package vn.tangthu.portal.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Reader;

/**
 * Who is signed in, for the few public pages that have to know it (ADR 0052): their chain knows
 * nobody. A session is looked at and never made; one that was ended, of a closed account or with a
 * one-time password is nobody's.
 */
@Component
public class PersonOfSession {
    private final SessionRegistry sessions;
    private final OpenAccounts open;
    private final Accounts accounts;

    PersonOfSession(SessionRegistry sessions, OpenAccounts open, Accounts accounts) {
        this.sessions = sessions;
        this.open = open;
        this.accounts = accounts;
    }

    /**
     * @param username which no other account has
     * @param name as it is shown
     */
    public record Person(Reader reader, String username, String name) {}

    public Optional<Person> of(HttpServletRequest request) {
        SignedIn signedIn = signedIn(request.getSession(false));
        return signedIn == null
                ? Optional.empty()
                : open.find(new AccountId(signedIn.account()))
                        .filter(signedIn::stillHolds)
                        .filter(account -> !account.mustChangePassword())
                        .map(this::person);
    }

    private Person person(Account account) {
        return new Person(accounts.readerFor(account), account.username(), account.displayName());
    }

    private @Nullable SignedIn signedIn(@Nullable HttpSession session) {
        if (session == null) {
            return null;
        }
        try {
            SessionInformation known = sessions.getSessionInformation(session.getId());
            Object context =
                    session.getAttribute(
                            HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY);
            if ((known != null && known.isExpired())
                    || !(context instanceof SecurityContext security)) {
                return null;
            }
            Authentication authentication = security.getAuthentication();
            return authentication == null || !authentication.isAuthenticated()
                    ? null
                    : CurrentReader.signedIn(authentication);
        } catch (IllegalStateException e) {
            return null; // it ended this moment
        }
    }
}
