package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ActivitySearch.Asked;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.ActivitySearch.Kind;
import vn.tangthu.repository.ActivitySearch.Page;
import vn.tangthu.repository.ActivitySearch.Place;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;

/** Looking into the log: who read what, when and what for. */
class ActivitySearchTest {
    private static final Reader AUDITOR = person("kiểm", Role.AUDITOR);
    private static final Reader AN = person("an", Role.CITIZEN);
    private static final Reader BA = person("ba", Role.AGENCY);
    private static final LocalDate DAY = LocalDate.of(2026, 11, 20);

    private final TestDatabase database = TestDatabase.fresh(4);
    private final HandClock clock = new HandClock(Instant.parse("2026-11-20T02:00:00Z"));
    private final JdbcActivityLog log = new JdbcActivityLog(database.jdbc(), clock);
    private final JdbcActivitySearch search =
            new JdbcActivitySearch(database.jdbc(), database.transactions());

    private static Reader person(String name, Role role) {
        return new Reader(new AccountId(UUID.randomUUID()), name, Set.of(role), Set.of());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static Asked asked(String person, String record, @Nullable Kind kind, String words) {
        return new Asked(DAY, DAY, person, record, kind, words, null);
    }

    private List<String> actions(Asked asked) {
        return search.find(asked, null, 100, AUDITOR).found().stream()
                .map(found -> found.entry().action())
                .toList();
    }

    @Test
    void itIsFoundByPersonKindWordsAndDayOfVietNam() {
        clock.now = Instant.parse("2026-11-19T16:59:59Z"); // still the nineteenth
        log.record(AN, "LOGIN", "an", null);
        clock.now = Instant.parse("2026-11-19T17:00:00Z");
        log.record(AN, "DOWNLOAD", "x", "PDF");
        log.record(BA, "VIEW", "x", "trang 1");
        log.record(BA, "COPY_FETCHED", "BS-1", "YC-2026-ABCDEF: làm sổ đỏ 100%");
        assertThat(actions(asked("", "", null, "")))
                .containsExactly("COPY_FETCHED", "VIEW", "DOWNLOAD");
        assertThat(actions(asked("ba", "", null, ""))).containsExactly("COPY_FETCHED", "VIEW");
        assertThat(actions(asked("", "", Kind.TAKEN, "")))
                .containsExactly("COPY_FETCHED", "DOWNLOAD");
        assertThat(actions(asked("ba", "", Kind.TAKEN, ""))).containsExactly("COPY_FETCHED");
        assertThat(actions(asked("", "", null, "LÀM SỔ"))).containsExactly("COPY_FETCHED");
        assertThat(actions(asked("", "", null, "%"))).as("no wildcard").hasSize(1);
        assertThat(actions(asked("b_", "", null, ""))).isEmpty();
    }

    @Test
    void aHoSoIsFoundWithWhatBelongsToIt() {
        UUID record = UUID.randomUUID();
        database.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values ('YC-2026-ABCDEF',"
                                + " 'READ', 'w', 'Làm thủ tục thừa kế', 'n', 'c', 'GRANTED', now(),"
                                + " '2026-11-30')")
                .update();
        database.jdbc()
                .sql(
                        "insert into kept.access_request_item (reference, number, about, status,"
                                + " due_on) values ('YC-2026-ABCDEF', 1, ?, 'GRANTED', now())")
                .param(record)
                .update();
        log.record(BA, "EXPORT", record.toString(), "DIP YC-2026-ABCDEF");
        log.record(AUDITOR, "REQUEST_ANSWERED", "YC-2026-ABCDEF", "GRANTED");
        log.record(BA, "EXPORT", UUID.randomUUID().toString(), "AIP");
        Page page = search.find(asked("", record.toString(), null, ""), null, 10, AUDITOR);
        assertThat(page.found())
                .extracting(found -> found.entry().action())
                .containsExactly("REQUEST_ANSWERED", "EXPORT");
        assertThat(page.found()).extracting(Found::purpose).containsOnly("Làm thủ tục thừa kế");
        assertThat(actions(asked("", "", null, "THỪA kế")))
                .as("words of the purpose")
                .containsExactly("REQUEST_ANSWERED", "EXPORT");
        Reader administrator = person("quản trị", Role.ADMINISTRATOR);
        assertThat(search.find(asked("", "", null, "thừa kế"), null, 10, administrator).found())
                .isEmpty();
        assertThat(
                        search.find(asked("", record.toString(), null, ""), null, 10, administrator)
                                .found())
                .as("purposes are for auditors")
                .hasSize(2)
                .allSatisfy(found -> assertThat(found.purpose()).isNull());
        assertThat(actions(asked("", "YC-2026-ABCDEF", null, "")))
                .as("by its number alone")
                .containsExactly("REQUEST_ANSWERED");
        assertThat(actions(asked("", "H1.unknown", null, ""))).isEmpty();
    }

    @Test
    void itIsFoundByWhatClosedThingsWereOpenedFor() {
        ReadingPurpose letter = new ReadingPurpose(ReadingPurpose.Kind.AGENCY_WORK, "12/CV-SNV");
        ReadingPurpose request = new ReadingPurpose(ReadingPurpose.Kind.REQUEST, "YC-2026-ABCDEF");
        database.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on) values ('YC-2026-ABCDEF',"
                                + " 'READ', 'w', 'Làm thủ tục thừa kế', 'n', 'c', 'GRANTED', now(),"
                                + " '2026-11-30')")
                .update();
        log.record(BA, "VIEW", "x", "trang 1", letter);
        log.record(AN, "DOWNLOAD", "x", "a.pdf", request);
        log.record(AN, "VIEW", "y", "trang 2", new ReadingPurpose(ReadingPurpose.Kind.QUALITY, ""));
        log.record(BA, "VIEW", "y", "trang 3");
        assertThat(said("", "", ReadingPurpose.Kind.AGENCY_WORK)).containsExactly(letter);
        assertThat(said("an", "", ReadingPurpose.Kind.REQUEST)).containsExactly(request);
        assertThat(said("ba", "", ReadingPurpose.Kind.REQUEST)).isEmpty();
        assertThat(said("", "x", ReadingPurpose.Kind.AGENCY_WORK)).containsExactly(letter);
        assertThat(said("", "y", ReadingPurpose.Kind.AGENCY_WORK)).isEmpty();
        assertThat(actions(asked("", "", null, "12/cv-snv")))
                .as("number of the letter")
                .containsExactly("VIEW");
        Page all = search.find(asked("", "", null, "thừa kế"), null, 10, AUDITOR);
        assertThat(all.found()).as("by the purpose of the request").hasSize(1);
        assertThat(all.found().getFirst().said()).isEqualTo(request);
        assertThat(all.found().getFirst().purpose()).isEqualTo("Làm thủ tục thừa kế");
        Reader administrator = person("quản trị", Role.ADMINISTRATOR);
        assertThat(search.find(asked("", "", null, "ABCDEF"), null, 10, administrator).found())
                .singleElement()
                .satisfies(found -> assertThat(found.said()).isEqualTo(request))
                .satisfies(found -> assertThat(found.purpose()).isNull());
    }

    private List<ReadingPurpose> said(String person, String record, ReadingPurpose.Kind kind) {
        return search
                .find(new Asked(DAY, DAY, person, record, null, "", kind), null, 100, AUDITOR)
                .found()
                .stream()
                .map(found -> Objects.requireNonNull(found.said()))
                .toList();
    }

    @Test
    void aHoSoThatWasPartlyErasedIsFoundWithThePackagesBeforeIt() {
        UUID before = UUID.randomUUID();
        UUID record = UUID.randomUUID();
        UUID document = UUID.randomUUID();
        database.jdbc()
                .sql(
                        "insert into kept.erasure (object, code, version, cause, basis, decision,"
                                + " decided_on, deciders, actor, ordered_at, digests, deliveries,"
                                + " state, successor, documents) values (?, 'H1', 1, 'EXPIRED', 'b',"
                                + " 'd', now(), '{}', 'a', now(), '{}', '{}', 'DONE', ?,"
                                + " array[?::uuid])")
                .params(before, record, document)
                .update();
        log.record(BA, "EXPORT", before.toString(), "AIP");
        log.record(BA, "DOWNLOAD", document.toString(), "PDF");
        for (UUID id : List.of(record, before)) {
            assertThat(actions(asked("", id.toString(), null, "")))
                    .containsExactly("DOWNLOAD", "EXPORT");
        }
    }

    @Test
    void pagesFollowEachOtherWithoutGapWhereManyLinesHaveTheSameTime() {
        for (int i = 0; i < 25; i++) {
            log.record(AN, i % 2 == 0 ? "VIEW" : "DOWNLOAD", "s" + i, null);
        }
        for (Kind kind : new Kind[] {null, Kind.READ}) {
            List<Long> ids = new ArrayList<>();
            Place place = null;
            Page page;
            do {
                page = search.find(asked("", "", kind, ""), place, 4, AUDITOR);
                page.found().forEach(found -> ids.add(found.id()));
                place = page.found().getLast().place();
                log.record(AN, "VIEW", "meanwhile", null); // does not move what is older
            } while (page.more());
            assertThat(ids).hasSizeGreaterThanOrEqualTo(kind == null ? 25 : 13);
            assertThat(ids)
                    .doesNotHaveDuplicates()
                    .isSortedAccordingTo((a, b) -> Long.compare(b, a));
        }
    }

    @Test
    void whatIsTooMuchToLookThroughIsToldAndNotWaitedFor() {
        database.jdbc()
                .sql(
                        "insert into kept.activity (at, actor, action, detail) select"
                                + " '2026-11-20T02:00:00Z', 'an', 'VIEW', repeat('x', 300) from"
                                + " generate_series(1, 20000)")
                .update();
        ActivitySearch hasty =
                new JdbcActivitySearch(
                        database.jdbc(), database.transactions(), Duration.ofMillis(1));
        Page page = hasty.find(asked("", "", null, "nowhere"), null, 10, AUDITOR);
        assertThat(page.tooWide()).isTrue();
        assertThat(page.found()).isEmpty();
        assertThat(search.find(asked("", "", null, "nowhere"), null, 10, AUDITOR).tooWide())
                .isFalse();
    }

    @Test
    void aLongSubjectIsRecordedAndFoundByItsBeginning() {
        String subject = "ố".repeat(4_000);
        log.record(AN, "EXPORT", subject, null);
        assertThat(actions(asked("", subject, null, ""))).containsExactly("EXPORT");
    }

    @Test
    void onlyAuditorsAndAdministratorsLookIntoTheLogAndEverybodyIntoTheirOwn() {
        log.record(AN, "DOWNLOAD", "mine", null);
        log.record(BA, "DOWNLOAD", "another's", null);
        assertThat(search.own(null, 10, AN).found())
                .extracting(found -> found.entry().subject())
                .containsExactly("mine");
        assertThat(search.own(null, 10, Reader.ANONYMOUS).found()).isEmpty();
        for (Reader one : List.of(Reader.ANONYMOUS, AN, BA, Reader.OPERATOR)) {
            assertThatThrownBy(() -> search.find(asked("", "", null, ""), null, 10, one))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
