package vn.tangthu.repository.alarms;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the alarms.
 *
 * @param background whether this process looks and sends
 * @param every how often it looks and tries to send
 * @param scannerAway how long the virus scanner may be away before that is told
 * @param copyBehind how long a copy may be behind or out of reach before that is told
 * @param archive what the archive is called in messages
 * @param mailTo who gets them by e-mail, if {@code tangthu.mail} has a server
 */
@ConfigurationProperties("tangthu.alarms")
record AlarmProperties(
        @DefaultValue("true") boolean background,
        @DefaultValue("1m") Duration every,
        @DefaultValue("1h") Duration scannerAway,
        @DefaultValue("1d") Duration copyBehind,
        @DefaultValue("Tàng Thư") String archive,
        @DefaultValue List<String> mailTo,
        @DefaultValue Webhook webhook) {
    AlarmProperties {
        mailTo = mailTo == null ? List.of() : List.copyOf(mailTo);
    }

    /**
     * @param url that is posted to; null for no webhook
     * @param secretFile a file whose first line is the secret that messages are signed with
     */
    record Webhook(@Nullable URI url, @Nullable Path secretFile) {
        Webhook {
            if (url != null && secretFile == null) {
                throw new IllegalArgumentException(
                        "tangthu.alarms.webhook: secret-file is needed with url");
            }
        }
    }

    /** The first line of a file. */
    static String secret(Path file) throws IOException {
        return Files.readString(file).lines().findFirst().orElse("").strip();
    }
}
