package vn.tangthu.portal.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The login page needs a session, and so does whoever never logs in: without bounds, a programme
 * that asks for it without end fills the memory. A network pushes out its own oldest, so that it
 * cannot keep others from logging in. Sessions of people who are logged in are never touched.
 */
class AnonymousSessions extends OncePerRequestFilter {
    /** Open at once from one network: an office behind one address, all at the login page. */
    static final int MOST_OF_A_NETWORK = 50;

    static final int MOST = 400;

    /** The open login page itself asks again every two minutes and so keeps its session. */
    static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(10);

    private final Map<String, Open> open = new LinkedHashMap<>();

    private record Open(HttpSession session, String network) {}

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } finally {
            HttpSession session = request.getSession(false);
            if (session != null && session.isNew() && !signedIn(session)) {
                session.setMaxInactiveInterval((int) FORGOTTEN_AFTER.toSeconds());
                admit(session, network(request.getRemoteAddr()));
            }
        }
    }

    /** Whoever is logged in has the time that the settings give. */
    static void keepLonger(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        int seconds = request.getServletContext().getSessionTimeout() * 60;
        if (session != null && session.getMaxInactiveInterval() < seconds) {
            session.setMaxInactiveInterval(seconds);
        }
    }

    private synchronized void admit(HttpSession session, String network) {
        open.values().removeIf(each -> isOver(each.session));
        open.put(session.getId(), new Open(session, network));
        long same = open.values().stream().filter(each -> each.network.equals(network)).count();
        if (same > MOST_OF_A_NETWORK || open.size() > MOST) {
            Iterator<Open> oldest = open.values().iterator();
            while (oldest.hasNext()) {
                Open each = oldest.next();
                if (same <= MOST_OF_A_NETWORK || each.network.equals(network)) {
                    oldest.remove();
                    end(each.session);
                    return;
                }
            }
        }
    }

    /** Ended, or logged in meanwhile and no longer ours. */
    private static boolean isOver(HttpSession session) {
        try {
            return signedIn(session);
        } catch (IllegalStateException e) {
            return true;
        }
    }

    private static void end(HttpSession session) {
        try {
            if (!signedIn(session)) {
                session.invalidate();
            }
        } catch (IllegalStateException e) {
            // over already
        }
    }

    private static boolean signedIn(HttpSession session) {
        return session.getAttribute(
                        HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                != null;
    }

    /** /24 of IPv4, /48 of IPv6; names are never looked up. */
    private static String network(String address) {
        if (address.isEmpty() || !(address.contains(":") || Character.isDigit(address.charAt(0)))) {
            return address;
        }
        try {
            byte[] bytes = InetAddress.getByName(address).getAddress();
            return HexFormat.of().formatHex(Arrays.copyOf(bytes, bytes.length == 4 ? 3 : 6));
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
