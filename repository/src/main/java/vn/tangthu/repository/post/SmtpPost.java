package vn.tangthu.repository.post;

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
import java.nio.file.Files;
import java.time.Clock;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Post;

/** Speaks SMTP (RFC 5321) with the operator's server. */
@Component
@EnableConfigurationProperties(MailProperties.class)
class SmtpPost implements Post {
    private static final String TIMEOUT_MILLIS = "15000";

    private final MailProperties mail;
    private final Clock clock;

    SmtpPost(MailProperties mail, Clock clock) {
        this.mail = mail;
        this.clock = clock;
    }

    @Override
    public boolean configured() {
        return mail.host() != null;
    }

    @Override
    public void send(UUID id, List<String> to, String subject, String text) throws IOException {
        String utf8 = StandardCharsets.UTF_8.name();
        try {
            InternetAddress from = new InternetAddress(Objects.requireNonNull(mail.from()));
            from.setPersonal(from.getPersonal(), utf8);
            MimeMessage message = new Numbered(session(), id, domain(from));
            message.setFrom(from);
            for (String address : to) {
                message.addRecipient(RecipientType.TO, new InternetAddress(address));
            }
            message.setSubject(subject, utf8);
            message.setText(text, utf8);
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834
            Transport.send(message);
        } catch (MessagingException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String domain(InternetAddress from) {
        String address = from.getAddress();
        return address.substring(address.lastIndexOf('@') + 1).replaceAll("[^A-Za-z0-9.-]", "");
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
                mail.passwordFile() == null
                        ? ""
                        : Files.readString(mail.passwordFile())
                                .lines()
                                .findFirst()
                                .orElse("")
                                .strip();
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
