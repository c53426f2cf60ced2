package vn.tangthu.repository.alarms;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;

/**
 * A POST of JSON to the operator's address, signed: {@code Tangthu-Signature: t=SECONDS,v1=HEX},
 * HMAC-SHA-256 over {@code SECONDS.BODY}. Redirects are not followed; any 2xx is an answer.
 */
@Component
class WebhookChannel implements AlarmChannel {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final String ALGORITHM = "HmacSHA256";

    private final AlarmProperties properties;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.builder().build();

    WebhookChannel(AlarmProperties properties, Clock clock) {
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.WEBHOOK;
    }

    @Override
    public boolean configured() {
        return properties.webhook().url() != null;
    }

    @Override
    public void send(UUID id, Alarm alarm, boolean cleared) throws IOException {
        AlarmProperties.Webhook hook = properties.webhook();
        String body = json.writeValueAsString(body(id, alarm, cleared));
        String secret = AlarmProperties.secret(Objects.requireNonNull(hook.secretFile()));
        long seconds = clock.instant().getEpochSecond();
        HttpRequest request =
                HttpRequest.newBuilder(Objects.requireNonNull(hook.url()))
                        .timeout(PATIENCE)
                        .header("Content-Type", "application/json; charset=utf-8")
                        .header("Tangthu-Delivery", id.toString())
                        .header(
                                "Tangthu-Signature",
                                "t=" + seconds + ",v1=" + sign(secret, seconds + "." + body))
                        .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8))
                        .build();
        try (HttpClient client =
                HttpClient.newBuilder()
                        .connectTimeout(PATIENCE)
                        .followRedirects(HttpClient.Redirect.NEVER)
                        .build()) {
            HttpResponse<Void> answer =
                    client.send(request, HttpResponse.BodyHandlers.discarding());
            if (answer.statusCode() / 100 != 2) {
                throw new IOException("HTTP " + answer.statusCode());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted");
        }
    }

    private Map<String, @Nullable Object> body(UUID id, Alarm alarm, boolean cleared) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("delivery", id.toString());
        body.put("alarm", alarm.id().toString());
        body.put("event", cleared ? "CLEARED" : "RAISED");
        body.put("kind", alarm.kind().name());
        body.put("archive", properties.archive());
        body.put("copy", alarm.subject().isEmpty() ? null : alarm.subject());
        body.put("vietnamese", alarm.kind().vietnamese());
        body.put("english", alarm.kind().english());
        body.put("facts", new TreeMap<>(alarm.facts()));
        body.put("raisedAt", alarm.raisedAt().toString());
        body.put("clearedAt", alarm.clearedAt() == null ? null : alarm.clearedAt().toString());
        return body;
    }

    static String sign(String secret, String text) throws IOException {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException("The secret of the webhook cannot be used", e);
        }
    }
}
