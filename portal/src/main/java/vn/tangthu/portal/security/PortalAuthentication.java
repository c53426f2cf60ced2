package vn.tangthu.portal.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Login;

/** Asks {@link Accounts} whether name and password belong together. */
@Component
class PortalAuthentication implements AuthenticationProvider {
    /** Longer ones are refused before anything is computed from them. */
    private static final int LONGEST = 1_000;

    private final Accounts accounts;
    private final OpenAccounts open;

    PortalAuthentication(Accounts accounts, OpenAccounts open) {
        this.accounts = accounts;
        this.open = open;
    }

    @Override
    public @Nullable Authentication authenticate(Authentication asked) {
        String username = asked.getName();
        String password = String.valueOf(asked.getCredentials());
        if (username.length() > LONGEST || password.length() > LONGEST) {
            throw new BadCredentialsException("Refused");
        }
        return switch (accounts.authenticate(username, password, addressOf(asked))) {
            case Login.Ok ok -> {
                open.forget(ok.account().id());
                SignedIn signedIn = SignedIn.of(ok.account());
                var token =
                        UsernamePasswordAuthenticationToken.authenticated(
                                signedIn,
                                null,
                                signedIn.roles().stream()
                                        .map(r -> new SimpleGrantedAuthority("ROLE_" + r.name()))
                                        .toList());
                token.setDetails(asked.getDetails());
                yield token;
            }
            case Login.Refused refused -> throw new BadCredentialsException("Refused");
            case Login.Throttled throttled -> throw new ThrottledException(throttled.seconds());
        };
    }

    private static String addressOf(Authentication asked) {
        return asked.getDetails() instanceof WebAuthenticationDetails details
                ? details.getRemoteAddress()
                : "";
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    /** Too many attempts. */
    static final class ThrottledException extends AuthenticationException {
        private static final long serialVersionUID = 1L;
        private final long seconds;

        ThrottledException(long seconds) {
            super("Throttled");
            this.seconds = seconds;
        }

        long seconds() {
            return seconds;
        }
    }
}
