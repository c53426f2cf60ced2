package vn.tangthu.portal.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** What a refused login answers: back to the form, with nothing but "refused" or "wait so long". */
class LoginAnswers implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        response.sendRedirect(request.getContextPath() + PortalSecurity.LOGIN + why(e));
    }

    private static String why(AuthenticationException e) {
        // Where a login by a provider begins, the reason is wrapped.
        Throwable reason = e.getCause() instanceof OAuth2AuthenticationException cause ? cause : e;
        return switch (reason) {
            case PortalAuthentication.ThrottledException throttled ->
                    "?cho=" + Math.max(1, throttled.seconds());
            case OAuth2AuthenticationException away
                    when away.getError().getErrorCode().equals(ProviderRegistrations.AWAY) ->
                    "?vang";
            case OAuth2AuthenticationException refused -> "?khong";
            default -> "?sai";
        };
    }
}
