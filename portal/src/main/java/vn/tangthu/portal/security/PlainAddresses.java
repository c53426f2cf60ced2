package vn.tangthu.portal.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.MappingMatch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.UriUtils;

/**
 * One address, one way to write it. The container, the security and the pages each read an address
 * in their own way; what can be read in two ways ({@code /;/app/}, {@code /%61pp/}, {@code
 * /VAADIN/../app}) is refused before any of them acts on it. A link of ours is never written so.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class PlainAddresses extends OncePerRequestFilter {
    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isPlain(request)) {
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            // Bytes that are no text, or too many of them: not worth a page in the log.
            if (!isUnreadable(e) || response.isCommitted()) {
                throw e;
            }
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        }
    }

    private static boolean isUnreadable(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof InvalidParameterException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isPlain(HttpServletRequest request) {
        String query = request.getQueryString();
        if (query != null && query.contains("%00")) {
            return false;
        }
        String written = request.getRequestURI();
        String below = request.getPathInfo();
        String served = request.getServletPath() + (below == null ? "" : below);
        boolean mapped = request.getHttpServletMapping().getMappingMatch() == MappingMatch.PATH;
        if (mapped && !written.startsWith(request.getServletPath())) {
            return false;
        }
        return written.indexOf(';') < 0
                && !written.toLowerCase(Locale.ROOT).contains("%2e")
                && decoded(written).equals(served);
    }

    private static String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
