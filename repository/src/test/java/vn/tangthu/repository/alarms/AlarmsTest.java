package vn.tangthu.repository.alarms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Kind;
import vn.tangthu.repository.AuditBudget;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.Copies;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingWatch;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Slice;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.MailServer;
import vn.tangthu.repository.post.TestPost;

/** Alarms on a real database, with a mail server and a web server on sockets. */
class AlarmsTest {
    private static final String SECRET = "bí mật của kho";

    @TempDir Path directory;
    private final TestDatabase database = TestDatabase.fresh();
    private final AuditBudget budget = mock(AuditBudget.class);
    private final Repairs repairs = mock(Repairs.class);
    private final Copies copies = mock(Copies.class);
    private final VirusScanner scanner = mock(VirusScanner.class);
    private final BackupSets backups = mock(BackupSets.class);
    private final Ledger ledger = mock(Ledger.class);
    private final ReadingWatch watch = mock(ReadingWatch.class);
    private final MovingClock clock = new MovingClock();
    private final List<String> posted = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();
    private volatile int answer = 204;
    private MailServer mail;
    private HttpServer web;
    private Path secret;

    private static final class MovingClock extends Clock {
        private Instant now = Instant.parse("2026-11-22T02:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }

        void pass(Duration time) {
            now = now.plus(time);
        }
    }

    @BeforeEach
    void open() throws IOException {
        secret = Files.writeString(directory.resolve("secret"), SECRET + "\n");
        mail = new MailServer(0);
        web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        web.createContext(
                "/canh-bao",
                exchange -> {
                    String body =
                            new String(
                                    exchange.getRequestBody().readAllBytes(),
                                    StandardCharsets.UTF_8);
                    if (answer == 204) {
                        posted.add(body);
                        signatures.add(exchange.getRequestHeaders().getFirst("Tangthu-Signature"));
                    }
                    exchange.getResponseHeaders().add("Location", "/canh-bao");
                    exchange.sendResponseHeaders(answer, -1);
                    exchange.close();
                });
        web.start();
        when(budget.status()).thenReturn(status(AuditBudget.Verdict.HOLDS));
        when(backups.list(0, 130)).thenReturn(new Slice<>(List.of(), 0, 0));
        when(ledger.status()).thenReturn(new Ledger.Status(5, 0, null, null, null, null));
    }

    @AfterEach
    void close() throws IOException {
        mail.close();
        web.stop(0);
        database.close();
    }

    private static AuditBudget.Status status(AuditBudget.Verdict verdict) {
        return new AuditBudget.Status(
                new AuditBudget.Policy(90, 45, "", Duration.ofDays(1), 20_000_000),
                verdict,
                30_000_000,
                20_000_000,
                1,
                List.of());
    }

    /** As another process would, or this one after a kill. */
    private StoredAlarms alarms(int mailPort) {
        AlarmProperties properties =
                new AlarmProperties(
                        false,
                        Duration.ofMinutes(1),
                        Duration.ofHours(1),
                        Duration.ofDays(1),
                        "Lưu trữ tỉnh Đắk Lắk",
                        List.of("truc@luutru.example", "it@luutru.example"),
                        new AlarmProperties.Webhook(
                                URI.create(
                                        "http://127.0.0.1:"
                                                + web.getAddress().getPort()
                                                + "/canh-bao"),
                                secret));
        return new StoredAlarms(
                new AlarmRows(database.jdbc()),
                new AlarmConditions(
                        budget,
                        repairs,
                        copies,
                        backups,
                        scanner,
                        ledger,
                        watch,
                        properties,
                        clock),
                List.of(
                        new MailChannel(properties, TestPost.to(mailPort, clock)),
                        new WebhookChannel(properties, clock)),
                database.transactions(),
                mock(ActivityLog.class),
                clock);
    }

    private StoredAlarms alarms() {
        return alarms(mail.port());
    }

    private void incident(String path) {
        int unused =
                database.jdbc()
                        .sql(
                                "insert into projection.incident (id, copy, arc_file_code, path,"
                                        + " damage, detail, found_at) values (?, 'b', 'H49.K1.MẬT',"
                                        + " ?, 'CHANGED', 'Kế hoạch tuyệt mật', now())")
                        .params(UUID.randomUUID(), path)
                        .update();
    }

    private void round() {
        StoredAlarms alarms = alarms();
        alarms.look();
        alarms.send();
    }

    private MimeMessage mail(int index) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(
                        mail.taken().get(index).getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void anIncidentIsToldOnceByMailAndWebhookAndNamesNothing() throws Exception {
        incident("ocfl/x/v1/content/Kế hoạch.pdf");
        incident("ocfl/y");
        round();
        round();
        assertThat(mail.taken()).hasSize(1);
        assertThat(posted).hasSize(1);
        MimeMessage message = mail(0);
        assertThat(message.getSubject())
                .isEqualTo("[Lưu trữ tỉnh Đắk Lắk] Phát hiện tệp hỏng hoặc thiếu – b");
        assertThat(message.getAllRecipients()).hasSize(2);
        String text = (String) message.getContent();
        assertThat(text).contains("found: 2", "CHANGED: 2", "Files were found damaged");
        for (String told : List.of(text, message.getSubject(), posted.getFirst())) {
            assertThat(told).doesNotContain("H49", "mật", "Kế hoạch", "ocfl", ".pdf");
        }
        incident("ocfl/z");
        round();
        assertThat(mail.taken()).as("another incident is another alarm").hasSize(2);
        assertThat(posted.getLast()).contains("\"found\":\"1\"");
    }

    @Test
    void theWebhookIsSignedSoThatTheReceiverKnowsWhoSentIt() throws IOException {
        incident("x");
        round();
        String signature = signatures.getFirst();
        String time = Long.toString(clock.now.getEpochSecond());
        assertThat(signature)
                .isEqualTo(
                        "t="
                                + time
                                + ",v1="
                                + WebhookChannel.sign(SECRET, time + "." + posted.getFirst()));
        // RFC 4231, test case 2: what others compute.
        assertThat(WebhookChannel.sign("Jefe", "what do ya want for nothing?"))
                .isEqualTo("5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void whatNobodyTookIsTriedAgainLaterAndTakenOnceAlsoAfterAKill() throws IOException {
        answer = 500;
        mail.busy = true;
        incident("x");
        round();
        assertThat(alarms().waiting()).isEqualTo(2);
        assertThat(alarms().newest(1).getFirst().messages())
                .allSatisfy(one -> assertThat(one.failure()).containsAnyOf("500", "451"));
        answer = 204;
        mail.busy = false;
        round();
        assertThat(posted).as("not before its turn").isEmpty();
        clock.pass(Duration.ofSeconds(121));
        round(); // another process: all of it stands in the database
        round();
        assertThat(posted).hasSize(1);
        assertThat(mail.taken()).hasSize(1);
        assertThat(alarms().waiting()).isZero();
        assertThat(alarms().newest(1).getFirst().messages())
                .allSatisfy(one -> assertThat(one.attempts()).isEqualTo(2));
    }

    @Test
    void aMailServerThatIsDownForAWeekHoldsUpNothingAndGetsItInTheEnd() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        incident("x");
        alarms(port).look();
        for (int hour = 0; hour < 24 * 7; hour++) {
            alarms(port).send();
            clock.pass(Duration.ofHours(1));
        }
        assertThat(posted).hasSize(1);
        assertThat(alarms().waiting()).isEqualTo(1);
        try (MailServer back = new MailServer(port)) {
            clock.pass(Duration.ofHours(1));
            alarms(port).send();
            alarms(port).send();
            assertThat(back.taken()).hasSize(1);
        }
        assertThat(alarms().waiting()).isZero();
    }

    @Test
    void aRedirectIsNoAnswerAndIsNotFollowed() {
        answer = 307;
        incident("x");
        round();
        assertThat(posted).isEmpty();
        assertThat(alarms().newest(1).getFirst().messages())
                .anyMatch(one -> "HTTP 307".equals(one.failure()));
    }

    @Test
    void whatLastsIsToldOnceAndSoIsItsEnd() {
        when(repairs.stopped())
                .thenReturn(List.of(new Repairs.Stopped("primary", clock.now, 21, 100)));
        when(budget.status()).thenReturn(status(AuditBudget.Verdict.CANNOT_HOLD));
        when(ledger.status())
                .thenReturn(new Ledger.Status(5, 7, null, null, null, "log/events/… is gone"));
        round();
        clock.pass(Duration.ofHours(5));
        round();
        assertThat(alarms().newest(10))
                .extracting(Alarm::kind)
                .containsExactlyInAnyOrder(
                        Kind.REPAIR_STOPPED, Kind.POLICY_AT_RISK, Kind.LOG_BROKEN);
        assertThat(posted).hasSize(3).noneMatch(body -> body.contains("log/events"));
        when(repairs.stopped()).thenReturn(List.of());
        when(budget.status()).thenThrow(new IllegalStateException("no connection"));
        round();
        assertThat(posted).hasSize(4);
        assertThat(posted.getLast()).contains("\"event\":\"CLEARED\"", "REPAIR_STOPPED");
        assertThat(alarms().newest(10))
                .as("of what could not be asked nothing is said to be over")
                .filteredOn(one -> one.clearedAt() == null)
                .extracting(Alarm::kind)
                .containsExactlyInAnyOrder(Kind.POLICY_AT_RISK, Kind.LOG_BROKEN);
    }

    @Test
    void anArchiveWhoseStoreIsNotThereIsOneAlarmAtOnce() {
        AuditBudget.Place away = mock(AuditBudget.Place.class);
        when(away.copy()).thenReturn("primary");
        when(away.state()).thenReturn(AuditBudget.State.UNREACHABLE);
        AuditBudget.Status whole = status(AuditBudget.Verdict.HOLDS);
        when(budget.status())
                .thenReturn(
                        new AuditBudget.Status(
                                whole.policy(), whole.verdict(), 0, 0, 1, List.of(away)));
        round();
        clock.pass(Duration.ofHours(1));
        round();
        assertThat(posted).hasSize(1);
        assertThat(posted.getFirst()).contains("STORE_AWAY");
        when(budget.status()).thenReturn(whole);
        round();
        assertThat(posted).hasSize(2);
        assertThat(posted.getLast()).contains("\"event\":\"CLEARED\"", "STORE_AWAY");
    }

    @Test
    void aCopyOfWhichTheLocksRanOutIsToldAlsoWhereItIsDamaged() {
        when(copies.all())
                .thenReturn(
                        List.of(
                                new Copies.Copy(
                                        "s3",
                                        "s3",
                                        Copies.State.DAMAGED,
                                        9,
                                        9,
                                        0,
                                        1,
                                        0,
                                        null,
                                        null,
                                        null,
                                        new Copies.Lock(90, null))));
        round();
        clock.pass(Duration.ofDays(2));
        round();
        assertThat(posted)
                .anyMatch(body -> body.contains("COPY_BEHIND") && body.contains("UNLOCKED"));
    }

    @Test
    void aScannerAndACopyAreToldOnlyWhenTheyAreAwayForLong() {
        when(scanner.configured()).thenReturn(true);
        when(copies.all())
                .thenReturn(
                        List.of(
                                new Copies.Copy(
                                        "b",
                                        "/mnt/ban-sao-b",
                                        Copies.State.UNREACHABLE,
                                        5,
                                        9,
                                        0,
                                        0,
                                        0,
                                        null,
                                        null,
                                        "/mnt/ban-sao-b/ocfl/…",
                                        null)));
        round();
        clock.pass(Duration.ofMinutes(59));
        round();
        assertThat(posted).isEmpty();
        clock.pass(Duration.ofMinutes(2));
        round();
        assertThat(posted).hasSize(1);
        assertThat(posted.getFirst()).contains("SCANNER_AWAY");
        when(scanner.answers()).thenReturn(true);
        clock.pass(Duration.ofHours(23));
        round();
        assertThat(posted).hasSize(3);
        assertThat(posted).anyMatch(body -> body.contains("COPY_BEHIND") && body.contains("\"4\""));
        assertThat(posted).noneMatch(body -> body.contains("/mnt/"));
        when(scanner.answers()).thenReturn(false);
        round();
        when(scanner.answers()).thenReturn(true);
        round();
        assertThat(posted).as("a short absence is nothing").hasSize(3);
    }

    private static BackupSets.BackupSet set(
            BackupSets.Kind kind, BackupSets.State state, String finished) {
        BackupSets.BackupSet set = mock(BackupSets.BackupSet.class);
        when(set.kind()).thenReturn(kind);
        when(set.state()).thenReturn(state);
        when(set.finishedAt()).thenReturn(Instant.parse(finished));
        return set;
    }

    /** The clock stands at 22 November. */
    @Test
    void setsThatNobodyMadeInTimeAreToldAndSoIsAMediumThatIsTooOld() {
        List<BackupSets.BackupSet> sets =
                List.of(
                        set(
                                BackupSets.Kind.INCREMENTAL,
                                BackupSets.State.UNFINISHED,
                                "2026-11-22T01:00:00Z"),
                        set(
                                BackupSets.Kind.INCREMENTAL,
                                BackupSets.State.COMPLETE,
                                "2026-11-21T01:00:00Z"),
                        set(
                                BackupSets.Kind.FULL,
                                BackupSets.State.COMPLETE,
                                "2026-10-20T01:00:00Z"));
        BackupSets.Medium medium = mock(BackupSets.Medium.class);
        when(medium.replaceBy()).thenReturn(LocalDate.of(2026, 11, 23));
        when(backups.media()).thenReturn(List.of(medium));
        round();
        assertThat(alarms().newest(10)).as("nothing was ever made").isEmpty();
        when(backups.list(0, 130)).thenReturn(new Slice<>(sets, 0, 3));
        round();
        assertThat(alarms().newest(10)).as("all in time").isEmpty();
        clock.pass(Duration.ofDays(3));
        round();
        assertThat(alarms().newest(10))
                .singleElement()
                .satisfies(
                        alarm -> {
                            assertThat(alarm.kind()).isEqualTo(Alarms.Kind.BACKUP_BEHIND);
                            assertThat(alarm.facts())
                                    .containsOnly(
                                            Map.entry("lastSet", "2026-11-21"),
                                            Map.entry("lastFullSet", "2026-10-20"),
                                            Map.entry("mediaDue", "1"));
                        });
    }

    @Test
    void aTestIsSentByEveryWay() throws Exception {
        alarms().test(Reader.OPERATOR);
        alarms().test(Reader.OPERATOR);
        alarms().send();
        assertThat(mail.taken()).hasSize(2);
        assertThat(mail(0).getMessageID()).isNotEqualTo(mail(1).getMessageID());
        assertThat(posted).hasSize(2);
    }

    @Configuration(proxyBeanMethods = false)
    @EnableConfigurationProperties(AlarmProperties.class)
    static class Settings {}

    @Test
    void theSettingsHaveTheirDefaultsAndAreReadByTheirNames() {
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .run(
                        context -> {
                            AlarmProperties none = context.getBean(AlarmProperties.class);
                            assertThat(none.background()).isTrue();
                            assertThat(none.mailTo()).isEmpty();
                            assertThat(none.webhook().url()).isNull();
                        });
        new ApplicationContextRunner()
                .withUserConfiguration(Settings.class)
                .withPropertyValues(
                        "tangthu.alarms.mail-to=a@luutru.example,b@luutru.example",
                        "tangthu.alarms.webhook.url=https://bao.example/x",
                        "tangthu.alarms.webhook.secret-file=" + secret)
                .run(
                        context -> {
                            AlarmProperties all = context.getBean(AlarmProperties.class);
                            assertThat(all.mailTo()).hasSize(2);
                            assertThat(all.webhook().url()).hasHost("bao.example");
                        });
    }

    @Test
    void settingsThatCannotWorkAreRefusedAtTheStart() {
        assertThatThrownBy(() -> new AlarmProperties.Webhook(URI.create("http://h/"), null))
                .hasMessageContaining("secret-file");
    }
}
