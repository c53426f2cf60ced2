package vn.tangthu.repository.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Letters.Fate;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.database.TestDatabase;

/** Letters over real SMTP. */
class LettersTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Instant START = Instant.parse("2026-11-22T01:00:00Z");

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private final Catalogue catalogue = mock(Catalogue.class);

    private StoredLetters letters(@Nullable Integer port, Duration later) {
        Clock clock = Clock.fixed(START.plus(later), ZoneOffset.UTC);
        return new StoredLetters(DATABASE.jdbc(), TestPost.to(port, clock), catalogue, clock);
    }

    private static String wordsKept(String about) {
        return DATABASE.jdbc()
                .sql("select recipient || subject || words from kept.letter where about = ?")
                .param(about)
                .query(String.class)
                .single();
    }

    @Test
    void aLetterIsSentOnceAndThenItsWordsAreForgotten() throws Exception {
        try (MailServer server = new MailServer(0)) {
            StoredLetters letters = letters(server.port(), Duration.ZERO);
            letters.write("an@dan.example", "YC-1", "Đã đồng ý", "Mời đến đọc");
            letters.sendDue();
            letters.sendDue();
            assertThat(server.taken()).hasSize(1);
            assertThat(server.taken().getFirst())
                    .contains("To: an@dan.example")
                    .contains("<kho@luutru.example>")
                    .contains("=?UTF-8?");
            Fate fate = letters.about("YC-1", 5).getFirst();
            assertThat(fate.sentAt()).isEqualTo(START);
            assertThat(wordsKept("YC-1")).isEmpty();
        }
    }

    @Test
    void whatABusyOrMissingServerDidNotTakeIsTriedAgainWithTheSameId() throws Exception {
        int nobody;
        try (ServerSocket free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        letters(nobody, Duration.ZERO).write("an@dan.example", "YC-2", "s", "t");
        letters(nobody, Duration.ZERO).sendDue();
        assertThat(letters(nobody, Duration.ZERO).about("YC-2", 5).getFirst().problem())
                .isNotNull();
        try (MailServer server = new MailServer(0)) {
            letters(server.port(), Duration.ofSeconds(30)).sendDue();
            assertThat(server.taken()).as("not before its time").isEmpty();
            server.busy = true;
            letters(server.port(), Duration.ofMinutes(2)).sendDue();
            server.busy = false;
            letters(server.port(), Duration.ofMinutes(10)).sendDue();
            assertThat(server.taken()).hasSize(1);
        }
        assertThat(letters(nobody, Duration.ZERO).about("YC-2", 5).getFirst().sentAt()).isNotNull();
    }

    @Test
    void afterFiveDaysALetterIsGivenUpAndSaysWhy() throws Exception {
        try (MailServer server = new MailServer(0)) {
            server.busy = true;
            letters(server.port(), Duration.ZERO).write("an@dan.example", "YC-3", "s", "t");
            letters(server.port(), Duration.ofDays(5).plusMinutes(1)).sendDue();
            Fate fate = letters(server.port(), Duration.ZERO).about("YC-3", 5).getFirst();
            assertThat(fate.givenUpAt()).isNotNull();
            assertThat(fate.problem()).contains("451");
            assertThat(wordsKept("YC-3")).isEmpty();
            server.busy = false;
            letters(server.port(), Duration.ofDays(6)).sendDue();
            assertThat(server.taken()).isEmpty();
        }
    }

    @Test
    void whatIsNotOpenAnyMoreWhenItsTurnComesIsNotSent() throws Exception {
        AipId open = new AipId(UUID.randomUUID());
        AipId closed = new AipId(UUID.randomUUID());
        RecordView view = mock(RecordView.Full.class);
        when(view.titleOrNull()).thenReturn("Hồ sơ mở");
        when(catalogue.records(anyCollection(), eq(Reader.ANONYMOUS)))
                .thenReturn(Map.of(open, view));
        try (MailServer server = new MailServer(0)) {
            StoredLetters letters = letters(server.port(), Duration.ZERO);
            letters.write("an@dan.example", "TIM-1", "s", "mở và kín", Set.of(open, closed));
            letters.sendDue();
            assertThat(server.taken()).isEmpty();
            assertThat(letters.about("TIM-1", 5).getFirst().givenUpAt()).isEqualTo(START);
            assertThat(wordsKept("TIM-1")).isEmpty();
        }
    }

    @Test
    void whatIsOpenStillIsSentAndWhatIsTakenBackIsNot() throws Exception {
        AipId open = new AipId(UUID.randomUUID());
        RecordView view = mock(RecordView.Full.class);
        when(view.titleOrNull()).thenReturn("Hồ sơ mở");
        when(catalogue.records(anyCollection(), eq(Reader.ANONYMOUS)))
                .thenReturn(Map.of(open, view));
        try (MailServer server = new MailServer(0)) {
            StoredLetters letters = letters(server.port(), Duration.ZERO);
            letters.write("an@dan.example", "TIM-2", "s", "/thu-bao/a_c", Set.of(open));
            letters.write("an@dan.example", "TIM-2", "s", "/thu-bao/abc", Set.of(open));
            letters.takeBack("TIM-2", "/thu-bao/a_c");
            letters.sendDue();
            assertThat(server.taken()).hasSize(1);
            assertThat(letters.about("TIM-2", 5)).hasSize(1);
        }
    }

    @Test
    void withoutAServerNothingIsWritten() {
        letters(null, Duration.ZERO).write("an@dan.example", "YC-4", "s", "t");
        assertThat(letters(null, Duration.ZERO).about("YC-4", 5)).isEmpty();
    }

    @EnableConfigurationProperties(MailProperties.class)
    static class Settings {}

    @Test
    void theSettingsAreReadAndRefusedWhereTheyCannotWork() {
        ApplicationContextRunner context =
                new ApplicationContextRunner().withUserConfiguration(Settings.class);
        context.run(
                none -> {
                    MailProperties mail = none.getBean(MailProperties.class);
                    assertThat(mail.host()).isNull();
                    assertThat(mail.tls()).isEqualTo(MailProperties.Tls.STARTTLS);
                });
        context.withPropertyValues(
                        "tangthu.mail.host=thu.example",
                        "tangthu.mail.port=465",
                        "tangthu.mail.tls=tls",
                        "tangthu.mail.from=kho@luutru.example")
                .run(
                        all ->
                                assertThat(all.getBean(MailProperties.class).tls())
                                        .isEqualTo(MailProperties.Tls.TLS));
        assertThatThrownBy(
                        () ->
                                new MailProperties(
                                        "h",
                                        25,
                                        MailProperties.Tls.NONE,
                                        null,
                                        null,
                                        null,
                                        Duration.ofSeconds(1),
                                        true))
                .hasMessageContaining("from is needed");
    }
}
