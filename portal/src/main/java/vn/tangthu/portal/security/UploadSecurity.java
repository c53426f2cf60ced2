package vn.tangthu.portal.security;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.web.filter.OncePerRequestFilter;
import vn.tangthu.repository.Role;

/**
 * The filter chain of uploads, which a script speaks to: it answers with a status and never with
 * the login page, makes no session, and asks for the token of the session with everything that
 * changes something.
 */
@Configuration(proxyBeanMethods = false)
class UploadSecurity {
    @Bean
    @Order(0)
    SecurityFilterChain uploadsChain(
            HttpSecurity http, OpenAccounts accounts, SessionRegistry sessions) {
        http.securityMatcher("/app-tai-len", "/app-tai-len/**");
        http.authorizeHttpRequests(
                requests ->
                        requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                                .permitAll()
                                .anyRequest()
                                .hasRole(Role.ARCHIVIST.name()));
        http.sessionManagement(
                session ->
                        session.sessionCreationPolicy(SessionCreationPolicy.NEVER)
                                .maximumSessions(-1)
                                .sessionRegistry(sessions)
                                .expiredSessionStrategy(
                                        event ->
                                                event.getResponse()
                                                        .setStatus(
                                                                HttpServletResponse
                                                                        .SC_UNAUTHORIZED)));
        http.requestCache(AbstractHttpConfigurer::disable);
        http.logout(AbstractHttpConfigurer::disable);
        http.formLogin(AbstractHttpConfigurer::disable);
        http.httpBasic(AbstractHttpConfigurer::disable);
        http.csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository()));
        http.headers(
                headers ->
                        headers.contentSecurityPolicy(
                                        csp ->
                                                csp.policyDirectives(
                                                        "default-src 'none'; frame-ancestors"
                                                                + " 'none'"))
                                .frameOptions(frame -> frame.deny()));
        http.addFilterBefore(new AccountStillOpenFilter(accounts), CsrfFilter.class);
        http.addFilterBefore(new SignedInFirst(), CsrfFilter.class);
        return http.build();
    }

    /** Before the token is asked for: looking for one would make a session for anybody. */
    private static final class SignedInFirst extends OncePerRequestFilter {
        @Override
        protected void doFilterInternal(
                HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            if (CurrentReader.signedIn() == null) {
                response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
                return;
            }
            chain.doFilter(request, response);
        }
    }
}
