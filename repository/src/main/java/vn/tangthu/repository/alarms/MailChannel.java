package vn.tangthu.repository.alarms;

import java.io.IOException;
import java.util.UUID;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;
import vn.tangthu.repository.Post;

/** E-mail to those who must know. */
@Component
class MailChannel implements AlarmChannel {
    private final AlarmProperties properties;
    private final Post post;

    MailChannel(AlarmProperties properties, Post post) {
        this.properties = properties;
        this.post = post;
    }

    @Override
    public Channel channel() {
        return Channel.MAIL;
    }

    @Override
    public boolean configured() {
        return post.configured() && !properties.mailTo().isEmpty();
    }

    @Override
    public void send(UUID id, Alarm alarm, boolean cleared) throws IOException {
        String archive = properties.archive();
        post.send(
                id,
                properties.mailTo(),
                AlarmText.subject(alarm, cleared, archive),
                AlarmText.body(alarm, cleared, archive));
    }
}
