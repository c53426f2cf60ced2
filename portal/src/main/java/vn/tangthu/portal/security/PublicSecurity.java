package vn.tangthu.portal.security;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.writers.CrossOriginOpenerPolicyHeaderWriter.CrossOriginOpenerPolicy;
import org.springframework.security.web.header.writers.CrossOriginResourcePolicyHeaderWriter.CrossOriginResourcePolicy;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;

/**
 * The filter chain of everything that no other chain claims: pages for everybody. Nobody is logged
 * in here and no session is ever made (few pages look at one, {@link PersonOfSession}); forms carry
 * a token that is matched with a cookie, and that cookie is set only where a form stands.
 */
@Configuration(proxyBeanMethods = false)
class PublicSecurity {
    /**
     * Nothing but our own files: no inline script, no inline style, no frame, no other host. {@code
     * data:} images are the cursor and placeholder of the zoom.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
                    + "font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self'; "
                    + "base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    SecurityFilterChain publicPagesChain(HttpSecurity http) throws Exception {
        CookieCsrfTokenRepository tokens = new CookieCsrfTokenRepository();
        tokens.setCookieName("TANGTHU-FORM");
        tokens.setCookieCustomizer(cookie -> cookie.httpOnly(true).sameSite("Lax").path("/"));
        return http.authorizeHttpRequests(
                        requests ->
                                requests.requestMatchers("/actuator", "/actuator/**")
                                        .denyAll()
                                        .anyRequest()
                                        .permitAll())
                .exceptionHandling(
                        // What is closed looks as if it were not there. A form without its token
                        // never comes here: that is a 403 with a page that says so.
                        denied ->
                                denied.authenticationEntryPoint(
                                        (request, response, refusal) -> response.sendError(404)))
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .csrf(
                        csrf ->
                                csrf.csrfTokenRepository(tokens)
                                        // Changes nothing, and its body is read once, as it comes.
                                        // Into the basket it looks itself where it comes from;
                                        // papers of a request match the token as they come in.
                                        .ignoringRequestMatchers(
                                                "/kiem-chung",
                                                "/chung-nhan/*",
                                                "/chung-nhan/*/*",
                                                "/ban-sao/*",
                                                "/gio/them",
                                                "/yeu-cau/tra-cuu/giay-to"))
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                CONTENT_SECURITY_POLICY))
                                        .referrerPolicy(
                                                policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN))
                                        .crossOriginOpenerPolicy(
                                                policy ->
                                                        policy.policy(
                                                                CrossOriginOpenerPolicy
                                                                        .SAME_ORIGIN))
                                        .crossOriginResourcePolicy(
                                                policy ->
                                                        policy.policy(
                                                                CrossOriginResourcePolicy
                                                                        .SAME_ORIGIN))
                                        .permissionsPolicyHeader(
                                                policy ->
                                                        policy.policy(
                                                                "camera=(), microphone=(), geolocation=(), payment=()"))
                                        .frameOptions(frame -> frame.deny())
                                        // Pages set their own; files with a version in their name
                                        // may be kept for a year.
                                        .cacheControl(cache -> cache.disable()))
                .build();
    }
}
