package vn.tangthu.portal.api;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.DeliveryTokens.Answer;

/**
 * Nobody passes without a valid token (RFC 6750); the answer is the same for all who do not,
 * whatever they asked for. Cookies mean nothing here.
 */
final class TokenFilter extends OncePerRequestFilter {
    private static final String SCHEME = "Bearer ";
    private final DeliveryTokens tokens;

    TokenFilter(DeliveryTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String given = request.getHeader("Authorization");
        if (given == null || !given.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            refuse(response);
            return;
        }
        String secret = given.substring(SCHEME.length()).strip();
        switch (tokens.authenticate(secret, request.getRemoteAddr())) {
            case Answer.Refused() -> refuse(response);
            case Answer.Throttled(long seconds) -> {
                response.setHeader("Retry-After", String.valueOf(seconds));
                ApiProblem.TOO_MANY_ATTEMPTS.write(response);
            }
            case Answer.Ok ok -> {
                SecurityContext context = SecurityContextHolder.createEmptyContext();
                var authentication = new PreAuthenticatedAuthenticationToken(ok, "", List.of());
                authentication.setAuthenticated(true);
                context.setAuthentication(authentication);
                SecurityContextHolder.setContext(context);
                chain.doFilter(request, response);
            }
        }
    }

    private static void refuse(HttpServletResponse response) throws IOException {
        response.setHeader("WWW-Authenticate", "Bearer realm=\"tangthu\"");
        ApiProblem.UNAUTHORIZED.write(response);
    }
}
