package vn.tangthu.repository.alarms;

import jakarta.mail.Authenticator;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;

/** E-mail through the operator's mail server. */
@Component
class MailChannel implements AlarmChannel {
    private static final String TIMEOUT_MILLIS = "15000";

    private final AlarmProperties properties;
    private final AlarmProperties.Mail mail;
    private final Clock clock;

    MailChannel(AlarmProperties properties, Clock clock) {
        this.properties = properties;
        this.mail = properties.mail();
        this.clock = clock;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public boolean configured() {
        return mail.host() != null;
    }

    @Override
    public void send(UUID id, Alarm alarm, boolean cleared) throws IOException {
        try {
            MimeMessage message = new Numbered(session(), id, domain());
            message.setFrom(new InternetAddress(Objects.requireNonNull(mail.from())));
            for (String to : mail.to()) {
                message.addRecipient(RecipientType.TO, new InternetAddress(to));
            }
            String utf8 = StandardCharsets.UTF_8.name();
            message.setSubject(AlarmText.subject(alarm, cleared, properties.archive()), utf8);
            message.setText(AlarmText.body(alarm, cleared, properties.archive()), utf8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private String domain() {
        String from = Objects.requireNonNull(mail.from());
        return from.substring(from.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
    }

    private Session session() throws IOException {
        Properties smtp = new Properties();
        smtp.put("mail.smtp.host", Objects.requireNonNull(mail.host()));
        smtp.put("mail.smtp.port", Integer.toString(mail.port()));
        smtp.put("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        smtp.put("mail.smtp.timeout", TIMEOUT_MILLIS);
        smtp.put("mail.smtp.writetimeout", TIMEOUT_MILLIS);
        smtp.put("mail.smtp.ssl.checkserveridentity", "true");
        switch (mail.tls()) {
            case TLS -> smtp.put("mail.smtp.ssl.enable", "true");
            case STARTTLS -> {
                smtp.put("mail.smtp.starttls.enable", "true");
                smtp.put("mail.smtp.starttls.required", "true");
            }
            case NONE -> {}
        }
        String username = mail.username();
        if (username == null) {
            return Session.getInstance(smtp);
        }
        smtp.put("mail.smtp.auth", "true");
        String password =
                mail.passwordFile() == null ? "" : AlarmProperties.secret(mail.passwordFile());
        return Session.getInstance(
                smtp,
                new Authenticator() {
                    @Override
                    protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                        return new PasswordAuthentication(username, password);
                    }
                });
    }

    /** The same Message-ID in each attempt, so that a mail server may drop what comes twice. */
    private static final class Numbered extends MimeMessage {
        private final String id;

        Numbered(Session session, UUID id, String domain) {
            super(session);
            this.id = "<" + id + "@" + domain + ">";
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
