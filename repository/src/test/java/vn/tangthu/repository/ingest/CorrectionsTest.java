package vn.tangthu.repository.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.zip.ZipFile;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Corrections.Item;
import vn.tangthu.repository.Corrections.Outcome;
import vn.tangthu.repository.Corrections.State;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Inventories;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** A list leaves the archive, is edited, comes back, is looked at and applied. */
class CorrectionsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Reader ARCHIVIST =
            new Reader(null, "luutru", Set.of(Role.ARCHIVIST), Set.of());
    private static final String RECORDS = "Hồ sơ";
    private static final String DOCUMENTS = "Tài liệu";
    private static int fondsCount;

    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final String code = "H32.S" + fondsCount++;
    @TempDir private Path tmp;
    private IngestRoom room;
    private Corrections corrections;
    private Fonds fonds;
    private List<AipId> ids = List.of();

    @BeforeEach
    void open() throws IOException {
        reopen();
        fonds = room.fonds(code, null);
        Path folder = tmp.resolve("giao nộp");
        var unused = SampleDelivery.write(folder, room.template, code, 1, 4, 2, "x");
        ids = room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE).kept();
        assertThat(ids).hasSize(4);
    }

    private void reopen() {
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        corrections = room.context.getBean(Corrections.class);
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.correction").update();
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    private RecordView.Full full(AipId id) {
        return (RecordView.Full) room.catalogue.record(id, ARCHIVIST).orElseThrow();
    }

    private Map<String, List<List<String>>> export() throws IOException {
        Path file = tmp.resolve("xuat.xlsx");
        try (OutputStream out = Files.newOutputStream(file)) {
            corrections.export(new Inventories.Of.TheFonds(fonds.id()), true, ARCHIVIST, out);
        }
        return Workbooks.read(file);
    }

    private static List<List<String>> sheet(Map<String, List<List<String>>> list, String name) {
        return Objects.requireNonNull(list.get(name), name);
    }

    private Correction look(Map<String, List<List<String>>> sheets) throws Exception {
        Path file = tmp.resolve("sua-" + UUID.randomUUID() + ".xlsx");
        Workbooks.write(file, sheets);
        return ended(corrections.look(file, "sua.xlsx", ARCHIVIST));
    }

    private Correction ended(UUID id) throws Exception {
        for (int i = 0; i < 1_200; i++) {
            Correction now = corrections.find(id, ARCHIVIST).orElseThrow();
            if (!now.moves()) {
                return now;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("It did not end: " + corrections.find(id, ARCHIVIST));
    }

    private List<Finding> findings(Correction of) {
        return corrections.findings(of.id(), 0, 100, ARCHIVIST).items();
    }

    private List<Item> items(Correction of) {
        return corrections.items(of.id(), 0, 100, ARCHIVIST).items();
    }

    private static List<String> codes(List<Finding> findings) {
        return findings.stream().map(Finding::code).sorted().toList();
    }

    @Test
    void whatWasEditedIsShownFirstAndThenBecomesOneVersionOfEachHoSo() throws Exception {
        var list = export();
        assertThat(sheet(list, RECORDS)).hasSize(5);
        assertThat(sheet(list, DOCUMENTS)).hasSize(9);
        Workbooks.set(sheet(list, RECORDS), 1, "Tiêu đề hồ sơ", "Tiêu đề mới");
        Workbooks.set(sheet(list, RECORDS), 1, "Tình trạng vật lý", "2");
        Workbooks.set(sheet(list, DOCUMENTS), 2, "Trích yếu", "Trích yếu mới");
        Workbooks.set(sheet(list, DOCUMENTS), 5, "Ngày ban hành", "");
        sheet(list, RECORDS).remove(4); // rows that are not there change nothing

        Correction checked = look(list);
        assertThat(findings(checked)).isEmpty();
        assertThat(checked.state()).isEqualTo(State.CHECKED);
        assertThat(checked.rows()).isEqualTo(11);
        assertThat(checked.records()).isEqualTo(2);
        assertThat(items(checked))
                .extracting(Item::place)
                .containsExactly(
                        "sua.xlsx [Hồ sơ], dòng 2",
                        "sua.xlsx [Tài liệu], dòng 3",
                        "sua.xlsx [Tài liệu], dòng 6");
        assertThat(items(checked).getFirst().fields())
                .extracting(field -> field.name() + ": " + field.before() + " → " + field.after())
                .containsExactly("title: Hồ sơ số 1 → Tiêu đề mới", "format: null → FAIR");
        assertThat(full(ids.getFirst()).versions()).as("only looked at").hasSize(1);

        corrections.apply(checked.id(), "Chỉnh lý theo biên bản 12", ARCHIVIST);
        Correction done = ended(checked.id());
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.done()).isEqualTo(2);
        assertThat(items(done)).allMatch(item -> item.outcome() == Outcome.CORRECTED);
        RecordView.Full first = full(ids.getFirst());
        assertThat(first.description().title()).isEqualTo("Tiêu đề mới");
        assertThat(first.documents().get(1).description().subject()).isEqualTo("Trích yếu mới");
        assertThat(first.versions()).as("one version for all of it").hasSize(2);
        RecordVersion made = first.versions().getLast();
        assertThat(made.actor()).isEqualTo("luutru");
        assertThat(made.message()).startsWith("Chỉnh lý theo biên bản 12 (bảng tính sua.xlsx");
        assertThat(room.store.read(ids.getFirst()).history().getLast()).isEqualTo(made);
        assertThat(full(ids.get(2)).documents().getFirst().description().issuedDate()).isNull();
        assertThat(full(ids.get(1)).versions()).as("nothing of it differed").hasSize(1);
        assertThat(room.activity)
                .containsExactlyInAnyOrder(
                        "luutru CORRECT " + ids.get(0) + " Chỉnh lý theo biên bản 12",
                        "luutru CORRECT " + ids.get(2) + " Chỉnh lý theo biên bản 12");
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndNothingIsChanged() throws Exception {
        var list = export();
        List<List<String>> records = sheet(list, RECORDS);
        List<List<String>> documents = sheet(list, DOCUMENTS);
        Workbooks.set(records, 1, "Tiêu đề hồ sơ", "");
        Workbooks.set(records, 1, "Mức độ tin cậy", "09");
        Workbooks.set(records, 2, "Thời gian kết thúc", "1/1/1990");
        Workbooks.set(records, 3, "Mã hồ sơ", "khác");
        Workbooks.set(records, 4, "ID hồ sơ", UUID.randomUUID().toString());
        Workbooks.set(documents, 1, "Chế độ sử dụng", "Tối mật");
        Workbooks.set(documents, 2, "ID tài liệu", "không phải");
        Workbooks.set(documents, 3, "Số trang", "nhiều");
        documents.add(new ArrayList<>(documents.get(4)));
        Correction checked = look(list);
        assertThat(checked.state()).isEqualTo(State.REFUSED);
        assertThat(codes(findings(checked)))
                .containsExactly(
                        "CORRECTION_FIXED",
                        "CORRECTION_KEY",
                        "CORRECTION_TWICE",
                        "CORRECTION_UNKNOWN",
                        "END_BEFORE_START",
                        "SECRET",
                        "VALUE_MISSING",
                        "WRONG_CODE",
                        "WRONG_NUMBER");
        assertThatThrownBy(() -> corrections.apply(checked.id(), "x", ARCHIVIST))
                .hasMessageContaining("CORRECTION_NOT_CHECKED");
        ids.forEach(id -> assertThat(full(id).versions()).hasSize(1));

        Correction none = look(Map.of("Trang tính", List.of(List.of("Một", "Hai"))));
        assertThat(codes(findings(none))).containsExactly("CORRECTION_NO_LIST");
        Correction same = look(export());
        assertThat(same.state()).isEqualTo(State.NOTHING);
        assertThat(codes(findings(same))).containsExactly("CORRECTION_NOTHING");
    }

    @Test
    void aHoSoThatWasChangedMeanwhileIsLeftAloneAsAWhole() throws Exception {
        var list = export();
        Workbooks.set(sheet(list, RECORDS), 1, "Từ khóa", "đất đai");
        Workbooks.set(sheet(list, DOCUMENTS), 1, "Trích yếu", "Khác");
        Workbooks.set(sheet(list, RECORDS), 2, "Từ khóa", "đất đai");
        Workbooks.set(sheet(list, RECORDS), 3, "Từ khóa", "đất đai");
        room.holdings.correct(
                ids.getFirst(),
                1,
                titled(full(ids.getFirst()), "Người khác sửa"),
                "người khác",
                ARCHIVIST);
        // One row of the first hồ sơ says the head, by hand: the others still keep it out.
        Workbooks.set(sheet(list, DOCUMENTS), 1, "Phiên bản", "2");
        Correction checked = look(list);
        assertThat(codes(findings(checked))).containsExactly("CORRECTION_CONFLICT");
        assertThat(checked.state()).isEqualTo(State.CHECKED);
        assertThat(checked.records()).isEqualTo(2);

        // And one after the look: it is left, the other is done.
        room.holdings.correct(
                ids.get(1), 1, titled(full(ids.get(1)), "Giữa chừng"), "người khác", ARCHIVIST);
        corrections.apply(checked.id(), "Từ khóa", ARCHIVIST);
        Correction done = ended(checked.id());
        assertThat(done.done()).isEqualTo(1);
        assertThat(done.left()).isEqualTo(1);
        assertThat(items(done))
                .extracting(Item::outcome)
                .containsExactly(Outcome.LEFT, Outcome.CORRECTED);
        Finding why = items(done).getFirst().why();
        assertThat(why == null ? "" : why.code()).isEqualTo("VERSION_CONFLICT");
        assertThat(full(ids.get(1)).description().keyword()).isNull();
        assertThat(full(ids.get(2)).description().keyword()).isEqualTo("đất đai");
    }

    private static FileDescription titled(RecordView.Full of, String title) {
        var d = of.description();
        return new FileDescription(
                d.arcFileCode(),
                title,
                d.maintenance(),
                d.mode(),
                d.languages(),
                d.startDate(),
                d.endDate(),
                d.keyword(),
                d.totalDoc(),
                d.numberOfPaper(),
                d.numberOfPage(),
                d.format(),
                d.inforSign(),
                d.confidenceLevel(),
                d.paperFileCode(),
                d.riskRecovery(),
                d.riskRecoveryStatus(),
                d.description());
    }

    @Test
    void aKillBetweenVersionAndNoteIsMadeGoodAndNothingIsDoneTwice() throws Exception {
        var list = export();
        for (int row = 1; row <= 4; row++) {
            Workbooks.set(sheet(list, RECORDS), row, "Từ khóa", "đất đai");
        }
        Correction checked = look(list);
        corrections.apply(checked.id(), "Từ khóa", ARCHIVIST);
        assertThat(ended(checked.id()).done()).isEqualTo(4);

        // The first is noted; of the second only the version was made; the others wait.
        DATABASE.jdbc()
                .sql(
                        "update kept.correction_item set outcome = null, version = case when"
                                + " ordinal = 1 then version else version + 1 end where ordinal > 0")
                .update();
        DATABASE.jdbc().sql("update kept.correction set state = 'RUNNING', done = 1").update();
        room.close();
        reopen();
        room.started();
        Correction done = ended(checked.id());
        assertThat(done.state()).isEqualTo(State.DONE);
        assertThat(done.done()).isEqualTo(4);
        assertThat(full(ids.get(1)).versions()).hasSize(2);
        assertThat(full(ids.get(2)).versions()).as("nothing differs any more").hasSize(2);

        // A look that was cut off says so; a list is handed in again.
        DATABASE.jdbc()
                .sql("update kept.correction set state = 'CHECKING', reason = null")
                .update();
        room.started();
        Correction cut = ended(checked.id());
        assertThat(cut.state()).isEqualTo(State.INTERRUPTED);
        assertThat(cut.canGoOn()).isFalse();
    }

    @Test
    void whereOnlyNarrowedRightsCameBeforeTheKillTheRestFollows() throws Exception {
        var list = export();
        Workbooks.set(sheet(list, RECORDS), 1, "Từ khóa", "đất đai");
        Correction checked = look(list);
        String part = checked.id().toString().substring(0, 8);
        // As a start leaves it that found rights narrowed by a correction, and its version missing.
        room.holdings.restrict(
                ids.getFirst(),
                Rights.LISTED,
                "Từ khóa (bảng tính sua.xlsx, đợt " + part + ")",
                ARCHIVIST);
        corrections.apply(checked.id(), "Từ khóa", ARCHIVIST);
        assertThat(ended(checked.id()).done()).isEqualTo(1);
        assertThat(full(ids.getFirst()).description().keyword()).isEqualTo("đất đai");
        assertThat(full(ids.getFirst()).rights()).isEqualTo(Rights.LISTED);
        assertThat(full(ids.getFirst()).versions()).hasSize(3);
    }

    @Test
    void nothingInTheListThatLeavesIsAFormulaAndWhatIsReadOtherwiseIsTold() throws Exception {
        var list = export();
        String title = "=HYPERLINK(\"http://x\",\"Bấm\")";
        Workbooks.set(sheet(list, RECORDS), 1, "Tiêu đề hồ sơ", title);
        Workbooks.set(sheet(list, DOCUMENTS), 1, "Ngày ban hành", "không ngày");
        Correction checked = look(list);
        assertThat(findings(checked))
                .extracting(finding -> finding.code() + " " + finding.place())
                .containsExactly("DATE_SAID_ABSENT sua.xlsx [Tài liệu], dòng 2, cột Ngày ban hành");
        corrections.apply(checked.id(), "Thử", ARCHIVIST);
        assertThat(ended(checked.id()).done()).isEqualTo(1);
        assertThat(Workbooks.get(sheet(export(), RECORDS), 1, "Tiêu đề hồ sơ")).isEqualTo(title);
        try (ZipFile parts = new ZipFile(tmp.resolve("xuat.xlsx").toFile())) {
            InputStream sheet = parts.getInputStream(parts.getEntry("xl/worksheets/sheet1.xml"));
            assertThat(new String(sheet.readAllBytes(), UTF_8))
                    .contains("HYPERLINK")
                    .doesNotContain("<f>", "<f ");
        }
        assertThat(look(export()).state()).isEqualTo(State.NOTHING);
    }

    @Test
    void aDateAfterTheClosingOfTheFondsIsToldAndCanBeApplied() throws Exception {
        room.holdings.updateFonds(
                fonds.id(),
                new Holdings.NewFonds(
                        code,
                        "Đã đóng",
                        IngestRoom.ARCHIVE_CODE,
                        LocalDate.of(1999, 6, 30),
                        null,
                        Rights.OPEN),
                ARCHIVIST);
        var list = export();
        Workbooks.set(sheet(list, RECORDS), 1, "Thời gian kết thúc", "30/06/1999");
        Workbooks.set(sheet(list, RECORDS), 2, "Thời gian kết thúc", "07/1999");
        Workbooks.set(sheet(list, DOCUMENTS), 1, "Ngày ban hành", "1999");
        Workbooks.set(sheet(list, DOCUMENTS), 3, "Ngày ban hành", "01/07/1999");
        Correction checked = look(list);
        assertThat(checked.state()).isEqualTo(State.CHECKED);
        assertThat(findings(checked))
                .extracting(finding -> finding.code() + " " + finding.place())
                .containsExactlyInAnyOrder(
                        "RECORD_AFTER_CLOSING sua.xlsx [Hồ sơ], dòng 3",
                        "DATED_AFTER_CLOSING sua.xlsx [Tài liệu], dòng 4");
    }

    @Test
    void whatIsCancelledStopsAndGoesOn() throws Exception {
        var list = export();
        for (int row = 1; row <= 4; row++) {
            Workbooks.set(sheet(list, RECORDS), row, "Từ khóa", "đất đai");
        }
        Correction checked = look(list);
        corrections.apply(checked.id(), "Từ khóa", ARCHIVIST);
        corrections.cancel(checked.id(), ARCHIVIST);
        Correction stopped = ended(checked.id());
        if (stopped.state() == State.CANCELLED && stopped.waiting() > 0) {
            corrections.goOn(checked.id(), ARCHIVIST);
        }
        Correction done = ended(checked.id());
        assertThat(done.done()).isEqualTo(4);
        ids.forEach(id -> assertThat(full(id).versions()).hasSize(2));
    }

    @Test
    void onlyArchivistsTakeTheListOrHandItIn() throws Exception {
        Path file = tmp.resolve("x.xlsx");
        Workbooks.write(file, export());
        UUID id = look(export()).id();
        for (Role role : Role.values()) {
            if (role == Role.ARCHIVIST) {
                continue;
            }
            Reader other = new Reader(null, "ai đó", Set.of(role), Set.of(fonds.id()));
            List<ThrowingCallable> all =
                    List.of(
                            () ->
                                    corrections.export(
                                            new Inventories.Of.TheFonds(fonds.id()),
                                            true,
                                            other,
                                            OutputStream.nullOutputStream()),
                            () -> corrections.look(file, "x.xlsx", other),
                            () -> corrections.find(id, other),
                            () -> corrections.list(0, 10, other),
                            () -> corrections.items(id, 0, 10, other),
                            () -> corrections.findings(id, 0, 10, other),
                            () -> corrections.apply(id, "x", other),
                            () -> corrections.goOn(id, other),
                            () -> corrections.cancel(id, other));
            assertThat(all)
                    .allSatisfy(
                            call ->
                                    assertThatThrownBy(call)
                                            .isInstanceOf(RefusedException.class)
                                            .hasMessageContaining("NOT_ALLOWED"));
        }
    }
}
