package vn.tangthu.portal.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import vn.tangthu.repository.DeliveryTokens;

/**
 * The filter chain of {@code /api}: no session, no cookie, no form, so nothing that another site
 * could make a browser send.
 */
@Configuration(proxyBeanMethods = false)
class ApiSecurity {
    @Bean
    @Order(0)
    SecurityFilterChain apiChain(HttpSecurity http, DeliveryTokens tokens) throws Exception {
        return http.securityMatcher("/api", "/api/**")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .sessionManagement(
                        session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .formLogin(AbstractHttpConfigurer::disable)
                .httpBasic(AbstractHttpConfigurer::disable)
                .anonymous(AbstractHttpConfigurer::disable)
                .headers(
                        headers ->
                                headers.contentSecurityPolicy(
                                                policy ->
                                                        policy.policyDirectives(
                                                                "default-src 'none';"
                                                                        + " frame-ancestors"
                                                                        + " 'none'"))
                                        .frameOptions(frame -> frame.deny()))
                .addFilterBefore(new TokenFilter(tokens), AuthorizationFilter.class)
                .build();
    }
}
