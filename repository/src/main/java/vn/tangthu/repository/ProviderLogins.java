package vn.tangthu.repository;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Logins of people for whom an identity provider vouches (OpenID Connect). An account of theirs has
 * no password here, and its roles and its body are those that the provider named last.
 */
public interface ProviderLogins {
    /**
     * Opens the account at the first login, and sets right at each later one what the provider says
     * otherwise by now. Issuer and subject alone say whose account it is, never a name or an e-mail
     * address: those can be given to somebody else. An account that is to look after the archive
     * (any role but citizen and agency) is opened closed, until an administrator lets it in: rules
     * that ask for two persons must not be met by one with two accounts. An account that was closed
     * only because its body had ended is opened again, and moved, by the provider's word that its
     * person is with a body that lives today; what somebody closed stays closed.
     *
     * @return {@link Accounts.Login.Refused} to whom the provider gives no role, whose body the
     *     register does not know, whose account waits or was closed; the log says which
     */
    Accounts.Login admit(Identity identity, String remoteAddress);

    /**
     * Somebody, as the provider tells.
     *
     * @param provider its name in the settings: 1 to 30 of {@code a-z 0-9 -}
     * @param issuer and {@code subject}: who it is, for ever (OpenID Connect Core 1.0, section 2)
     * @param username what the account is to be called; the provider's name is added
     * @param roles none when the provider names none that the archive knows
     * @param bodyCode reference or code of the body of the register, or null
     */
    record Identity(
            String provider,
            String issuer,
            String subject,
            String username,
            String displayName,
            Set<Role> roles,
            @Nullable String bodyCode) {
        public Identity {
            roles = Set.copyOf(roles);
        }
    }
}
