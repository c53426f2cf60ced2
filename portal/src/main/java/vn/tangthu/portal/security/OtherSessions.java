package vn.tangthu.portal.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.core.session.SessionInformation;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;

/** The other open sessions of the person who is logged in. */
@Component
public class OtherSessions {
    private final SessionRegistry registry;
    private final OpenAccounts accounts;

    OtherSessions(SessionRegistry registry, OpenAccounts accounts) {
        this.registry = registry;
        this.accounts = accounts;
    }

    /**
     * Ends them, after the password was changed: whoever came in with the old one is out.
     *
     * @param ownSession the id of the session that stays, or null for none
     */
    public void end(@Nullable String ownSession) {
        SignedIn signedIn = CurrentReader.signedIn();
        if (signedIn == null) {
            return;
        }
        accounts.forget(new AccountId(signedIn.account()));
        for (SessionInformation session : registry.getAllSessions(signedIn, false)) {
            if (!session.getSessionId().equals(ownSession)) {
                session.expireNow();
            }
        }
    }
}
