package vn.tangthu.portal.security;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import com.vaadin.flow.spring.security.VaadinSecurityConfigurer;
import jakarta.servlet.DispatcherType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.session.SessionRegistry;
import org.springframework.security.core.session.SessionRegistryImpl;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.ExceptionTranslationFilter;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.csrf.CsrfFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.session.DisableEncodeUrlFilter;
import org.springframework.security.web.session.HttpSessionEventPublisher;

/**
 * The filter chain of everything behind the login: {@code /app} and the files it shows under {@code
 * /app-tep}. The public pages have a chain of their own.
 */
@Configuration
class PortalSecurity {
    static final String LOGIN = "/app/login";

    /**
     * As strict as Vaadin allows: its start page carries inline scripts and its client makes
     * functions from strings; everything else comes from here only.
     */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self'"
                    + " 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src"
                    + " 'none'; frame-ancestors 'none'; base-uri 'self'; form-action 'self';"
                    + " object-src 'none'";

    @Bean
    SessionRegistry sessionRegistry() {
        return new SessionRegistryImpl();
    }

    @Bean
    HttpSessionEventPublisher httpSessionEventPublisher() {
        return new HttpSessionEventPublisher();
    }

    @Bean
    @Order(1)
    SecurityFilterChain behindTheLogin(
            HttpSecurity http,
            PortalAuthentication authentication,
            ProviderLogin providers,
            OpenAccounts accounts,
            SessionRegistry sessions,
            SessionLog log) {
        http.securityMatcher("/app", "/app/**", "/app-tep/**", "/VAADIN/**");
        http.authenticationProvider(authentication);
        http.authorizeHttpRequests(
                requests ->
                        // ASYNC only ends what was let in: a session may run out meanwhile.
                        requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .requestMatchers("/app-tep/**")
                                .authenticated());
        http.with(
                VaadinSecurityConfigurer.vaadin(),
                vaadin ->
                        vaadin.loginView("/login", "/")
                                .defaultSuccessUrl("/app/")
                                .logoutSuccessHandler(providers.leaving(toThePublicPages()))
                                .addLogoutHandler(log));
        providers.open(http);
        http.formLogin(form -> form.failureHandler(new LoginAnswers()));
        // An address that leads to no view is refused before Vaadin could say so; by itself that
        // would show the page of a form without its token.
        http.exceptionHandling(
                denied ->
                        denied.defaultAccessDeniedHandlerFor(
                                (request, response, refusal) -> response.sendError(404),
                                request ->
                                        "GET".equals(request.getMethod())
                                                && request.getParameter("v-r") == null));
        http.sessionManagement(
                session ->
                        session.sessionFixation(fixation -> fixation.changeSessionId())
                                .maximumSessions(-1)
                                .sessionRegistry(sessions)
                                .expiredUrl(LOGIN));
        http.headers(
                headers ->
                        headers.contentSecurityPolicy(
                                        csp -> csp.policyDirectives(CONTENT_SECURITY_POLICY))
                                .referrerPolicy(
                                        referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN))
                                .frameOptions(frame -> frame.deny()));
        http.addFilterBefore(new AnonymousSessions(), DisableEncodeUrlFilter.class);
        http.addFilterBefore(new LoginToken(), CsrfFilter.class);
        http.addFilterBefore(
                new AccountStillOpenFilter(accounts), ExceptionTranslationFilter.class);
        return http.build();
    }

    /** As Vaadin does it: a view that logs out asks by a script, which cannot follow a redirect. */
    private static LogoutSuccessHandler toThePublicPages() {
        SimpleUrlLogoutSuccessHandler handler = new SimpleUrlLogoutSuccessHandler();
        handler.setDefaultTargetUrl("/");
        handler.setRedirectStrategy(new UidlRedirectStrategy());
        return handler;
    }
}
