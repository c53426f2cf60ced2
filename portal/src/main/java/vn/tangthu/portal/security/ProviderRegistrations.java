package vn.tangthu.portal.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.web.client.RestClient;

/**
 * Where the providers' doors are, asked of each when somebody first logs in by it and not at the
 * start: a provider that is away keeps nobody else out, and the archive starts without it.
 */
class ProviderRegistrations implements ClientRegistrationRepository {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistrations.class);

    private static final String DISCOVERY = "/.well-known/openid-configuration";

    /** How long nobody asks again; also while somebody asks. */
    static final Duration AFTER_A_FAILURE = Duration.ofSeconds(15);

    /** The code of the error when a provider cannot be asked. */
    static final String AWAY = "provider_away";

    private final LoginProviders providers;
    private final String redirect;
    private final RestClient http;
    private final Clock clock;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final Map<String, Instant> askAgain = new ConcurrentHashMap<>();

    /**
     * @param redirect where providers send people back to, a template of Spring Security
     */
    ProviderRegistrations(LoginProviders providers, String redirect, RestClient http, Clock clock) {
        this.providers = providers;
        this.redirect = redirect;
        this.http = http;
        this.clock = clock;
    }

    /**
     * One thread asks a provider, and none for a while after it was away: those who come meanwhile
     * are told at once that it is away, so that a slow one holds one thread and not all.
     *
     * @return null when there is no such provider
     * @throws OAuth2AuthenticationException when it cannot be asked now
     */
    @Override
    public @Nullable ClientRegistration findByRegistrationId(String name) {
        LoginProviders.Provider provider = providers.providers().get(name);
        if (provider == null) {
            return null;
        }
        ClientRegistration registration = known.get(name);
        if (registration != null) {
            return registration;
        }
        if (!myTurn(name)) {
            throw new OAuth2AuthenticationException(new OAuth2Error(AWAY));
        }
        registration = ask(name, provider);
        known.put(name, registration);
        return registration;
    }

    private boolean myTurn(String name) {
        Instant now = clock.instant();
        AtomicBoolean mine = new AtomicBoolean();
        askAgain.compute(
                name,
                (unused, again) -> {
                    mine.set(again == null || !now.isBefore(again));
                    return mine.get() ? now.plus(AFTER_A_FAILURE) : again;
                });
        return mine.get();
    }

    private ClientRegistration ask(String name, LoginProviders.Provider provider) {
        try {
            ClientRegistration.Builder builder =
                    ClientRegistrations.fromOidcConfiguration(discovered(provider.issuer()))
                            .registrationId(name)
                            .clientId(provider.clientId())
                            .clientName(provider.title())
                            .scope(provider.scopes())
                            .redirectUri(redirect);
            String secret = provider.clientSecretFile();
            if (secret == null) {
                builder.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
            } else {
                builder.clientSecret(firstLine(Path.of(secret)));
            }
            return builder.build();
        } catch (RuntimeException e) {
            LOG.warn(
                    "The identity provider {} at {} cannot be asked: {}",
                    name,
                    provider.issuer(),
                    e.toString());
            throw new OAuth2AuthenticationException(new OAuth2Error(AWAY), e);
        }
    }

    /** OpenID Connect Discovery 1.0, section 4: the document must name the very issuer. */
    private Map<String, Object> discovered(URI issuer) {
        Map<String, Object> document =
                http.get()
                        .uri(URI.create(issuer.toString().replaceAll("/+$", "") + DISCOVERY))
                        .retrieve()
                        .body(new ParameterizedTypeReference<Map<String, Object>>() {});
        if (document == null || !issuer.toString().equals(document.get("issuer"))) {
            throw new IllegalStateException("It does not call itself " + issuer);
        }
        return document;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
