package vn.tangthu.portal.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** What a refused login answers: back to the form, with nothing but "refused" or "wait so long". */
class LoginAnswers implements AuthenticationFailureHandler {
    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException e)
            throws IOException {
        String why =
                e instanceof PortalAuthentication.ThrottledException throttled
                        ? "?cho=" + Math.max(1, throttled.seconds())
                        : "?sai";
        response.sendRedirect(request.getContextPath() + PortalSecurity.LOGIN + why);
    }
}
