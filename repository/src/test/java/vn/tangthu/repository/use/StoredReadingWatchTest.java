package vn.tangthu.repository.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingWatch.Notice;
import vn.tangthu.repository.ReadingWatch.Rule;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;

/** Reading that is not what an account does else is noticed; daily work is not. */
class StoredReadingWatchTest {
    /** A quarter past nine in the morning in Viet Nam. */
    private static final Instant MORNING = Instant.parse("2026-11-20T02:15:00Z");

    private final TestDatabase database = TestDatabase.fresh(4);
    private final JdbcClient jdbc = database.jdbc();
    private final ActivityLog log = mock(ActivityLog.class);
    private final Reader admin = account("quản trị", Role.ADMINISTRATOR);
    private Instant now = MORNING;
    private final Clock clock =
            new Clock() {
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
            };
    private final StoredReadingWatch watch =
            new StoredReadingWatch(
                    jdbc,
                    database.transactions(),
                    new WatchSettings(
                            true,
                            Duration.ofMinutes(5),
                            3,
                            5,
                            22,
                            5,
                            Map.of(
                                    Role.AGENCY,
                                    new WatchSettings.Limits(40, null, null, null, null))),
                    log,
                    clock);

    @AfterEach
    void close() {
        database.close();
    }

    private Reader account(String name, Role... roles) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.account (id, username, display_name, roles, password_hash,"
                                + " must_change, created_at) values (?, ?, ?, ?, 'x', false, now())")
                .params(id, name, name, Arrays.stream(roles).map(Role::name).toArray(String[]::new))
                .update();
        return new Reader(new AccountId(id), name, Set.of(roles), Set.of());
    }

    private static UUID id(Reader reader) {
        return Objects.requireNonNull(reader.account()).value();
    }

    /** So many lines about as many different things, in the half hour before. */
    private void did(Reader reader, String action, int times, Instant until) {
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject) select"
                                + " ?::timestamptz - n * interval '1 second', ?, ?, ?,"
                                + " gen_random_uuid()::text from generate_series(1, ?) n")
                .params(until.toString(), id(reader), reader.name(), action, times)
                .update();
    }

    private List<Notice> notices() {
        watch.look();
        return watch.open();
    }

    @Test
    void whoReadsFarMoreThanTheRoleDoesIsNoticedOnce() {
        Reader citizen = account("công dân", Role.CITIZEN);
        did(citizen, "VIEW", 30, now);
        assertThat(notices()).as("as many as is never told").isEmpty();
        did(citizen, "VIEW", 1, now);
        assertThat(notices()).singleElement().extracting(Notice::rule).isEqualTo(Rule.MANY_RECORDS);
        now = now.plusSeconds(600);
        did(citizen, "VIEW", 20, now);
        Notice notice = notices().getFirst();
        assertThat(notices()).hasSize(1);
        assertThat(notice.amount()).as("of the worst hour").isEqualTo(51);
        assertThat(notice.most()).isEqualTo(30);
        assertThat(notice.until()).isEqualTo(now);
    }

    @Test
    void theSamePageAgainAndAgainIsOneHoSo() {
        Reader citizen = account("công dân", Role.CITIZEN);
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject) select"
                                + " ?::timestamptz, ?, 'công dân', 'VIEW', 'x' from"
                                + " generate_series(1, 500)")
                .params(now.minusSeconds(60).toString(), id(citizen))
                .update();
        assertThat(notices()).isEmpty();
    }

    @Test
    void dailyWorkIsNotNoticed() {
        Reader archivist = account("lưu trữ viên", Role.ARCHIVIST, Role.CITIZEN);
        did(archivist, "VIEW", 250, now);
        assertThat(notices()).as("the higher limit of two roles").isEmpty();
        Reader agency = account("xã", Role.AGENCY);
        usually(agency, 30);
        did(agency, "VIEW", 90, now);
        assertThat(notices()).as("three times their own usual hour is 90").isEmpty();
        did(agency, "VIEW", 1, now);
        Notice notice = notices().getFirst();
        assertThat(notice.usual()).isEqualTo(30);
        assertThat(notice.most()).isEqualTo(90);
    }

    /** So many in each of twenty hours of the days before. */
    private void usually(Reader reader, int times) {
        for (int hour = 0; hour < 20; hour++) {
            Instant day = now.minus(Duration.ofDays(1 + hour % 5L));
            did(reader, "VIEW", times, day.plus(Duration.ofHours(hour / 5)));
        }
    }

    @Test
    void whatIsBeingTakenDoesNotBecomeWhatIsUsual() {
        Reader citizen = account("công dân", Role.CITIZEN);
        did(citizen, "VIEW", 30, now);
        assertThat(notices()).isEmpty();
        for (int amount : List.of(90, 270)) {
            now = now.plus(Duration.ofHours(1));
            did(citizen, "VIEW", amount, now);
            assertThat(notices())
                    .filteredOn(notice -> notice.rule() == Rule.MANY_RECORDS)
                    .singleElement()
                    .satisfies(notice -> assertThat(notice.amount()).isEqualTo(amount))
                    .satisfies(notice -> assertThat(notice.usual()).isZero())
                    .satisfies(notice -> assertThat(notice.until()).isEqualTo(now));
        }
        now = now.plus(Duration.ofHours(1));
        did(citizen, "VIEW", 31, now);
        assertThat(notices())
                .as("above the limit of the role it still goes on")
                .anySatisfy(notice -> assertThat(notice.until()).isEqualTo(now));
    }

    @Test
    void afterANoticeTheHoursSinceItAreNotUsual() {
        Reader agency = account("xã", Role.AGENCY);
        did(agency, "VIEW", 41, now);
        watch.seen(notices().getFirst().number(), "đã hỏi", admin);
        now = now.plus(Duration.ofDays(8));
        usually(agency, 100);
        jdbc.sql("update kept.reading_watch set looked_through = ?::timestamptz")
                .param(now.minusSeconds(600).toString())
                .update();
        did(agency, "VIEW", 41, now);
        assertThat(notices())
                .filteredOn(notice -> notice.rule() == Rule.MANY_RECORDS)
                .singleElement()
                .extracting(Notice::most)
                .isEqualTo(40L);
    }

    @Test
    void howeverMuchIsUsualThereIsACapAndADayHasOneToo() {
        Reader agency = account("xã", Role.AGENCY);
        usually(agency, 100);
        did(agency, "VIEW", 121, now);
        assertThat(notices())
                .filteredOn(notice -> notice.rule() == Rule.MANY_RECORDS)
                .singleElement()
                .extracting(Notice::most)
                .isEqualTo(120L);
        Reader patient = account("kiên nhẫn", Role.CITIZEN);
        for (int hour = 0; hour < 6; hour++) {
            did(patient, "VIEW", 26, now.minus(Duration.ofHours(2L * hour)));
        }
        assertThat(notices())
                .filteredOn(notice -> notice.person().equals("kiên nhẫn"))
                .extracting(Notice::rule, Notice::amount, Notice::most)
                .containsExactly(tuple(Rule.MANY_IN_A_DAY, 156L, 150L));
    }

    @Test
    void whatHappenedWhileNobodyLookedIsLookedAtAfterwards() {
        assertThat(notices()).isEmpty();
        Reader citizen = account("công dân", Role.CITIZEN);
        did(citizen, "VIEW", 31, now.plus(Duration.ofHours(7)));
        now = now.plus(Duration.ofHours(50));
        assertThat(notices()).singleElement().extracting(Notice::rule).isEqualTo(Rule.MANY_RECORDS);
        now = now.plus(Duration.ofDays(300));
        assertThat(notices()).as("and not for ever").hasSize(1);
    }

    @Test
    void nightRefusalsAndDownloadsHaveLimitsOfTheirOwn() {
        Reader citizen = account("công dân", Role.CITIZEN);
        did(citizen, "ACCESS_REFUSED", 16, now);
        did(citizen, "DOWNLOAD", 41, now);
        assertThat(notices())
                .extracting(Notice::rule)
                .containsExactlyInAnyOrder(Rule.REFUSALS, Rule.DOWNLOADS, Rule.MANY_RECORDS);
        Reader other = account("người khác", Role.CITIZEN);
        now = Instant.parse("2026-11-20T17:30:00Z"); // half past midnight in Viet Nam
        did(other, "VIEW", 21, now);
        assertThat(notices())
                .filteredOn(notice -> notice.person().equals("người khác"))
                .extracting(Notice::rule)
                .containsExactly(Rule.NIGHT);
    }

    private void line(Reader reader, String action, @Nullable String subject, String detail) {
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject, detail)"
                                + " values (?::timestamptz, ?, ?, ?, ?, ?)")
                .params(
                        Arrays.asList(
                                now.minusSeconds(60).toString(),
                                id(reader),
                                reader.name(),
                                action,
                                subject,
                                detail))
                .update();
    }

    private Map<Rule, Long> noticed() {
        return notices().stream().collect(Collectors.toMap(Notice::rule, Notice::amount));
    }

    @Test
    void aWholeOrderIsAsManyRecordsAsItHasAndEachPackageOfItIsTakenOnce() {
        Reader agency = account("xã", Role.AGENCY);
        String first = UUID.randomUUID().toString();
        line(agency, "EXPORT", first, "DIP DN-1 (81)");
        line(agency, "AGENCY_ORDER_FETCHED", first, "DN-1: H49.1: Giải quyết đất");
        for (int n = 1; n < 80; n++) {
            line(
                    agency,
                    "AGENCY_ORDER_FETCHED",
                    UUID.randomUUID().toString(),
                    "DN-1: H49.1: Giải quyết đất");
        }
        assertThat(noticed()).containsOnly(Map.entry(Rule.MANY_RECORDS, 80L));
        String alone = UUID.randomUUID().toString();
        line(agency, "EXPORT", alone, "DIP DN-2");
        line(agency, "AGENCY_ORDER_FETCHED", alone, "DN-2: H49.2: Giải quyết đất");
        assertThat(noticed())
                .containsOnly(Map.entry(Rule.MANY_RECORDS, 81L), Map.entry(Rule.DOWNLOADS, 81L));
    }

    @Test
    void resultsOfSearchesCountByTheirRows() {
        Reader citizen = account("công dân", Role.CITIZEN);
        for (int n = 0; n < 3; n++) {
            line(citizen, "RESULTS_EXPORT", null, "xlsx: 1000, đất 1998: 9");
        }
        assertThat(noticed()).as("three full lists are not told").isEmpty();
        line(citizen, "RESULTS_EXPORT", null, "csv: 1, đất");
        assertThat(noticed()).containsOnly(Map.entry(Rule.MANY_ROWS, 3_001L));
    }

    @Test
    void matchedReferencesCountByTheirLinesWhateverTheOutcomeWas() {
        Reader agency = account("xã", Role.AGENCY);
        line(agency, "REFERENCES_MATCHED", "danh sách.xlsx", "{MATCHED=4000, NOT_FOUND=1000}");
        line(agency, "REFERENCES_MATCHED", null, "{NOT_FOUND=5000}");
        assertThat(noticed()).isEmpty();
        line(agency, "REFERENCES_MATCHED", "danh sách.xlsx", "{RESTRICTED=1}");
        assertThat(noticed()).containsOnly(Map.entry(Rule.MANY_ROWS, 10_001L));
    }

    @Test
    void copiesThatStaffOpenAreTakenAndReadingsAreRead() {
        Reader auditor = account("kiểm tra", Role.AUDITOR);
        did(auditor, "COPY_PREVIEWED", 31, now);
        assertThat(noticed()).containsOnly(Map.entry(Rule.MANY_RECORDS, 31L));
        did(auditor, "COPY_PREVIEWED", 10, now);
        assertThat(noticed())
                .containsOnly(Map.entry(Rule.MANY_RECORDS, 41L), Map.entry(Rule.DOWNLOADS, 41L));
        Reader reader = account("người đọc", Role.CITIZEN);
        did(reader, "READING_LOOKED", 31, now);
        assertThat(notices())
                .filteredOn(notice -> notice.person().equals("người đọc"))
                .extracting(Notice::rule, Notice::amount)
                .containsExactly(tuple(Rule.MANY_RECORDS, 31L));
    }

    @Test
    void manyPagesOfReadingsAndCopiesOfOneHoSoAreOneHoSo() {
        Reader citizen = account("công dân", Role.CITIZEN);
        UUID record = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values ('YC-1', 'READ',"
                                + " 'x', 'y', 'An', 'z', 'GRANTED', now(), now())")
                .update();
        for (int n = 0; n < 31; n++) {
            jdbc.sql(
                            """
                            insert into kept.reading (id, number, request, record, record_code, documents, pages,
                                accesses, days, state, ordered_at, ordered_by)
                            values (gen_random_uuid(), ?, 'YC-1', ?, 'H49', '{}', '{}', '{}', 1, 'PROPOSED',
                                now(), 'lan')
                            """)
                    .params("BD-" + n, record)
                    .update();
            line(citizen, "READING_LOOKED", "BD-" + n, "YC-1 trang 1: x");
        }
        assertThat(notices()).isEmpty();
    }

    @Test
    void whatAnOfficerHasLookedAtIsNotToldAgainUntilThereIsMore() {
        Reader citizen = account("công dân", Role.CITIZEN);
        did(citizen, "VIEW", 31, now);
        Notice notice = notices().getFirst();
        assertThatThrownBy(() -> watch.seen(notice.number(), "ổn", account("k", Role.AUDITOR)))
                .as("auditors change nothing")
                .isInstanceOf(RefusedException.class);
        watch.seen(notice.number(), "Làm luận án, đã hỏi", admin);
        watch.seen(notice.number(), "lần nữa", admin);
        verify(log).record(admin, "UNUSUAL_READING_SEEN", "1", "Làm luận án, đã hỏi");
        now = now.plusSeconds(300);
        assertThat(notices()).isEmpty();
        did(citizen, "VIEW", 31, now);
        assertThat(notices()).hasSize(1);
        assertThat(watch.newest(10, admin))
                .extracting(Notice::seenBy)
                .containsExactly(null, "quản trị");
    }

    @Test
    void nobodyDecidesOnTheirOwnReadingAndOnlyThoseOfTheLogSeeNotices() {
        did(admin, "VIEW", 31, now);
        long number = notices().getFirst().number();
        assertThatThrownBy(() -> watch.seen(number, "của tôi", admin))
                .isInstanceOf(RefusedException.class);
        for (Reader one : List.of(Reader.ANONYMOUS, Reader.OPERATOR, account("c", Role.CITIZEN))) {
            assertThatThrownBy(() -> watch.newest(10, one)).isInstanceOf(RefusedException.class);
        }
    }
}
