package vn.tangthu.portal.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class AnonymousSessionsTest {
    private final AnonymousSessions sessions = new AnonymousSessions();

    private MockHttpSession visit(String address) throws IOException, ServletException {
        MockHttpSession session = new MockHttpSession();
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/login");
        request.setRemoteAddr(address);
        sessions.doFilter(
                request,
                new MockHttpServletResponse(),
                (asked, answer) -> {
                    request.setSession(session);
                    session.setNew(true);
                });
        return session;
    }

    @Test
    void aFloodAtTheLoginPagePushesOutOnlyItsOwnSessions() throws Exception {
        MockHttpSession person = visit("198.51.100.7");
        MockHttpSession colleague = visit("203.0.113.9");
        colleague.setAttribute(
                HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, "logged in");
        List<MockHttpSession> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            flood.add(visit("203.0.113." + i % 256));
        }
        assertThat(flood.stream().filter(each -> !each.isInvalid()))
                .hasSize(AnonymousSessions.MOST_OF_A_NETWORK)
                .contains(flood.getLast());
        assertThat(person.isInvalid()).isFalse();
        assertThat(colleague.isInvalid()).isFalse();
    }

    @Test
    void whoLogsInHasTheWholeTime() throws Exception {
        MockHttpSession session = visit("203.0.113.9");
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/app/");
        request.setSession(session);
        request.getServletContext().setSessionTimeout(30);
        AnonymousSessions.keepLonger(request);
        assertThat(session.getMaxInactiveInterval()).isEqualTo(30 * 60);
    }

    @Test
    void aFloodFromEverywhereIsBoundedToo() throws Exception {
        List<MockHttpSession> flood = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            flood.add(visit("10." + i / 250 + "." + i % 250 + ".1"));
        }
        assertThat(flood.stream().filter(each -> !each.isInvalid()))
                .hasSize(AnonymousSessions.MOST);
        assertThat(flood.getLast().getMaxInactiveInterval()).isEqualTo(600);
    }
}
