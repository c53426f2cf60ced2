package vn.tangthu.portal.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.logout.LogoutHandler;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;

/** Notes who left. That somebody came or was refused, {@code Accounts} notes itself. */
@Component
class SessionLog implements LogoutHandler {
    private final ActivityLog activity;

    SessionLog(ActivityLog activity) {
        this.activity = activity;
    }

    @Override
    public void logout(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Authentication authentication) {
        SignedIn who = authentication == null ? null : CurrentReader.signedIn(authentication);
        if (who != null) {
            Reader actor =
                    new Reader(new AccountId(who.account()), who.username(), who.roles(), Set.of());
            activity.record(actor, "LOGOUT", who.username(), null);
        }
    }
}
