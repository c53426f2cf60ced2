package vn.tangthu.portal.security;

import com.vaadin.flow.spring.security.UidlRedirectStrategy;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.client.OAuth2AuthorizedClient;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserRequest;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizedClientRepository;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.logout.LogoutSuccessHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import vn.tangthu.repository.Accounts.Login;
import vn.tangthu.repository.ProviderLogins;

/**
 * Login by OpenID Connect: authorization code with PKCE, state and nonce, all by Spring Security.
 * What the archive adds is whose account it is, and as whom that reads ({@link ProviderLogins}).
 */
@Component
@EnableConfigurationProperties(LoginProviders.class)
class ProviderLogin {
    /** Goes on with the name of a provider, and leads there. */
    private static final String START = "/app/dang-nhap";

    /** Where a provider sends people back to. */
    private static final String BACK = START + "/ve/";

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);

    private final LoginProviders providers;
    private final ProviderLogins logins;
    private final OpenAccounts open;
    private final String here;
    private final ProviderRegistrations registrations;

    ProviderLogin(
            LoginProviders providers,
            ProviderLogins logins,
            OpenAccounts open,
            Clock clock,
            @Value("${tangthu.portal.public-url:}") String publicUrl) {
        this.providers = providers;
        this.logins = logins;
        this.open = open;
        // The address that a client claims to have asked leads nowhere, here neither.
        if (!providers.providers().isEmpty() && publicUrl.isBlank()) {
            throw new IllegalStateException(
                    "tangthu.login.providers needs tangthu.portal.public-url, where providers send"
                            + " people back to");
        }
        here = publicUrl.strip().replaceAll("/+$", "");
        registrations =
                new ProviderRegistrations(
                        providers,
                        here + BACK + "{registrationId}",
                        RestClient.builder().requestFactory(requests()).build(),
                        clock);
    }

    /** Opens the door in this chain, if there is any provider. */
    void open(HttpSecurity http) {
        if (providers.providers().isEmpty()) {
            return;
        }
        var resolver = new DefaultOAuth2AuthorizationRequestResolver(registrations, START);
        resolver.setAuthorizationRequestCustomizer(
                OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(
                login ->
                        login.loginPage(PortalSecurity.LOGIN)
                                .clientRegistrationRepository(registrations)
                                .authorizedClientRepository(new NothingKept())
                                .authorizationEndpoint(
                                        start -> start.authorizationRequestResolver(resolver))
                                .redirectionEndpoint(back -> back.baseUri(BACK + "*"))
                                .tokenEndpoint(
                                        token -> token.accessTokenResponseClient(tokenClient()))
                                .userInfoEndpoint(info -> info.oidcUserService(this::user))
                                .defaultSuccessUrl("/app/")
                                .failureHandler(new LoginAnswers())
                                .withObjectPostProcessor(answersWhereItBegins()));
    }

    /** Whoever came by a provider leaves there, too; everybody else comes to the public pages. */
    LogoutSuccessHandler leaving(LogoutSuccessHandler others) {
        var there = new OidcClientInitiatedLogoutSuccessHandler(registrations);
        there.setPostLogoutRedirectUri(here + PortalSecurity.LOGIN);
        there.setDefaultTargetUrl("/");
        there.setRedirectStrategy(new UidlRedirectStrategy());
        return (request, response, who) -> {
            if (who != null && who.getPrincipal() instanceof ProviderUser) {
                there.onLogoutSuccess(request, response, who);
            } else {
                others.onLogoutSuccess(request, response, who);
            }
        };
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter>
            answersWhereItBegins() {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(new LoginAnswers());
                return filter;
            }
        };
    }

    private OidcUser user(OidcUserRequest request) {
        OidcUser claimed = users().loadUser(request);
        String name = request.getClientRegistration().getRegistrationId();
        String subject = Objects.requireNonNull(claimed.getIdToken().getSubject()); // validated
        LoginProviders.Provider provider = Objects.requireNonNull(providers.providers().get(name));
        return switch (logins.admit(
                provider.identity(name, subject, claimed.getClaims()), address())) {
            case Login.Ok ok -> {
                open.forget(ok.account().id());
                yield new ProviderUser(SignedIn.of(ok.account()), claimed.getIdToken());
            }
            case Login.Refused refused -> throw new OAuth2AuthenticationException("access_denied");
            case Login.Throttled throttled ->
                    throw new PortalAuthentication.ThrottledException(throttled.seconds());
        };
    }

    private static OidcUserService users() {
        DefaultOAuth2UserService claims = new DefaultOAuth2UserService();
        RestTemplate http = new RestTemplate(requests());
        http.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        claims.setRestOperations(http);
        OidcUserService users = new OidcUserService();
        users.setOauth2UserService(claims);
        return users;
    }

    private static RestClientAuthorizationCodeTokenResponseClient tokenClient() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(
                RestClient.builder()
                        .requestFactory(requests())
                        .configureMessageConverters(
                                converters ->
                                        converters
                                                .addCustomConverter(new FormHttpMessageConverter())
                                                .addCustomConverter(
                                                        new OAuth2AccessTokenResponseHttpMessageConverter()))
                        .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                        .build());
        return client;
    }

    /** A provider that does not answer keeps a thread for seconds and not for ever. */
    private static JdkClientHttpRequestFactory requests() {
        var requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(CONNECT).build());
        requests.setReadTimeout(ANSWER);
        return requests;
    }

    private static String address() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes here
                ? here.getRequest().getRemoteAddr()
                : "";
    }

    /** What the provider lets us do in the person's name is needed at the login alone. */
    private static final class NothingKept implements OAuth2AuthorizedClientRepository {
        @Override
        public <T extends OAuth2AuthorizedClient> @Nullable T loadAuthorizedClient(
                String provider, Authentication who, HttpServletRequest request) {
            return null;
        }

        @Override
        public void saveAuthorizedClient(
                OAuth2AuthorizedClient client,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}

        @Override
        public void removeAuthorizedClient(
                String provider,
                Authentication who,
                HttpServletRequest request,
                HttpServletResponse response) {}
    }
}
