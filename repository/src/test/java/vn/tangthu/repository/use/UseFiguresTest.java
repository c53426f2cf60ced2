package vn.tangthu.repository.use;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyCollection;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UseFigures.Agencies;
import vn.tangthu.repository.UseFigures.Amounts;
import vn.tangthu.repository.UseFigures.Backlog;
import vn.tangthu.repository.UseFigures.Figures;
import vn.tangthu.repository.UseFigures.Grain;
import vn.tangthu.repository.UseFigures.Measure;
import vn.tangthu.repository.UseFigures.Numbers;
import vn.tangthu.repository.UseFigures.Period;
import vn.tangthu.repository.database.TestDatabase;

/** How the archive was used: counted by days of Viet Nam, and told without telling of persons. */
class UseFiguresTest {
    private static final Reader ARCHIVIST = reader(Role.ARCHIVIST);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);
    private static final Period NOVEMBER = Grain.MONTH.of(TODAY);

    private final TestDatabase database = TestDatabase.fresh(4);
    private final JdbcClient jdbc = database.jdbc();
    private final Bodies bodies = mock(Bodies.class);
    private final ActivityLog activity = mock(ActivityLog.class);
    private final Clock clock = Clock.fixed(Instant.parse("2026-11-22T03:00:00Z"), ZoneOffset.UTC);
    private final UseCounting counting = new UseCounting(jdbc, database.transactions(), clock);
    private final JdbcUseFigures figures =
            new JdbcUseFigures(jdbc, counting, new AgencyFigures(jdbc, bodies), activity);
    private int last;

    private static Reader reader(Role role) {
        return new Reader(null, role.name(), Set.of(role), Set.of());
    }

    @BeforeEach
    void nobodyIsKnown() {
        when(bodies.creators(any(FondsId.class))).thenReturn(List.of());
        when(bodies.creators(anyCollection())).thenCallRealMethod();
        when(bodies.responsible(anyCollection(), any())).thenCallRealMethod();
        when(bodies.responsible(any(FondsId.class), any())).thenReturn(Bodies.Responsible.NOBODY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void aDayIsThatOfVietNam() {
        asked("READ", "2026-10-31T16:59:59Z", null, null);
        asked("READ", "2026-10-31T17:00:00Z", null, null);
        asked("READ", "2026-11-02T03:00:00Z", "2026-10-30", null);
        counting.count();
        Figures read = figures.of(Grain.MONTH, TODAY, 2, ARCHIVIST);
        assertThat(read.through()).isEqualTo(TODAY);
        assertThat(read.periods().getFirst().of(Measure.REQUESTS_ONLINE)).isEqualTo(1);
        assertThat(read.periods().getLast().of(Measure.REQUESTS_ONLINE)).isEqualTo(1);
        assertThat(read.periods().getFirst().of(Measure.REQUESTS_PAPER))
                .as("on the day the paper came in")
                .isEqualTo(1);
        assertThat(read.periods().getLast().of(Measure.REQUESTS_PAPER)).isZero();
        assertThat(read.periods().getFirst().of(Measure.ITEMS, "READ")).isEqualTo(2);
        assertThat(read.periods().getLast().of(Measure.ITEMS, "READ")).isEqualTo(1);
        asked("READ", "2026-11-22T02:00:00Z", "2026-10-02", null);
        counting.count();
        assertThat(figures.of(Grain.MONTH, TODAY, 2, ARCHIVIST).periods().getFirst())
                .as("a day that is over is counted again for it")
                .extracting(month -> month.of(Measure.REQUESTS_PAPER))
                .isEqualTo(2L);
    }

    @Test
    void afterARebuildEverythingIsCountedAgain() {
        asked("READ", "2026-09-01T03:00:00Z", null, null);
        counting.count();
        jdbc.sql("update projection.use_day set n = 99 where measure = 'ITEMS'").update();
        counting.rebuild(Progress.NONE);
        counting.count();
        assertThat(items(Grain.MONTH.of(LocalDate.of(2026, 9, 1)))).isEqualTo(1);
    }

    @Test
    void whatWasOpenIsCarriedFromPeriodToPeriodByKind() {
        String one = asked("READ", "2026-08-03T03:00:00Z", null, null);
        String two = asked("CONDITIONAL", "2026-09-03T03:00:00Z", null, null);
        outcome(one, "2026-09-10T03:00:00Z", "REFUSED", "2026-08-04");
        outcome(one, "2026-10-01T03:00:00Z", "APPEALED", "2026-10-31");
        outcome(two, "2026-11-05T03:00:00Z", "WITHDRAWN", "2026-11-09");
        counting.count();
        List<Amounts> months = figures.of(Grain.MONTH, TODAY, 3, ARCHIVIST).periods();
        assertThat(months.get(0).carried()).containsExactlyEntriesOf(Map.of("READ", 1L));
        assertThat(months.get(0).left("READ")).isZero();
        assertThat(months.get(0).left("CONDITIONAL")).isEqualTo(1);
        assertThat(months.get(1).left("READ")).isEqualTo(1);
        assertThat(months.get(2).carried()).containsEntry("CONDITIONAL", 1L);
        assertThat(months.get(2).left("CONDITIONAL")).isZero();
        Amounts year = figures.of(Grain.YEAR, TODAY, 1, ARCHIVIST).periods().getFirst();
        assertThat(year.period().until()).isEqualTo(LocalDate.of(2027, 1, 1));
        assertThat(year.left("READ")).isEqualTo(1);
    }

    @Test
    void theShareWithinTheTermIsOfFirstDecisionsAndAppealsAreApart() {
        String[] all = new String[5];
        for (int i = 0; i < all.length; i++) {
            all[i] = asked("CERTIFIED_COPY", "2026-11-02T03:00:00Z", null, null);
        }
        outcome(all[0], "2026-11-03T03:00:00Z", "GRANTED", "2026-11-04");
        outcome(all[1], "2026-11-04T16:59:00Z", "REFUSED", "2026-11-04");
        outcome(all[2], "2026-11-04T17:00:00Z", "GRANTED", "2026-11-04"); // the fifth, in Viet Nam
        outcome(all[3], "2026-11-09T03:00:00Z", "GRANTED", null);
        outcome(all[4], "2026-11-03T03:00:00Z", "WITHDRAWN", "2026-11-04");
        outcome(all[1], "2026-11-05T03:00:00Z", "APPEALED", "2026-12-05");
        outcome(all[1], "2026-11-06T03:00:00Z", "GRANTED", "2026-12-05");
        counting.count();
        Amounts november = figures.of(Grain.MONTH, TODAY, 1, ARCHIVIST).periods().getFirst();
        assertThat(november.of(Measure.EARLY)).isEqualTo(1);
        assertThat(november.of(Measure.ON_DAY)).isEqualTo(1);
        assertThat(november.of(Measure.LATE)).isEqualTo(1);
        assertThat(november.of(Measure.NO_TERM)).isEqualTo(1);
        assertThat(november.of(Measure.APPEAL_IN_TIME)).isEqualTo(1);
        assertThat(november.share().percent()).isEqualTo(66);
        assertThat(november.share("READ").percent()).isNull();
    }

    @Test
    void copiesReadingsAndAccessesAreCountedByKind() {
        String request = asked("CERTIFIED_COPY", "2026-11-02T03:00:00Z", null, null);
        UUID copy = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.granted_copy (id, number, code, request, record,"
                                + " record_code, documents, pages, kind, access, state, ordered_at,"
                                + " ordered_by, next_at, made_at) values (?, 'BS-1', ?, ?, ?, 'H1',"
                                + " '{}', '{3,4}', 'CERTIFIED', 'PUBLIC', 'READY', now(), 'an',"
                                + " now(), '2026-11-03T03:00:00Z')")
                .params(copy, "a".repeat(26), request, UUID.randomUUID())
                .update();
        jdbc.sql(
                        "insert into kept.granted_copy_fetch values (?, '2026-11-04T03:00:00Z',"
                                + " 'applicant', 'y'), (?, '2026-11-03T03:00:00Z', 'cán bộ', 'y')")
                .params(copy, copy)
                .update();
        UUID reading = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.reading (id, number, request, record, record_code,"
                                + " documents, pages, accesses, days, state, ordered_at, ordered_by,"
                                + " opened_at, until) values (?, 'BD-1', ?, ?, 'H1', '{}', '{9}',"
                                + " '{PUBLIC}', 5, 'OPEN', now(), 'an', '2026-11-05T03:00:00Z',"
                                + " '2026-11-10T03:00:00Z')")
                .params(reading, request, UUID.randomUUID())
                .update();
        jdbc.sql(
                        "insert into kept.reading_look values (?, '2026-11-06T03:00:00Z', 1,"
                                + " 'applicant', 'y'), (?, '2026-11-06T03:01:00Z', 1, 'applicant',"
                                + " 'y'), (?, '2026-11-06T03:00:00Z', 2, 'cán bộ', 'y')")
                .params(reading, reading, reading)
                .update();
        for (String[] one :
                new String[][] {
                    {"DOWNLOAD", "PDF"},
                    {"EXPORT", "DIP YC-1"},
                    {"EXPORT", "DIP YC-1"},
                    {"LOGIN", ""}
                }) {
            jdbc.sql(
                            "insert into kept.activity (at, account, actor, action, subject,"
                                    + " detail) values ('2026-11-07T03:00:00Z',"
                                    + " gen_random_uuid(), 'an', ?, 'H1', ?)")
                    .params(one[0], one[1])
                    .update();
        }
        jdbc.sql(
                        "insert into kept.activity (at, actor, action) values"
                                + " ('2026-11-07T03:00:00Z', 'vận hành', 'DOWNLOAD')")
                .update();
        counting.count();
        Amounts november = figures.of(Grain.MONTH, TODAY, 1, ARCHIVIST).periods().getFirst();
        assertThat(november.of(Measure.COPIES, "CERTIFIED")).isEqualTo(1);
        assertThat(november.of(Measure.COPY_PAGES, "CERTIFIED")).isEqualTo(7);
        assertThat(november.of(Measure.FETCHED, "CERTIFIED")).isEqualTo(1);
        assertThat(november.of(Measure.COPIES, "READING")).isEqualTo(1);
        assertThat(november.of(Measure.FETCHED, "READING")).isEqualTo(1);
        assertThat(november.of(Measure.COPIES, "DIP")).isEqualTo(1);
        assertThat(november.of(Measure.ACCESSES, "EXPORT")).isEqualTo(2);
        assertThat(november.of(Measure.ACCESSES, "DOWNLOAD")).isEqualTo(1);
        assertThat(november.of(Measure.ACCESSES)).isEqualTo(3);
    }

    @Test
    void whatAgenciesFetchIsCountedByRecordHoweverItLeft() {
        UUID one = UUID.randomUUID();
        UUID two = UUID.randomUUID();
        logged("EXPORT", one, "DIP LH-2026-000001-AAAA (2)"); // both of them in one piece
        logged("AGENCY_ORDER_FETCHED", one, "LH-2026-000001-AAAA: H49.1: Đất: thửa 5");
        logged("AGENCY_ORDER_FETCHED", two, "LH-2026-000001-AAAA: H49.2: Đất: thửa 5");
        logged("EXPORT", one, "DIP LH-2026-000001-AAAA"); // and one of them again, by itself
        logged("AGENCY_ORDER_FETCHED", one, "LH-2026-000001-AAAA: H49.1: Đất: thửa 5");
        logged("EXPORT", two, "DIP LH-2026-000002-BBBB");
        logged("AGENCY_ORDER_FETCHED", two, "LH-2026-000002-BBBB: H49.2: Nhà");
        logged("EXPORT", one, "DIP LH-2026-000003-CCCC"); // broken off
        logged("EXPORT", one, "DIP YC-1");
        counting.count();
        assertThat(november().of(Measure.COPIES, "DIP")).isEqualTo(4);
    }

    private void logged(String action, UUID subject, String detail) {
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject, detail)"
                                + " values ('2026-11-07T03:00:00Z', gen_random_uuid(), 'an', ?, ?,"
                                + " ?)")
                .params(action, subject.toString(), detail)
                .update();
    }

    private Amounts november() {
        return figures.of(Grain.MONTH, TODAY, 1, ARCHIVIST).periods().getFirst();
    }

    @Test
    void ordersAndTheirLinesCountOnTheDayTheyWereDecidedLast() {
        UUID granted = order("2026-10-02T03:00:00Z", "2026-10-05T03:00:00Z");
        orderLine(granted, 1, "GRANTED", "2026-10-05T03:00:00Z", null);
        orderLine(granted, 2, "REFUSED", "2026-10-05T03:00:00Z", "2026-11-02T03:00:00Z");
        UUID refused = order("2026-10-31T17:00:00Z", "2026-11-03T03:00:00Z"); // 1 November here
        orderLine(refused, 1, "REFUSED", null, "2026-11-03T03:00:00Z");
        counting.count();
        Amounts october = october();
        assertThat(october.numbers().get(Measure.ORDERS))
                .containsOnly(Map.entry("SENT", 1L), Map.entry("GRANTED", 1L));
        assertThat(october.numbers().get(Measure.ORDER_LINES))
                .containsOnly(Map.entry("SENT", 2L), Map.entry("GRANTED", 2L));
        assertThat(november().numbers().get(Measure.ORDERS))
                .containsOnly(Map.entry("SENT", 1L), Map.entry("REFUSED", 1L));
        assertThat(november().numbers().get(Measure.ORDER_LINES))
                .containsOnly(Map.entry("SENT", 1L), Map.entry("REFUSED", 2L));

        jdbc.sql(
                        "update kept.agency_order_line set decided_at = '2026-11-21T03:00:00Z' where"
                                + " agency_order = ? and n = 1")
                .param(granted)
                .update();
        jdbc.sql("update kept.agency_order set decided_at = '2026-11-21T03:00:00Z' where id = ?")
                .param(granted)
                .update();
        counting.count();
        assertThat(october().of(Measure.ORDER_LINES, "GRANTED")).as("the other").isEqualTo(1);
        assertThat(october().of(Measure.ORDERS, "GRANTED")).isZero();
        assertThat(november().of(Measure.ORDER_LINES, "GRANTED")).isEqualTo(1);
        assertThat(november().of(Measure.ORDERS, "GRANTED")).isEqualTo(1);
    }

    private Amounts october() {
        return figures.of(Grain.MONTH, LocalDate.of(2026, 10, 1), 1, ARCHIVIST)
                .periods()
                .getFirst();
    }

    private UUID order(String sent, String decided) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.agency_order (id, number, body, body_name, account,"
                                + " account_name, contact, letter_number, letter_day, letter,"
                                + " letter_sha512, letter_checked, purpose, sent_at, decided_at)"
                                + " values (?, ?, ?, 'b', ?, 'a', '', '1', '2026-10-01', '', ?, 'x',"
                                + " 'p', ?::timestamptz, ?::timestamptz)")
                .params(id, "LH-" + id, id, id, "a".repeat(128), sent, decided)
                .update();
        return id;
    }

    private void orderLine(
            UUID order, int n, String state, @Nullable String granted, @Nullable String refused) {
        jdbc.sql(
                        "insert into kept.agency_order_line (agency_order, n, asked, record, fonds,"
                                + " code, restricted, state, decided_at, refused_at) values (?, ?,"
                                + " '', ?, ?, 'H1', false, ?, ?::timestamptz, ?::timestamptz)")
                .param(order)
                .param(n)
                .param(order)
                .param(order)
                .param(state)
                .param(granted)
                .param(refused)
                .update();
    }

    @Test
    void theShareOfTheSevenDayProcedureIsThatOfItemsWithItsTermWhateverIsWanted() {
        String late = asked("CERTIFIED_COPY", "2026-11-02T03:00:00Z", null, record(fonds()));
        String inTime = asked("READ", "2026-11-02T03:00:00Z", null, null);
        String conditional = asked("CONDITIONAL", "2026-11-02T03:00:00Z", null, null);
        String plain = asked("CERTIFIED_COPY", "2026-11-02T03:00:00Z", null, null);
        outcome(late, "2026-11-12T03:00:00Z", "GRANTED", "2026-11-11");
        outcome(inTime, "2026-11-11T03:00:00Z", "GRANTED", "2026-11-11");
        outcome(conditional, "2026-11-03T03:00:00Z", "REFUSED", "2026-11-11");
        outcome(plain, "2026-11-03T03:00:00Z", "GRANTED", "2026-11-04");
        term(late, 7);
        counting.count();
        assertThat(november().term(Measure.TERM_ITEMS, 1)).isEqualTo(1);
        term(inTime, 7); // its hồ sơ was found to be conditional
        correct(late, 1, "READ");
        counting.count();
        Amounts all = november();
        assertThat(all.numbers().get(Measure.TERM_ITEMS))
                .containsOnly(
                        Map.entry("READ/7", 2L),
                        Map.entry("CONDITIONAL/7", 1L),
                        Map.entry("CERTIFIED_COPY/2", 1L));
        assertThat(all.term(Measure.TERM_ITEMS, 7)).isEqualTo(3);
        assertThat(all.termShare(7).inTime()).isEqualTo(2);
        assertThat(all.termShare(7).late()).isEqualTo(1);
        assertThat(all.termShare(2).percent()).isEqualTo(100);
        assertThat(all.termShare(1).percent()).isNull();
        assertThat(all.of(Measure.ITEMS, "READ")).as("by what is wanted as before").isEqualTo(2);
        assertThat(all.share("READ").late()).isEqualTo(1);
        assertThat(
                        jdbc.sql(
                                        "select count(*) from projection.use_day where measure like 'TERM%'"
                                                + " and fonds is not null")
                                .query(Long.class)
                                .single())
                .isZero();
    }

    private void term(String reference, int days) {
        jdbc.sql("update kept.access_request_item set working_days = ? where reference = ?")
                .params(days, reference)
                .update();
    }

    @Test
    void ofLooksOnlyPagesOfKeptFilesAreAccesses() {
        UUID record = record(fonds());
        UUID document = UUID.randomUUID();
        jdbc.sql(
                        "insert into projection.document (id, aip_id, ordinal, access,"
                                + " title_public, description) values (?, ?, 0, 0, true, '{}')")
                .params(document, record)
                .update();
        String file = UUID.randomUUID().toString();
        looked(file, "trang 1");
        looked(file, "trang 12");
        looked(file, "dòng ở trang 3");
        looked(document.toString(), "dòng ở trang 1, trang 3");
        looked(document.toString(), "trang 2"); // the preview of a redaction
        looked(record.toString(), "v1, trang 2, " + file);
        looked(record.toString(), "mô tả");
        looked(UUID.randomUUID().toString(), "khóa kia, trang 2");
        counting.count();
        Amounts november = figures.of(Grain.MONTH, TODAY, 1, ARCHIVIST).periods().getFirst();
        assertThat(november.of(Measure.ACCESSES, "VIEW")).isEqualTo(2);
    }

    private void looked(String subject, String detail) {
        jdbc.sql(
                        "insert into kept.activity (at, account, actor, action, subject, detail)"
                                + " values ('2026-11-07T03:00:00Z', gen_random_uuid(), 'an',"
                                + " 'VIEW', ?, ?)")
                .params(subject, detail)
                .update();
    }

    @Test
    void aDayThatIsOverIsCountedAgainOnlyWhenItIsDue() {
        String request = asked("READ", "2026-09-01T03:00:00Z", null, null);
        counting.count();
        jdbc.sql("update projection.use_day set n = 99 where measure = 'ITEMS'").update();
        counting.count();
        Period september = Grain.MONTH.of(LocalDate.of(2026, 9, 1));
        assertThat(items(september)).as("cheap: not walked again").isEqualTo(99);
        FondsId fonds = fonds();
        jdbc.sql("update kept.access_request_item set about = ? where reference = ?")
                .params(record(fonds), request)
                .update();
        counting.count();
        assertThat(items(september)).as("given its hồ sơ").isEqualTo(1);
        assertThat(figures.agencies(september, true, ARCHIVIST).nobody()).isEqualTo(Numbers.NONE);
        jdbc.sql("update projection.use_day set n = 99 where measure = 'ITEMS'").update();
        figures.recount(ARCHIVIST);
        verify(activity).record(ARCHIVIST, "USE_RECOUNTED", null, null);
        assertThat(figures.of(Grain.MONTH, TODAY, 1, ARCHIVIST).through()).isNull();
        counting.count();
        assertThat(items(september)).isEqualTo(1);
    }

    @Test
    void aRequestCountsByWhatIsWantedInTheEndAlsoOnDaysThatAreOver() {
        String corrected = asked("CERTIFIED_COPY", "2026-09-01T03:00:00Z", null, null);
        String left = asked("CERTIFIED_COPY", "2026-09-01T03:00:00Z", null, null);
        outcome(corrected, "2026-10-02T03:00:00Z", "REFUSED", "2026-09-03");
        counting.count();
        assertThat(september().of(Measure.ITEMS, "CERTIFIED_COPY")).isEqualTo(2);
        correct(corrected, 1, "READ");
        counting.count();
        assertThat(september().of(Measure.REQUESTS_ONLINE, "READ")).isEqualTo(1);
        assertThat(september().of(Measure.ITEMS, "READ")).isEqualTo(1);
        assertThat(september().of(Measure.ITEMS, "CERTIFIED_COPY")).isEqualTo(1);
        Amounts october =
                figures.of(Grain.MONTH, LocalDate.of(2026, 10, 1), 1, ARCHIVIST)
                        .periods()
                        .getFirst();
        assertThat(october.of(Measure.REFUSED, "READ")).isEqualTo(1);
        assertThat(october.of(Measure.REFUSED, "CERTIFIED_COPY")).isZero();
        assertThat(october.left("READ")).as("what came by one kind goes by it").isZero();
        assertThat(october.left("CERTIFIED_COPY")).as(left).isEqualTo(1);
        correct(corrected, 2, "CERTIFIED_COPY");
        counting.count();
        assertThat(september().of(Measure.ITEMS, "CERTIFIED_COPY"))
                .as("the newest correction")
                .isEqualTo(2);
    }

    private Amounts september() {
        return figures.of(Grain.MONTH, LocalDate.of(2026, 9, 1), 1, ARCHIVIST).periods().getFirst();
    }

    private void correct(String reference, int number, String kind) {
        jdbc.sql(
                        "insert into kept.access_request_step (reference, number, at, status, actor,"
                                + " kind) values (?, ?, now(), 'IN_PROGRESS', 'an', ?)")
                .params(reference, number, kind)
                .update();
    }

    private long items(Period period) {
        return figures.of(Grain.MONTH, period.from(), 1, ARCHIVIST)
                .periods()
                .getFirst()
                .of(Measure.ITEMS);
    }

    @Test
    void anAgencyIsWhoMadeItAndWhoAnswersForItToday() {
        Body.Line ward = body("Phường Xương Huân");
        Body.Line now = body("Phường Nha Trang");
        FondsId one = fonds();
        FondsId two = fonds();
        for (FondsId fonds : List.of(one, two)) {
            when(bodies.creators(fonds)).thenReturn(List.of(ward));
            when(bodies.responsible(fonds, TODAY))
                    .thenReturn(new Bodies.Responsible(List.of(now), false));
        }
        String late = asked("READ", "2026-11-02T03:00:00Z", null, record(one));
        asked("READ", "2026-11-02T03:00:00Z", null, record(two));
        asked("READ", "2026-11-02T03:00:00Z", null, record(fonds()));
        asked("READ", "2026-11-02T03:00:00Z", null, null);
        outcome(late, "2026-11-09T03:00:00Z", "GRANTED", "2026-11-03");
        counting.count();
        Agencies agencies = figures.agencies(NOVEMBER, true, ARCHIVIST);
        verify(bodies, times(1)).creators(anyCollection());
        verify(bodies, times(1)).responsible(anyCollection(), any());
        assertThat(agencies.named()).hasSize(2);
        assertThat(agencies.named().getFirst().then()).containsExactly(ward);
        assertThat(agencies.named().getFirst().today().bodies()).containsExactly(now);
        assertThat(agencies.named().getFirst().numbers()).isEqualTo(new Numbers(2, 1, 0, 0, 1));
        assertThat(agencies.named().getLast().then()).isEmpty();
        assertThat(agencies.others()).isNull();
        assertThat(agencies.nobody()).isEqualTo(new Numbers(1, 0, 0, 0, 0));
    }

    @Test
    void whatIsAskedForOnPaperCountsForTheAgencyOfItsFonds() {
        Body.Line ward = body("Phường Xương Huân");
        FondsId fonds = fonds();
        when(bodies.creators(fonds)).thenReturn(List.of(ward));
        String late = asked("READ", "2026-11-02T03:00:00Z", null, paper(fonds, null));
        asked("READ", "2026-11-02T03:00:00Z", null, paper(fonds, record(fonds)));
        asked("READ", "2026-11-02T03:00:00Z", null, paper(fonds, UUID.randomUUID()));
        outcome(late, "2026-11-09T03:00:00Z", "GRANTED", "2026-11-03");
        counting.count();
        Agencies agencies = figures.agencies(NOVEMBER, true, ARCHIVIST);
        assertThat(agencies.nobody()).isEqualTo(Numbers.NONE);
        assertThat(agencies.named().getFirst().then()).containsExactly(ward);
        assertThat(agencies.named().getFirst().numbers())
                .as("also digitised, and of a hồ sơ that is gone")
                .isEqualTo(new Numbers(3, 1, 0, 0, 1));
        assertThat(items(NOVEMBER)).isEqualTo(3);
    }

    private UUID paper(FondsId fonds, @Nullable UUID record) {
        UUID id = UUID.randomUUID();
        jdbc.sql(
                        "insert into kept.paper_entry (id, fonds, file_code, title, access,"
                                + " title_public, opened, record, changed_by, changed_at) values"
                                + " (?, ?, ?, 'Hồ sơ', 0, true, true, ?, 'an', now())")
                .param(id)
                .param(fonds.value())
                .param(id.toString())
                .param(record)
                .update();
        return id;
    }

    @Test
    void aSmallNumberOfAnAgencyIsToldToNobodyWhoMayNotReadTheRequests() {
        Body.Line large = agency(9);
        agency(6);
        agency(2);
        counting.count();
        Reader administrator = reader(Role.ADMINISTRATOR);
        Agencies told = figures.agencies(NOVEMBER, false, administrator);
        assertThat(told.named()).hasSize(1);
        assertThat(told.named().getFirst().then()).containsExactly(large);
        assertThat(told.others())
                .as("six more go with the two, which could be told from the sum else")
                .isEqualTo(new Numbers(8, 0, 0, 0, 0));
        assertThat(figures.agencies(NOVEMBER, true, reader(Role.AUDITOR)).named()).hasSize(3);
        assertThatThrownBy(() -> figures.agencies(NOVEMBER, true, administrator))
                .isInstanceOf(RefusedException.class);
    }

    private Body.Line agency(int asked) {
        Body.Line body = body("Xã " + asked);
        FondsId fonds = fonds();
        when(bodies.creators(fonds)).thenReturn(List.of(body));
        UUID record = record(fonds);
        for (int i = 0; i < asked; i++) {
            asked("READ", "2026-11-02T03:00:00Z", null, record);
        }
        return body;
    }

    @Test
    void whatWaitsNowIsToldByItsClock() {
        for (String due : List.of("2026-11-22", "2026-11-30", "2026-11-21")) {
            String one = asked("READ", "2026-11-02T03:00:00Z", null, null);
            jdbc.sql("update kept.access_request_item set due_on = ?::date where reference = ?")
                    .params(due, one)
                    .update();
        }
        String paused = asked("READ", "2026-11-02T03:00:00Z", null, null);
        jdbc.sql(
                        "update kept.access_request_item set due_on = '2026-11-03', paused_on ="
                                + " '2026-11-03' where reference = ?")
                .param(paused)
                .update();
        assertThat(figures.backlog(ARCHIVIST)).isEqualTo(new Backlog(2, 1, 1));
    }

    @Test
    void whoHasNoDeskHasNoFigures() {
        for (Reader one : List.of(Reader.ANONYMOUS, reader(Role.CITIZEN), reader(Role.AGENCY))) {
            assertThatThrownBy(() -> figures.of(Grain.MONTH, TODAY, 1, one))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> figures.agencies(NOVEMBER, false, one))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> figures.backlog(one)).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> figures.recount(one)).isInstanceOf(RefusedException.class);
        }
    }

    private String asked(String kind, String at, @Nullable String paperOn, @Nullable UUID record) {
        String reference = "YC-" + ++last;
        jdbc.sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on, paper_on) values (?, ?,"
                                + " 'w', 'p', 'n', 'c', 'RECEIVED', ?::timestamptz, '2026-12-31',"
                                + " ?::date)")
                .param(reference)
                .param(kind)
                .param(at)
                .param(paperOn)
                .update();
        jdbc.sql(
                        "insert into kept.access_request_item (reference, number, about, status,"
                                + " due_on) values (?, 1, ?, 'RECEIVED', '2026-12-31')")
                .param(reference)
                .param(record)
                .update();
        return reference;
    }

    private void outcome(String reference, String at, String outcome, @Nullable String due) {
        jdbc.sql(
                        "insert into kept.access_request_outcome (reference, item, at, outcome,"
                                + " due_on) values (?, 1, ?::timestamptz, ?, ?::date)")
                .param(reference)
                .param(at)
                .param(outcome)
                .param(due)
                .update();
    }

    private static Body.Line body(String name) {
        return new Body.Line(
                new BodyId(UUID.randomUUID()), name, BodyKind.values()[0], name, "", null, null);
    }

    private FondsId fonds() {
        return new FondsId(insert("fonds", null));
    }

    private UUID record(FondsId fonds) {
        return insert("record", fonds.value());
    }

    /** A row with nothing in it but what it must have. */
    private UUID insert(String table, @Nullable UUID fonds) {
        UUID id = UUID.randomUUID();
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        jdbc.sql(
                        "select column_name, data_type from information_schema.columns where"
                                + " table_schema = 'projection' and table_name = ? and is_nullable ="
                                + " 'NO' and column_default is null")
                .param(table)
                .query(
                        row -> {
                            String name = row.getString(1);
                            names.add(name);
                            values.add(
                                    name.equals("id")
                                            ? "'" + id + "'"
                                            : name.equals("fonds_id")
                                                    ? "'" + fonds + "'"
                                                    : switch (row.getString(2)) {
                                                        case "text" -> "'" + id + "'";
                                                        case "boolean" -> "true";
                                                        case "jsonb" -> "'{}'";
                                                        case "timestamp with time zone" -> "now()";
                                                        default -> "0";
                                                    });
                        });
        jdbc.sql(
                        "insert into projection."
                                + table
                                + " ("
                                + String.join(", ", names)
                                + ") values ("
                                + String.join(", ", values)
                                + ")")
                .update();
        return id;
    }
}
