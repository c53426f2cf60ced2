package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Ledger.Problem;
import vn.tangthu.repository.database.TestDatabase;

/** The digest that the database writes of a request is the one that is asked for later. */
class RowProofTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    private final List<Problem> problems = new ArrayList<>();

    @AfterAll
    static void close() {
        DATABASE.close();
    }

    private static void request(String reference, @Nullable String day, @Nullable String use) {
        DATABASE.jdbc()
                .sql(
                        "insert into kept.access_request (reference, kind, wanted, purpose, name,"
                                + " contact, status, received_at, due_on, paper_on, paper_use)"
                                + " values (:reference, 'READ', 'x', 'y', 'An', '0905123456',"
                                + " 'RECEIVED', now(), now(), cast(:day as date), :use)")
                .param("reference", reference)
                .param("day", day)
                .param("use", use)
                .update();
    }

    private RowProof proof(String source, String year) {
        RowProof proof =
                new RowProof(DATABASE.jdbc(), new Problems(problems::add), List.of(), List.of());
        DATABASE.jdbc()
                .sql(
                        "select key, sha256 from kept.ledger_due where source = :source"
                                + " and key like :year order by place")
                .param("year", year + "%")
                .param("source", source)
                .query(
                        (row, n) -> {
                            Map<String, @Nullable Object> fields = new HashMap<>();
                            fields.put("table", source);
                            fields.put("key", row.getString("key"));
                            fields.put("sha256", row.getString("sha256"));
                            return Entry.of(
                                    new Entry.Draft(
                                            Entry.Kind.ROW,
                                            row.getString("key"),
                                            Instant.EPOCH,
                                            fields),
                                    n,
                                    Entry.BEGINNING);
                        })
                .list()
                .forEach(proof::entry);
        proof.flush();
        return proof;
    }

    @Test
    void aKindThatWasCorrectedStandsInTheDigestOfItsStep() {
        request("YC-2025-EEEEEE", null, null);
        for (String kind : List.of("'CERTIFIED_COPY'", "null")) {
            int unused =
                    DATABASE.jdbc()
                            .sql(
                                    "insert into kept.access_request_step (reference, number, at,"
                                            + " status, actor, text, kind) select 'YC-2025-EEEEEE',"
                                            + " count(*) + 1, now(), 'IN_PROGRESS', 'anna', 'x', "
                                            + kind
                                            + " from kept.access_request_step")
                            .update();
        }
        assertThat(proof("access_request_step", "YC-2025").compared()).isEqualTo(2);
        assertThat(problems).isEmpty();
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select sha256 = kept.ledger_sha256('access_request_step',"
                                                + " key, salt::text, kept.ledger_micros(s.at),"
                                                + " 'IN_PROGRESS=CERTIFIED_COPY', actor, text) from"
                                                + " kept.ledger_due join kept.access_request_step s"
                                                + " on key = reference || '/' || number where"
                                                + " number = 1 and source = 'access_request_step'")
                                .query(Boolean.class)
                                .single())
                .isTrue();
    }

    @Test
    void howPaperIsWantedStandsInTheDigestOfARequest() {
        request("YC-2026-AAAAAA", null, null);
        request("YC-2026-CCCCCC", null, "READING_ROOM");
        request("YC-2026-DDDDDD", "2026-11-19", "COPY");
        assertThat(proof("access_request", "YC-2026").compared()).isEqualTo(3);
        assertThat(problems).isEmpty();
        DATABASE.jdbc()
                .sql(
                        "update kept.access_request set paper_use = 'COPY' where reference ="
                                + " 'YC-2026-CCCCCC'")
                .update();
        assertThat(proof("access_request", "YC-2026").compared()).isEqualTo(3);
        assertThat(problems)
                .singleElement()
                .satisfies(
                        problem -> {
                            assertThat(problem.fault()).isEqualTo(Fault.ROW_CHANGED);
                            assertThat(problem.place()).contains("YC-2026-CCCCCC");
                        });
    }
}
