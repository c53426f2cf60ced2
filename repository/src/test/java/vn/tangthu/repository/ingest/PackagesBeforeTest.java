package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** OBJIDs that came before: with another hồ sơ, or not with the hồ sơ that comes again. */
class PackagesBeforeTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final Reader AGENCY =
            new Reader(null, "so-noi-vu", Set.of(Role.AGENCY), Set.of());

    @TempDir Path tmp;
    private final String fonds = "B" + UUID.randomUUID().toString().substring(0, 8);
    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final SentPackage first = SentPackage.sample(false, fonds, 1, 1, "Noi dung");
    private IngestRoom room;
    private AipId kept;
    private int deliveries;

    @BeforeEach
    void keep() throws IOException {
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.fonds(fonds, null);
        kept = deliver(first, Reader.OPERATOR).kept().getFirst();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private Result deliver(SentPackage sent, Reader by) throws IOException {
        return deliver(room, sent, by);
    }

    private Result deliver(IngestRoom to, SentPackage sent, Reader by) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("gửi " + ++deliveries));
        var unused = sent.folder(folder);
        Options options = new Options(false, false, by.name(), by);
        return to.deliveries.ingest(folder, options, Progress.NONE);
    }

    /** The second hồ sơ, in a package with the UUID. */
    private SentPackage second(boolean aip, String uuid) {
        SentPackage sent = SentPackage.sample(aip, fonds, 2, 1, "Hồ sơ hai");
        sent.uuid = uuid;
        return sent;
    }

    private static List<Finding> ids(Result result) {
        return result.verdict().findings().stream()
                .filter(finding -> finding.code().startsWith("PACKAGE_ID"))
                .toList();
    }

    private void refused(Result result, SentPackage sent) {
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(ids(result)).hasSize(1);
        Finding told = ids(result).getFirst();
        assertThat(told.code()).isEqualTo("PACKAGE_ID_KNOWN");
        assertThat(told.severity()).isEqualTo(Severity.BLOCKS);
        assertThat(told.values())
                .containsExactly(
                        sent.objectId(), IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998.1");
        assertThat(result.kept()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_package_that_brought_another_ho_so_is_refused_however_its_uuid_is_written(boolean aip)
            throws IOException {
        SentPackage again = second(aip, first.uuid.toLowerCase(Locale.ROOT));
        refused(deliver(again, Reader.OPERATOR), again);
        refused(deliver(again, AGENCY), again);
    }

    @Test
    void a_package_that_this_archive_gave_out_under_another_code_is_refused() throws IOException {
        SentPackage exported = second(true, kept.toString().toUpperCase(Locale.ROOT));
        refused(deliver(exported, AGENCY), exported);
    }

    @Test
    void a_hidden_one_is_as_one_that_never_came_for_who_may_not_know_it() throws IOException {
        room.holdings.restrict(
                kept, new Rights(Access.HIDDEN, false, null), "đời tư", Reader.OPERATOR);
        refused(deliver(second(false, first.uuid), Reader.OPERATOR), second(false, first.uuid));
        Result unknowing = deliver(second(false, first.uuid), AGENCY);
        assertThat(ids(unknowing)).isEmpty();
        assertThat(unknowing.outcome()).isEqualTo(Outcome.KEPT);
        SentPackage other = SentPackage.sample(false, fonds, 1, 1, "Noi dung");
        assertThat(ids(deliver(other, AGENCY))).as("nor that it came otherwise").isEmpty();
    }

    @Test
    void what_was_withdrawn_holds_its_id_no_more() throws IOException {
        room.context
                .getBean(Withdrawals.class)
                .withdraw(kept, "ghi nhầm mã hồ sơ", Reader.OPERATOR);
        Result corrected = deliver(second(false, first.uuid), AGENCY);
        assertThat(corrected.outcome()).as("%s", corrected).isEqualTo(Outcome.KEPT);
        assertThat(ids(corrected)).isEmpty();
    }

    @Test
    void the_same_ho_so_in_another_package_of_its_kind_is_told_and_goes_its_way()
            throws IOException {
        SentPackage other = SentPackage.sample(false, fonds, 1, 1, "Noi dung");
        Result again = deliver(other, AGENCY);
        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(ids(again)).hasSize(1);
        assertThat(ids(again).getFirst().code()).isEqualTo("PACKAGE_ID_OTHER");
        assertThat(ids(again).getFirst().severity()).isEqualTo(Severity.WARNS);

        assertThat(ids(deliver(first, AGENCY))).as("the same package").isEmpty();
        SentPackage aip = SentPackage.sample(true, fonds, 1, 1, "Noi dung");
        assertThat(ids(deliver(aip, AGENCY))).as("the AIP made of the SIP").isEmpty();
    }

    @Test
    void a_rebuild_from_the_store_alone_knows_them_as_before() throws IOException {
        try (TestDatabase empty = TestDatabase.fresh();
                IngestRoom other =
                        new IngestRoom(tmp.resolve("other"), empty.dataSource(), objects, null)) {
            var unused = other.context.getBean(Recovery.class).rebuild(Progress.NONE);
            SentPackage again = second(false, first.uuid);
            refused(deliver(other, again, AGENCY), again);
            SentPackage anew = SentPackage.sample(false, fonds, 1, 1, "Noi dung");
            assertThat(ids(deliver(other, anew, AGENCY)))
                    .extracting(Finding::code)
                    .containsExactly("PACKAGE_ID_OTHER");
        }
    }
}
