package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Findings tell nothing of a hồ sơ that is blocked, in whatever delivery they were found. */
class BlockedFindingsTest {
    private static final String FONDS = "H32.B1";
    private final TestDatabase database = TestDatabase.fresh(4);

    @TempDir Path tmp;

    @SuppressWarnings("NullAway.Init")
    private IngestRoom room;

    @BeforeEach
    void open() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), database.dataSource(), new MemoryObjectStore(), null);
        room.fonds(FONDS, null, "01");
    }

    @AfterEach
    void close() {
        room.close();
        database.close();
    }

    private Path delivered(String name, int first, int count) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve(name));
        var unused =
                SampleDelivery.write(folder, room.template, FONDS, first, count, 2, "Noi dung");
        return folder;
    }

    private static String pdf(int record) {
        return "pdf/" + FONDS + ".1998." + record + ".0000001.pdf";
    }

    private Result ingest(Path folder, boolean dryRun) throws IOException {
        return room.deliveries.ingest(
                folder, new Options(false, dryRun, "Công ty A", Reader.OPERATOR), Progress.NONE);
    }

    private List<Finding> findings(Result of) {
        return room.deliveries.findings(of.delivery(), 0, 1000).items();
    }

    /** As a stamp that is read does it. */
    private AipId block(int record) {
        return new AipId(
                database.jdbc()
                        .sql(
                                "update projection.record set visible = false, blocked = true"
                                        + " where arc_file_code like ? returning id")
                        .param("%.1998." + record)
                        .query(UUID.class)
                        .single());
    }

    @Test
    void findingsOfRowsAndFilesGoWithTheirRecordAndSoDoThoseThatNameIt() throws IOException {
        assertThat(ingest(delivered("kept", 1, 2), false).outcome()).isEqualTo(Outcome.KEPT);
        Path wrong = delivered("wrong", 1, 2);
        Files.delete(wrong.resolve(pdf(1)));
        Files.delete(wrong.resolve(pdf(2)));
        Files.writeString(wrong.resolve("pdf/" + FONDS + ".1998.1.0000002.pdf"), "no PDF");
        Result refused = ingest(wrong, true);
        Path same = delivered("same", 3, 1);
        Files.delete(same.resolve(pdf(3)));
        Files.copy(delivered("again", 1, 1).resolve(pdf(1)), same.resolve(pdf(3)));
        Result named = ingest(same, true);
        assertThat(findings(named)).extracting(Finding::code).contains("FILE_KEPT_ELSEWHERE");
        assertThat(findings(refused).toString()).contains(".1998.1.", ".1998.2.");

        AipId blocked = block(1);

        assertThat(findings(named)).extracting(Finding::code).doesNotContain("FILE_KEPT_ELSEWHERE");
        assertThat(findings(refused).toString()).doesNotContain(".1998.1.").contains(".1998.2.");
        assertThat(room.deliveries.findings(refused.delivery(), 0, 1000).total())
                .isEqualTo(findings(refused).size());

        // Its row goes first when it is erased; the order tells until its findings are gone, too.
        int unused =
                database.jdbc()
                        .sql(
                                """
                        insert into kept.erasure (object, code, version, cause, basis, decision,
                            decided_on, deciders, actor, ordered_at, digests, deliveries, state)
                        select id, arc_file_code, 1, 'SECRET', '', '', now(), '{}', '', now(), '{}',
                            '{}', 'ORDERED' from projection.record where id = ?
                        """)
                        .param(blocked.value())
                        .update();
        unused =
                database.jdbc()
                        .sql("delete from projection.record where id = ?")
                        .param(blocked.value())
                        .update();
        assertThat(findings(refused).toString()).doesNotContain(".1998.1.").contains(".1998.2.");
    }
}
