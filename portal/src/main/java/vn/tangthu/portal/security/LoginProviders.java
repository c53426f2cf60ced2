package vn.tangthu.portal.security;

import java.net.URI;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.tangthu.repository.ProviderLogins.Identity;
import vn.tangthu.repository.Role;

/**
 * Settings of the identity providers (OpenID Connect) that people may log in by; none by default.
 *
 * @param providers by a name of {@code a-z 0-9 -}, which stands in addresses and in names of
 *     accounts
 */
@ConfigurationProperties("tangthu.login")
public record LoginProviders(@DefaultValue Map<String, Provider> providers) {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,30}");

    public LoginProviders {
        providers = providers == null ? Map.of() : Map.copyOf(providers);
        providers
                .keySet()
                .forEach(
                        name -> {
                            if (!NAME.matcher(name).matches()) {
                                throw new IllegalArgumentException(
                                        "tangthu.login.providers: the name "
                                                + name
                                                + " is not of 1 to 30 of a-z, 0-9 and -");
                            }
                        });
    }

    /** What people know a provider as; its name where it is no longer in the settings. */
    public String title(String name) {
        Provider provider = providers.get(name);
        return provider == null ? name : provider.title();
    }

    /**
     * One provider.
     *
     * @param title what people know it as
     * @param issuer as the provider writes it; its discovery document must lie below
     * @param clientSecretFile a file whose first line is the secret
     * @param scopes what is asked for, with {@code openid}
     * @param usernameClaim what accounts are called after
     * @param nameClaim what people are called
     * @param rolesClaim a claim, or a way to one with dots, that holds one value or several
     * @param roles which roles a value of that claim gives
     * @param everybody roles of everybody who can log in there, such as {@code CITIZEN}
     * @param bodyClaim a claim with the reference or code of a body of the register, or empty
     */
    public record Provider(
            String title,
            URI issuer,
            String clientId,
            @Nullable String clientSecretFile,
            @DefaultValue({"openid", "profile"}) List<String> scopes,
            @DefaultValue("preferred_username") String usernameClaim,
            @DefaultValue("name") String nameClaim,
            @DefaultValue("roles") String rolesClaim,
            @DefaultValue Map<String, Set<Role>> roles,
            @DefaultValue Set<Role> everybody,
            @DefaultValue("") String bodyClaim) {
        public Provider {
            if (title == null || title.isBlank() || issuer == null || clientId == null) {
                throw new IllegalArgumentException(
                        "tangthu.login.providers: title, issuer and client-id are needed");
            }
            scopes = List.copyOf(scopes);
            roles = roles == null ? Map.of() : Map.copyOf(roles);
            everybody = everybody == null ? Set.of() : Set.copyOf(everybody);
        }

        /** Who somebody is for the archive, of whom the provider claims this. */
        Identity identity(String name, String subject, Map<String, Object> claims) {
            Set<Role> given = EnumSet.noneOf(Role.class);
            given.addAll(everybody);
            values(claims, rolesClaim)
                    .forEach(value -> given.addAll(roles.getOrDefault(value, Set.of())));
            List<String> body = bodyClaim.isEmpty() ? List.of() : values(claims, bodyClaim);
            return new Identity(
                    name,
                    issuer.toString(),
                    subject,
                    first(claims, usernameClaim),
                    first(claims, nameClaim),
                    given,
                    body.isEmpty() || !given.contains(Role.AGENCY) ? null : body.getFirst());
        }

        private static String first(Map<String, Object> claims, String claim) {
            List<String> values = values(claims, claim);
            return values.isEmpty() ? "" : values.getFirst();
        }

        /** The claim of that very name before the way to one: names may have dots themselves. */
        private static List<String> values(Map<String, Object> claims, String claim) {
            Object value = claims.get(claim);
            if (value == null) {
                value = claims;
                for (String step : claim.split("\\.", -1)) {
                    value = value instanceof Map<?, ?> map ? map.get(step) : null;
                }
            }
            List<String> values = new ArrayList<>();
            if (value instanceof Collection<?> several) {
                several.forEach(each -> values.add(String.valueOf(each)));
            } else if (value != null && !(value instanceof Map)) {
                values.add(value.toString());
            }
            values.removeIf(String::isBlank);
            return values;
        }
    }
}
