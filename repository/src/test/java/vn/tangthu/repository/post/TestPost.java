package vn.tangthu.repository.post;

import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Letters;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.database.TestDatabase;

/** The room's post for tests of other rooms. */
public final class TestPost {
    private TestPost() {}

    /**
     * @param port of a server on this machine; null for none
     */
    public static Post to(@Nullable Integer port, Clock clock) {
        return new SmtpPost(
                new MailProperties(
                        port == null ? null : "127.0.0.1",
                        port == null ? 25 : port,
                        MailProperties.Tls.NONE,
                        null,
                        null,
                        "Lưu trữ lịch sử tỉnh <kho@luutru.example>",
                        Duration.ofMinutes(1),
                        false),
                clock);
    }

    public static Letters letters(TestDatabase database, Post post, Clock clock) {
        return new StoredLetters(database.jdbc(), post, mock(Catalogue.class), clock);
    }

    public static void sendDue(Letters letters) {
        ((StoredLetters) letters).sendDue();
    }
}
