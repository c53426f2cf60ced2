package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.AccessRequests.Asked;
import vn.tangthu.repository.AccessRequests.Decision;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Kind;
import vn.tangthu.repository.AccessRequests.NewRequest;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.post.TestPost;

/** Paper that is not digitised is asked for as hồ sơ are, and the request outlives its scanning. */
class PaperRequestsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ANNA = new Reader(null, "anna", Set.of(Role.ARCHIVIST), Set.of());

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

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static AipId entry(String code) {
        UUID id = UUID.randomUUID();
        int unused =
                DATABASE.jdbc()
                        .sql(
                                "insert into kept.paper_entry (id, fonds, file_code, title, shelf,"
                                        + " access, title_public, opened, changed_by, changed_at)"
                                        + " values (?, ?, ?, 'Hồ sơ đắp đê', 'Kho 2, giá 14', 1,"
                                        + " false, true, 'an', now())")
                        .params(id, new UUID(3, 3), code)
                        .update();
        return new AipId(id);
    }

    private static void digitised(AipId entry, AipId record) {
        int unused =
                DATABASE.jdbc()
                        .sql("update kept.paper_entry set record = ? where id = ?")
                        .params(record.value(), entry.value())
                        .update();
    }

    private static NewRequest about(AipId... records) {
        return new NewRequest(
                Kind.READ,
                List.of(records).stream().map(id -> new Asked(id, null)).toList(),
                "",
                "Làm thủ tục",
                "Trần Văn Bốn",
                "0905 123 456",
                null,
                null,
                null);
    }

    @Test
    void whatIsAskedForOnPaperIsDecidedAndFollowsItsRecordOnceThatIsDigitised() {
        AipId first = entry("G1.1");
        AipId second = entry("G1.2");
        String reference = requests.submit(about(first, second), Reader.ANONYMOUS).value();
        Request asked = requests.find(reference).orElseThrow();
        assertThat(asked.items()).extracting(Item::record).containsExactly(first, second);
        assertThat(asked.items()).extracting(Item::inWords).containsOnly(false);
        assertThat(asked.toString()).as("where it stands").doesNotContain("giá 14");

        AipId record = new AipId(UUID.randomUUID());
        digitised(first, record);
        Request later = requests.find(reference).orElseThrow();
        assertThat(later.items()).extracting(Item::record).containsExactly(record, second);
        assertThat(later.items().getFirst().isAbout(record)).isTrue();

        requests.reply(reference, new Decision(Status.IN_PROGRESS, null, ""), ANNA);
        assertThat(requests.find(reference).orElseThrow().items())
                .extracting(Item::status)
                .containsOnly(Status.IN_PROGRESS);
    }
}
