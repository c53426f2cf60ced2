package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.DeliveryTemplate.ListedRecord;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** A delivery that comes again, mended in part. */
class RedeliveryTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private static int fondsCount;
    private final String fonds = "H32.R" + fondsCount++;
    @TempDir Path tmp;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.fonds(fonds, null, "01");
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
    }

    /** Hồ sơ {@code first} to first + 3; the files of the documents named are taken away. */
    private Path delivered(String name, int first, boolean turned, int... missing)
            throws IOException {
        Path folder = Files.createDirectories(tmp.resolve(name));
        List<ListedRecord> listed =
                SampleDelivery.write(folder, room.template, fonds, first, 4, 2, "Noi dung");
        if (turned) {
            room.template.writeLists(folder, "csv", listed.reversed());
            Files.delete(folder.resolve("DanhMucHoSo.xlsx"));
            Files.delete(folder.resolve("DanhMucTaiLieu.xlsx"));
        }
        for (int record : missing) {
            Files.delete(folder.resolve("pdf/" + fonds + ".1998." + record + ".0000001.pdf"));
        }
        return folder;
    }

    private Result ingest(Path folder, String submitter) throws IOException {
        return room.deliveries.ingest(
                folder, new Options(false, false, submitter, Reader.OPERATOR), Progress.NONE);
    }

    /** An agency that checks its delivery by itself. */
    private Result check(Path folder, String agency) throws IOException {
        Reader reader =
                new Reader(new AccountId(UUID.randomUUID()), agency, Set.of(Role.AGENCY), Set.of());
        return room.deliveries.ingest(
                folder, new Options(false, true, agency, reader), Progress.NONE);
    }

    @Test
    void whatAgenciesDeliverThemselvesIsComparedWithTheirOwnOnly() throws IOException {
        var unused = ingest(delivered("a", 1, false, 1), Reader.OPERATOR.name());
        unused = check(delivered("b", 1, false, 2), "Sở Y tế");
        assertThat(check(delivered("c", 1, false, 1), "Sở Tài chính").verdict().comparison())
                .isNull();
        DeliveryComparison own =
                check(delivered("d", 1, false, 1), "Sở Y tế").verdict().comparison();
        assertThat(Objects.requireNonNull(own).previousName()).isEqualTo("b");
    }

    @Test
    void anAgencysCheckDoesNotTellWhatIsHidden() throws IOException {
        Path folder = delivered("a", 1, false);
        Result kept = ingest(folder, "Công ty A");
        assertThat(kept.outcome()).isEqualTo(Outcome.KEPT);
        for (AipId id : kept.kept()) {
            room.holdings.restrict(
                    id, new Rights(Access.HIDDEN, false, "Có đơn"), "Có đơn", Reader.OPERATOR);
        }
        Path other = delivered("b", 1, true);
        Files.writeString(
                other.resolve("pdf/" + fonds + ".1998.1.0000001.pdf"),
                " ",
                StandardOpenOption.APPEND);
        assertThat(codes(check(other, "Sở Y tế"))).isEmpty();
        assertThat(codes(check(folder, "Sở Y tế"))).isEmpty();
        assertThat(codes(ingest(folder, "Công ty A"))).containsOnly("RECORD_ALREADY_KEPT");

        for (AipId id : kept.kept()) {
            room.holdings.restrict(
                    id, new Rights(Access.LISTED, true, "Xét"), "Xét", Reader.OPERATOR);
        }
        assertThat(codes(check(folder, "Sở Y tế"))).containsOnly("RECORD_ALREADY_KEPT");
        assertThat(codes(check(other, "Sở Y tế"))).contains("CODE_TAKEN");
    }

    /** An agency that delivers by itself. */
    private Result deliver(Path folder, String agency) throws IOException {
        Reader reader =
                new Reader(new AccountId(UUID.randomUUID()), agency, Set.of(Role.AGENCY), Set.of());
        return room.deliveries.ingest(
                folder, new Options(false, false, agency, reader), Progress.NONE);
    }

    @Test
    void whatAnAgencyDeliversDoesNotTellWhatAHiddenRecordHolds() throws IOException {
        Path folder = delivered("a", 1, false);
        Result kept = deliver(folder, "Sở Y tế");
        assertThat(kept.outcome()).isEqualTo(Outcome.KEPT);
        for (AipId id : kept.kept()) {
            room.holdings.restrict(
                    id, new Rights(Access.HIDDEN, false, "Có đơn"), "Có đơn", Reader.OPERATOR);
        }
        Path other = delivered("b", 1, true);
        Files.writeString(
                other.resolve("pdf/" + fonds + ".1998.1.0000001.pdf"),
                " ",
                StandardOpenOption.APPEND);
        for (Path guess : List.of(folder, other)) {
            Result asked = deliver(guess, "Sở Tài chính");
            assertThat(asked.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(codes(asked)).containsOnly("RECORD_NOT_NOW");
        }
        // The first line of a marker in the drop folder is whatever its sender writes there.
        Reader drop = new Reader(null, Deliveries.DROP_FOLDER, Set.of(Role.ARCHIVIST), Set.of());
        for (String name : List.of("Sở Y tế", drop.name())) {
            Result asked =
                    room.deliveries.ingest(
                            folder, new Options(false, false, name, drop), Progress.NONE);
            assertThat(asked.outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(codes(asked)).containsOnly("RECORD_NOT_NOW");
        }
        assertThat(codes(deliver(folder, "Sở Y tế")))
                .as("who brought it knows of it")
                .containsOnly("RECORD_ALREADY_KEPT");
    }

    @Test
    void aCodeWithOtherCapitalsIsNoOtherRecord() throws IOException {
        assertThat(ingest(delivered("a", 1, false), "Công ty A").outcome()).isEqualTo(Outcome.KEPT);
        Path folder = delivered("b", 1, true);
        for (String list : List.of("DanhMucHoSo.csv", "DanhMucTaiLieu.csv")) {
            String text = Files.readString(folder.resolve(list));
            Files.writeString(
                    folder.resolve(list),
                    text.replace(fonds + ".1998.", fonds.toLowerCase(Locale.ROOT) + ".1998."));
        }
        assertThat(codes(ingest(folder, "Công ty A")))
                .filteredOn(code -> code.equals("CODE_SPELLED_OTHERWISE"))
                .hasSize(4);
    }

    private List<String> codes(Result result) {
        return room.deliveries.findings(result.delivery(), 0, 100).items().stream()
                .map(Finding::code)
                .filter(code -> !code.equals("FILES_NOT_PROBED"))
                .toList();
    }

    private static List<Long> figures(DeliveryComparison c) {
        return List.of(c.before(), c.mended(), c.added(), c.left());
    }

    @Test
    void whatIsMendedNewAndLeftIsToldWhateverRowItStandsInNow() throws IOException {
        Result first = ingest(delivered("Đợt 1", 1, false, 1, 2, 3), "Công ty A");
        assertThat(first.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(first.verdict().comparison()).isNull();
        assertThat(room.deliveries.comparison(first.delivery())).isEmpty();

        // Other order, other form of the list, other name: hồ sơ 2 and 3 mended, 4 is new.
        Path again = delivered("Dot 1 nop lai", 1, true, 1, 4);
        Verdict dry = room.deliveries.check(again, Progress.NONE);
        assertThat(figures(Objects.requireNonNull(dry.comparison())))
                .containsExactly(3L, 2L, 1L, 1L);
        Result second = ingest(again, "Công ty A");
        DeliveryComparison told = Objects.requireNonNull(second.verdict().comparison());
        assertThat(figures(told)).containsExactly(3L, 2L, 1L, 1L);
        assertThat(told.previous()).isEqualTo(first.delivery());
        assertThat(told.previousName()).isEqualTo("Đợt 1");
        assertThat(told.complete()).isTrue();
        assertThat(told.still())
                .singleElement()
                .asString()
                .startsWith("FILE_MISSING " + fonds + ".1998.1.0000001|");
        assertThat(room.deliveries.comparison(second.delivery())).contains(told);
        assertThat(room.deliveries.findings(second.delivery(), 0, 10).items())
                .filteredOn(finding -> told.still().contains(finding.identity()))
                .hasSize(1);

        // All mended: against the last one, not against the first.
        Result third = ingest(delivered("Đợt 1 lần 3", 1, false), "Công ty A");
        assertThat(third.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(figures(Objects.requireNonNull(third.verdict().comparison())))
                .containsExactly(2L, 2L, 0L, 0L);
    }

    @Test
    void anotherContractorAndOtherRecordsAreNoRedelivery() throws IOException {
        var unused = ingest(delivered("a", 1, false, 1), "Công ty A");
        assertThat(ingest(delivered("b", 1, false, 2), "Công ty B").verdict().comparison())
                .isNull();
        assertThat(ingest(delivered("c", 4, false, 5), "Công ty A").verdict().comparison())
                .isNull();
        // An account of our own that names no contractor: whose it is goes by the hồ sơ.
        Result ours = ingest(delivered("d", 1, false, 1), Reader.OPERATOR.name());
        assertThat(ours.verdict().comparison()).isNotNull();
    }
}
