package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries.Decision;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.State;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryMinutes;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What an archivist takes in against a finding, with a reason. */
class AcceptedFindingsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String REASON = "Mất một văn bản từ trước khi số hóa <1998>";
    private static int fondsCount;

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final String fonds = "H32.A" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = tmp.resolve("giao nộp");
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.fonds(fonds, null, "01");
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    /** Three hồ sơ of two documents each; these declare three. */
    private void sample(int... wrong) throws IOException {
        List<ListedRecord> listed =
                new ArrayList<>(
                        SampleDelivery.write(folder, room.template, fonds, 1, 3, 2, "Noi dung"));
        for (int record : wrong) {
            ListedRecord one = listed.get(record - 1);
            listed.set(
                    record - 1,
                    new ListedRecord(
                            one.fondsCode(),
                            one.seriesCode(),
                            one.fileCode(),
                            SampleDelivery.record(one.fileCode(), "Hồ sơ số " + record, 3),
                            one.rights(),
                            one.documents()));
        }
        room.template.writeLists(folder, "xlsx", listed);
    }

    private Result ingest() throws IOException {
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private void accept(DeliveryId id, String reason) {
        room.deliveries.decide(id, Decision.ACCEPT, reason, Reader.OPERATOR);
    }

    private State end(DeliveryId id) {
        for (int i = 0; i < 600; i++) {
            State state = room.deliveries.find(id).orElseThrow().state();
            if (List.of(State.KEPT, State.WAITING, State.REFUSED, State.FAILED).contains(state)) {
                return state;
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new AssertionError("It does not end");
    }

    @Test
    void aWrongCountWaitsAndIsTakenInWithItsReasonInTheStore() throws IOException {
        sample(2);
        Result waits = ingest();
        assertThat(waits.outcome()).isEqualTo(Outcome.WAITING);
        assertThat(waits.verdict().blocked()).isTrue();
        assertThat(waits.verdict().acceptable()).as("what a dry run says of it").isTrue();
        assertThat(room.objects()).isZero();
        DeliveryId id = waits.delivery();
        assertThatThrownBy(() -> accept(id, "  ")).hasMessageContaining("NOTHING_TO_ACCEPT");
        assertThatThrownBy(
                        () -> room.deliveries.decide(id, Decision.ACCEPT, REASON, Reader.ANONYMOUS))
                .hasMessageContaining("ARCHIVIST_ONLY");

        accept(id, REASON);
        assertThat(end(id)).isEqualTo(State.KEPT);
        List<Finding> findings = room.deliveries.findings(id, 0, 100).items();
        assertThat(findings)
                .filteredOn(f -> f.code().equals("WRONG_DOCUMENT_COUNT"))
                .extracting(Finding::severity)
                .containsExactly(Severity.WARNS);
        assertThat(findings)
                .filteredOn(f -> f.code().equals("ACCEPTED_WITH_REASON"))
                .singleElement()
                .extracting(Finding::values)
                .isEqualTo(
                        List.of("1", Reader.OPERATOR.name(), REASON, "WRONG_DOCUMENT_COUNT × 1"));
        // Read back from PREMIS in the store; only where it was accepted.
        assertThat(message(2)).contains("WRONG_DOCUMENT_COUNT", REASON, Reader.OPERATOR.name());
        assertThat(message(1)).doesNotContain("WRONG_DOCUMENT_COUNT", REASON);
        assertThat(
                        room.context
                                .getBean(DeliveryMinutes.class)
                                .figures(id, Reader.OPERATOR)
                                .declared()
                                .documents())
                .as("what the hồ sơ say, not what was listed")
                .isEqualTo(7);
        // The same delivery again is what is kept.
        assertThat(ingest().outcome()).isEqualTo(Outcome.ALREADY_KEPT);
    }

    private String message(int record) throws IOException {
        AipId id =
                room.catalogue
                        .resolve(
                                IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998." + record,
                                Reader.OPERATOR)
                        .orElseThrow();
        return room.store.read(id).history().getLast().message();
    }

    @Test
    void whatWasChangedAfterwardsIsNotWhatWasAccepted() throws IOException {
        sample(2);
        DeliveryId id = ingest().delivery();
        sample(2, 3);
        accept(id, REASON);
        assertThat(end(id)).isEqualTo(State.WAITING);
        assertThat(room.objects()).isZero();
        accept(id, REASON);
        assertThat(end(id)).isEqualTo(State.KEPT);
        assertThat(room.objects()).isEqualTo(3);
    }

    @Test
    void whatWouldLoseSomethingIsNeverUpForAcceptance() throws IOException {
        sample(2);
        Files.delete(folder.resolve("pdf/" + fonds + ".1998.1.0000001.pdf"));
        Result refused = ingest();
        assertThat(refused.outcome()).isEqualTo(Outcome.REFUSED);
        assertThatThrownBy(() -> accept(refused.delivery(), REASON))
                .isInstanceOf(RefusedException.class);
        assertThat(room.objects()).isZero();
    }
}
