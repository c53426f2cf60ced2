package vn.tangthu.portal.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.tangthu.repository.AccountId;

/**
 * Ends the session of an account that was disabled, got other roles or another password since the
 * login, at its next request of any kind.
 */
class AccountStillOpenFilter extends OncePerRequestFilter {
    private final OpenAccounts accounts;

    AccountStillOpenFilter(OpenAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        SignedIn signedIn = CurrentReader.signedIn();
        if (signedIn != null
                && accounts.find(new AccountId(signedIn.account()))
                        .filter(signedIn::stillHolds)
                        .isEmpty()) {
            HttpSession session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            SecurityContextHolder.clearContext();
        } else if (signedIn != null) {
            AnonymousSessions.keepLonger(request);
        }
        chain.doFilter(request, response);
    }
}
