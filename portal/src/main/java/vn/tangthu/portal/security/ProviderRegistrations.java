package vn.tangthu.portal.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/**
 * Where the providers' doors are, asked of each when somebody first logs in by it and not at the
 * start: a provider that is away keeps nobody else out, and the archive starts without it.
 */
class ProviderRegistrations implements ClientRegistrationRepository {
    private static final Logger LOG = LoggerFactory.getLogger(ProviderRegistrations.class);

    /** The code of the error when a provider cannot be asked. */
    static final String AWAY = "provider_away";

    private final LoginProviders providers;
    private final String redirect;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();

    /**
     * @param redirect where providers send people back to, a template of Spring Security
     */
    ProviderRegistrations(LoginProviders providers, String redirect) {
        this.providers = providers;
        this.redirect = redirect;
    }

    /**
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
        if (registration == null) {
            registration = ask(name, provider);
            known.put(name, registration);
        }
        return registration;
    }

    private ClientRegistration ask(String name, LoginProviders.Provider provider) {
        try {
            ClientRegistration.Builder builder =
                    ClientRegistrations.fromOidcIssuerLocation(provider.issuer().toString())
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
            LOG.warn("The identity provider {} at {} cannot be asked", name, provider.issuer(), e);
            throw new OAuth2AuthenticationException(new OAuth2Error(AWAY), e);
        }
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }
}
