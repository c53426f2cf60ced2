package vn.tangthu.repository.post;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The operator's mail server.
 *
 * @param host null for no e-mail
 * @param passwordFile a file whose first line is the password
 * @param from the sender, an address or {@code Name <address>}; needed with host
 * @param every how often it is tried to send letters
 * @param background whether this process sends letters
 */
@ConfigurationProperties("tangthu.mail")
record MailProperties(
        @Nullable String host,
        @DefaultValue("587") int port,
        @DefaultValue("starttls") Tls tls,
        @Nullable String username,
        @Nullable Path passwordFile,
        @Nullable String from,
        @DefaultValue("10s") Duration every,
        @DefaultValue("true") boolean background) {

    /** How the line to the mail server is kept private. */
    enum Tls {
        NONE,
        STARTTLS,
        TLS
    }

    MailProperties {
        if (host != null && from == null) {
            throw new IllegalArgumentException("tangthu.mail: from is needed with host");
        }
    }
}
