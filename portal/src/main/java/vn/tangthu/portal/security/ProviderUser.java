package vn.tangthu.portal.security;

import java.io.Serial;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/**
 * Somebody whom a provider vouches for: the account that a session belongs to, and the provider's
 * word, which it is shown again when the person logs out.
 */
final class ProviderUser extends DefaultOidcUser {
    @Serial private static final long serialVersionUID = 1L;

    private final SignedIn signedIn;

    ProviderUser(SignedIn signedIn, OidcIdToken word) {
        super(
                signedIn.roles().stream()
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role.name()))
                        .toList(),
                word);
        this.signedIn = signedIn;
    }

    SignedIn signedIn() {
        return signedIn;
    }

    @Override
    public String getName() {
        return signedIn.username();
    }

    /** What the provider claims is used once, at the login. */
    @Override
    public Map<String, Object> getAttributes() {
        return Map.of();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProviderUser that && signedIn.equals(that.signedIn);
    }

    @Override
    public int hashCode() {
        return signedIn.hashCode();
    }
}
