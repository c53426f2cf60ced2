package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Act;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Earlier;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Reason;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** What was decided before is shown beside what is to be decided. */
class EarlierDecisionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ANNA = new Reader(null, "anna", Set.of(Role.ARCHIVIST), Set.of());
    private static final Decision REFUSE =
            new Decision(Status.REFUSED, Reason.PRIVATE_LIFE, "Của bà Lê Thị Năm");

    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final JdbcAccessRequests requests =
            new JdbcAccessRequests(
                    DATABASE.jdbc(),
                    DATABASE.transactions(),
                    new JdbcActivityLog(DATABASE.jdbc(), clock),
                    new RequestLetters(
                            TestPost.letters(DATABASE, TestPost.to(null, clock), clock), ""),
                    List.of(),
                    HomeHolidays.none(clock),
                    clock);
    private final UUID fonds = UUID.randomUUID();
    private final AipId first = new AipId(UUID.randomUUID());
    private final AipId second = new AipId(UUID.randomUUID());

    @BeforeEach
    void open() {
        TestRecords.fonds(DATABASE, fonds, Access.PUBLIC);
        TestRecords.record(DATABASE, fonds, first, Access.PUBLIC, 0, 0);
        TestRecords.record(DATABASE, fonds, second, Access.PUBLIC, 0, 0);
    }

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private String asked(Kind kind, @Nullable AipId record) {
        return requests.submit(
                        new NewRequest(kind, record, "Sổ", "Việc", "Bốn", "0905123456", null),
                        Reader.ANONYMOUS)
                .value();
    }

    private String decided(Kind kind, AipId record, Decision decision) {
        String reference = asked(kind, record);
        clock.forward(60);
        requests.reply(reference, decision, ANNA);
        return reference;
    }

    private static Decision grant(Reason reason) {
        return new Decision(Status.GRANTED, reason, "");
    }

    private List<Earlier> alike(String reference, Reader reader) {
        Request request = requests.find(reference).orElseThrow();
        return requests.alike(request, request.items().getFirst(), reader);
    }

    @Test
    void ofTheSameRecordTheNewestDecisionsWithTheirReasons() {
        String granted = decided(Kind.READ, first, grant(Reason.OWN_RECORD));
        String refused = decided(Kind.CERTIFIED_COPY, first, REFUSE);
        String withdrawn = asked(Kind.READ, first);
        var unused = requests.act(new Applicant(withdrawn, "3456"), Act.WITHDRAW, "");
        decided(Kind.READ, second, REFUSE);
        String now = asked(Kind.READ, first);
        requests.reply(now, REFUSE, ANNA);
        var appealed = requests.act(new Applicant(now, "3456"), Act.APPEAL, "Xem lại");
        List<Earlier> alike = alike(now, ANNA);
        assertThat(alike).extracting(Earlier::reference).containsExactly(refused, granted);
        assertThat(alike)
                .extracting(Earlier::outcome)
                .containsExactly(Status.REFUSED, Status.GRANTED);
        assertThat(alike)
                .extracting(Earlier::reason)
                .containsExactly(Reason.PRIVATE_LIFE, Reason.OWN_RECORD);
        assertThat(alike).allMatch(Earlier::sameRecord);
        assertThat(alike.toString()).doesNotContain("Bốn", "Năm", "anna");
        assertThat(appealed).isPresent();
        assertThat(unused).isPresent();
        assertThat(alike(now, Reader.ANONYMOUS)).isEmpty();
        assertThat(alike(asked(Kind.READ, null), ANNA)).as("of words").isEmpty();
    }

    @Test
    void whereThereAreNoneThoseOfItsFondsAndKind() {
        String read = decided(Kind.READ, first, grant(Reason.OPEN_TO_ALL));
        decided(Kind.CERTIFIED_COPY, first, REFUSE);
        String corrected = asked(Kind.CERTIFIED_COPY, first);
        requests.correctKind(corrected, Kind.READ, "Chỉ đọc", ANNA);
        requests.reply(corrected, grant(Reason.OFFICIAL_NEED), ANNA);
        AipId elsewhere = new AipId(UUID.randomUUID());
        TestRecords.record(DATABASE, elsewhere, Access.PUBLIC);
        decided(Kind.READ, elsewhere, REFUSE);
        List<Earlier> alike = alike(asked(Kind.READ, second), ANNA);
        assertThat(alike).extracting(Earlier::reference).containsExactly(corrected, read);
        assertThat(alike).extracting(Earlier::kind).containsOnly(Kind.READ);
        assertThat(alike).noneMatch(Earlier::sameRecord);
    }

    @Test
    void tenAtMost() {
        String oldest = decided(Kind.READ, first, REFUSE);
        for (int i = 0; i < AccessRequests.MOST_ALIKE; i++) {
            decided(Kind.READ, first, REFUSE);
        }
        for (AipId record : List.of(first, second)) {
            assertThat(alike(asked(Kind.READ, record), ANNA))
                    .hasSize(AccessRequests.MOST_ALIKE)
                    .extracting(Earlier::reference)
                    .doesNotContain(oldest);
        }
    }
}
