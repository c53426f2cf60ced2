package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ResponseStatusException;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Certificates;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.GrantedCopies;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.GrantedCopies.Kind;
import vn.tangthu.repository.GrantedCopies.Level;
import vn.tangthu.repository.GrantedCopies.State;
import vn.tangthu.repository.KeptFiles;
import vn.tangthu.repository.OnlineReadings;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** What anybody learns of a copy by its code, and of a reading by its number. */
@SpringBootTest(
        classes = PublicPagesHouse.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "tangthu.portal.throttle-scale=1000")
class CopyPagesTest {
    private static final String CODE = "a".repeat(26);
    private static final String NUMBER = "BD-2026-000012-AB2Z";

    /** The clock of the house, to the minute of which a copy can be fetched no more. */
    private static final Instant NOW = Instant.parse("2026-11-20T03:00:00Z");

    @LocalServerPort private int port;
    @Autowired private GrantedCopies copies;
    @Autowired private OnlineReadings readings;
    private Browserless somebody;

    @BeforeEach
    void newPerson() {
        somebody = new Browserless(port);
    }

    @AfterEach
    void nothingIsLeft() {
        Mockito.reset(copies, readings);
    }

    private static Copy copy(Kind kind, AipId record, Level level, Instant expires, State state) {
        return new Copy(
                new UUID(4, 4),
                "BS-2026-000001-ABCD",
                CODE,
                "YC-2026-ABCDEF",
                record,
                FakeArchive.CODE,
                1,
                List.of(new GrantedCopies.Part(new DocumentId(new UUID(5, 5)), 1, 2)),
                kind,
                null,
                state,
                expires.minus(15, ChronoUnit.DAYS),
                "lan",
                null,
                1,
                0,
                null,
                new GrantedCopies.Made(
                        expires.minus(15, ChronoUnit.DAYS),
                        expires,
                        10,
                        Digest.of(DigestAlgorithm.SHA512, new byte[] {1}),
                        level,
                        level == Level.NONE ? null : "CN=Kho"),
                state == State.WITHDRAWN ? new GrantedCopies.Withdrawal(NOW, "mai", "Nhầm") : null);
    }

    private String page(Copy copy) throws Exception {
        when(copies.byCode(CODE)).thenReturn(Optional.of(copy));
        HttpResponse<String> answer = somebody.get("/ban-sao/" + CODE);
        assertThat(answer.statusCode()).isEqualTo(200);
        return answer.body();
    }

    /** The language is kept, so this is somebody else. */
    private String english(String path) throws Exception {
        String page = new Browserless(port).get(path, "Cookie", PublicLocale.COOKIE + "=en").body();
        assertThat(page).contains("<html lang=\"en\">");
        return page;
    }

    @Test
    void aDipWhoseTimeOfUseIsOverSaysSoAsItem10OfItsCertificateDoes() throws Exception {
        Instant until = NOW.plus(1, ChronoUnit.MINUTES);
        Copy valid = copy(Kind.DIP, FakeArchive.HIDDEN, Level.B_T, until, State.READY);
        assertThat(page(valid))
                .contains("Thời hạn sử dụng", "đến 10:01, 20/11/2026")
                .doesNotContain("Đã hết thời hạn");
        Copy over = copy(Kind.DIP, FakeArchive.HIDDEN, Level.B_T, NOW, State.READY);
        assertThat(page(over))
                .as("also before its bytes are gone, and where its record is hidden")
                .contains("Đã hết thời hạn sử dụng", "đến 10:00, 20/11/2026", "Mục 10");
        assertThat(page(copy(Kind.DIP, FakeArchive.MISSING, Level.B_T, NOW, State.EXPIRED)))
                .contains("Đã hết thời hạn sử dụng");
        when(copies.byCode(CODE)).thenReturn(Optional.of(over));
        assertThat(english("/ban-sao/" + CODE))
                .contains("The time of its use is over", "Item 10", "until 10:00, 20/11/2026");
        assertThat(page(copy(Kind.DIP, FakeArchive.HIDDEN, Level.B_T, NOW, State.WITHDRAWN)))
                .as("what was withdrawn says that alone")
                .contains("Đã thu hồi")
                .doesNotContain("Đã hết thời hạn sử dụng");
    }

    @Test
    void anotherCopySaysUntilWhenItCouldBeFetchedAndWhatIsOnPaperNothing() throws Exception {
        for (Kind kind : List.of(Kind.PLAIN, Kind.CERTIFIED)) {
            assertThat(page(copy(kind, FakeArchive.HIDDEN, Level.NONE, NOW, State.EXPIRED)))
                    .contains("Đã hết hạn tải", "đến 10:00, 20/11/2026")
                    .doesNotContain("Thời hạn sử dụng", "??");
            Instant until = NOW.plus(1, ChronoUnit.DAYS);
            assertThat(page(copy(kind, FakeArchive.HIDDEN, Level.NONE, until, State.READY)))
                    .contains("Tải được", "đến 10:00, 21/11/2026")
                    .doesNotContain("Đã hết hạn tải");
        }
        assertThat(page(copy(Kind.PAPER, FakeArchive.HIDDEN, Level.NONE, NOW, State.EXPIRED)))
                .doesNotContain("Đã hết hạn", "Tải được", "10:00, 20/11/2026");
    }

    @Test
    void whetherTheSignatureHasATimeStampIsSaid() throws Exception {
        Instant until = NOW.plus(1, ChronoUnit.DAYS);
        assertThat(page(copy(Kind.CERTIFIED, FakeArchive.HIDDEN, Level.B_T, until, State.READY)))
                .contains("Dấu thời gian", "PAdES B-T");
        assertThat(page(copy(Kind.CERTIFIED, FakeArchive.HIDDEN, Level.B_B, until, State.READY)))
                .contains("Dấu thời gian", "Không có (PAdES B-B)");
        assertThat(page(copy(Kind.PLAIN, FakeArchive.HIDDEN, Level.NONE, until, State.READY)))
                .doesNotContain("Dấu thời gian");
    }

    private static OnlineReadings.Told told(OnlineReadings.State state, @Nullable Instant ended) {
        return new OnlineReadings.Told(
                NUMBER, NOW.minus(3, ChronoUnit.DAYS), NOW.plus(2, ChronoUnit.DAYS), state, ended);
    }

    @Test
    void aReadingIsVerifiedByTheNumberAtItsFootHoweverItIsTyped() throws Exception {
        when(readings.told(NUMBER)).thenReturn(Optional.of(told(OnlineReadings.State.OPEN, null)));
        for (String typed : List.of(NUMBER, "bd-2026-000012-ab2z", "BD+2026+000012+AB2Z")) {
            assertThat(somebody.get("/kiem-chung?ma=" + typed).body())
                    .as(typed)
                    .contains("Kho đã mở bản đọc này", NUMBER, "Trong thời hạn đọc")
                    .contains("10:00, 17/11/2026", "10:00, 22/11/2026")
                    .doesNotContain("Kho không lập giấy nào", "/ho-so/", "YC-2026");
        }
        assertThat(english("/kiem-chung?ma=" + NUMBER))
                .contains("The archive opened this reading", "Within its days")
                .doesNotContain("??");
        when(readings.told(NUMBER)).thenReturn(Optional.of(told(OnlineReadings.State.ENDED, NOW)));
        assertThat(somebody.get("/kiem-chung?ma=" + NUMBER).body())
                .contains("Kết thúc trước hạn, lúc 10:00, 20/11/2026");
        when(readings.told(NUMBER)).thenReturn(Optional.of(told(OnlineReadings.State.OVER, null)));
        assertThat(somebody.get("/kiem-chung?ma=" + NUMBER).body()).contains("Đã hết thời hạn đọc");
    }

    @Test
    void withOtherLettersOrWithoutThemThereIsNoSuchReading() throws Exception {
        when(readings.told(NUMBER)).thenReturn(Optional.of(told(OnlineReadings.State.OPEN, null)));
        for (String typed : List.of("BD-2026-000012-AB2Y", "BD-2026-000012", "BD-2026-12-AB2Z")) {
            assertThat(somebody.get("/kiem-chung?ma=" + typed).body())
                    .as(typed)
                    .contains("Kho không lập giấy nào có mã này")
                    .doesNotContain("Kho đã mở");
        }
    }

    /** The register counts on: only the four letters are not known, and they are slowed down. */
    @Test
    void guessesAtTheLettersOfANumberAreSlowedDownWhetherThereIsOneOrNot() {
        OnlineReadings known = mock(OnlineReadings.class);
        when(known.told(any())).thenReturn(Optional.empty());
        VerifyController controller =
                new VerifyController(
                        new Verifying(
                                mock(KeptFiles.class),
                                mock(Catalogue.class),
                                DataSize.ofMegabytes(1),
                                DataSize.ofMegabytes(1)),
                        mock(Certificates.class),
                        mock(GrantedCopies.class),
                        known,
                        new Throttles(1));
        for (int i = 0; i < 10; i++) {
            String unused =
                    controller.page("", "", "BD-2026-000012-AAA" + (char) ('A' + i), model());
        }
        assertThatThrownBy(() -> controller.page("", "", "bd 2026 000012 zzzz", model()))
                .isInstanceOf(ResponseStatusException.class)
                .hasMessageContaining("429");
        assertThat(controller.page("", "", "BD-2026-000013-AAAA", model()))
                .as("another number")
                .isEqualTo("public/verify");
    }

    private static ExtendedModelMap model() {
        return new ExtendedModelMap();
    }
}
