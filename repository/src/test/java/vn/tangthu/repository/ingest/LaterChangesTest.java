package vn.tangthu.repository.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Difference;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Holdings.AfterClosing;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.LateChanges.NewFile;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.PageFacts.Colour;
import vn.tangthu.repository.PageFacts.Sight;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordVersion.Kind;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.ScanRules.Colours;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.FaultyObjectStore;
import vn.tangthu.storage.FaultyObjectStore.Fault;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Late documents, better scans, withdrawals: with faults at every call, and after the database. */
class LaterChangesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final TestDatabase EMPTY = TestDatabase.fresh();
    private static final Reader ARCHIVIST = Reader.OPERATOR;
    private static final Reader AUDITOR =
            new Reader(null, "kiemsoat", Set.of(Role.AUDITOR), Set.of());
    private static int fondsCount;

    private final FaultyObjectStore objects = new FaultyObjectStore(new MemoryObjectStore());
    private final String fonds = "H32.L" + fondsCount++;
    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;
    private LateChanges late;
    private Withdrawals withdrawals;

    @BeforeEach
    void open() {
        folder = tmp.resolve("giao nộp");
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        late = room.context.getBean(LateChanges.class);
        withdrawals = room.context.getBean(Withdrawals.class);
        room.fonds(fonds, null);
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.pending_version").update();
    }

    @AfterAll
    static void closeDatabases() {
        DATABASE.close();
        EMPTY.close();
    }

    private Result deliver(int records, String words) throws IOException {
        Staging.eraseQuietly(folder);
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, records, 2, words);
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private String arc(int record) {
        return IngestRoom.ARCHIVE_CODE + "." + fonds + ".1998." + record;
    }

    private Path pdf(String words) {
        Path file = tmp.resolve("bản mới " + words.hashCode() + ".pdf");
        SmallPdf.write(file, words);
        return file;
    }

    private RecordView.Full full(AipId id) {
        return (RecordView.Full) room.catalogue.record(id, Reader.ANONYMOUS).orElseThrow();
    }

    /** What an empty home makes of the store. */
    private interface Look {
        void at(IngestRoom rebuilt, List<String> findings) throws IOException;
    }

    private void afterDisaster(Look look) throws IOException {
        EMPTY.jdbc().sql("delete from projection.record").update();
        EMPTY.jdbc().sql("delete from projection.fonds").update();
        try (IngestRoom other =
                new IngestRoom(tmp.resolve("other"), EMPTY.dataSource(), objects, null)) {
            var rebuilt = other.context.getBean(Recovery.class).rebuild(Progress.NONE);
            look.at(other, rebuilt.findings().stream().map(Finding::code).toList());
        }
    }

    private static DocumentDescription dated(DocumentDescription d, String day) {
        return new DocumentDescription(
                d.docCode(),
                d.docOrdinal(),
                d.typeName(),
                d.codeNumber(),
                d.codeNotation(),
                ArchivalDate.parse(day),
                d.organName(),
                d.subject(),
                d.languages(),
                d.numberOfPage(),
                d.inforSign(),
                d.keyword(),
                d.mode(),
                d.confidenceLevel(),
                d.autograph(),
                d.format(),
                d.process(),
                d.description(),
                d.docId(),
                d.maintenance(),
                d.riskRecovery(),
                d.riskRecoveryStatus());
    }

    private static DocumentDescription named(DocumentDescription d, String subject) {
        return SampleDelivery.document(d.docCode(), d.docOrdinal()).subject().equals(subject)
                ? d
                : new DocumentDescription(
                        d.docCode(),
                        d.docOrdinal(),
                        d.typeName(),
                        d.codeNumber(),
                        d.codeNotation(),
                        d.issuedDate(),
                        d.organName(),
                        subject,
                        d.languages(),
                        d.numberOfPage(),
                        d.inforSign(),
                        d.keyword(),
                        d.mode(),
                        d.confidenceLevel(),
                        d.autograph(),
                        d.format(),
                        d.process(),
                        d.description(),
                        d.docId(),
                        d.maintenance(),
                        d.riskRecovery(),
                        d.riskRecoveryStatus());
    }

    @Test
    void aLateDocumentIsTheNextOneAndABetterScanKeepsTheBytesOfBefore() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        Aip first = room.store.read(id);
        DocumentDescription next = late.nextDocument(id, ARCHIVIST);
        assertThat(next.docCode()).isEqualTo(fonds + ".1998.1.0000003");
        assertThat(next.docOrdinal()).isEqualTo(3);
        late.add(
                id,
                1,
                named(next, "Giấy đi kèm"),
                pdf("Giay di kem"),
                "scan 7.PDF",
                "Sót khi quét",
                ARCHIVIST);
        RecordView.Full added = full(id);
        assertThat(added.documents()).hasSize(3);
        assertThat(added.description().totalDoc()).isEqualTo(3);
        assertThat(added.versions().getLast().kind()).isEqualTo(Kind.CONTENT);
        assertThat(added.versions().getLast().message()).contains("Sót khi quét");

        ContentFile bad = added.documents().getFirst().files().getFirst();
        late.replace(
                id,
                2,
                added.documents().getFirst().id(),
                bad.id(),
                pdf("Ban quet ro"),
                "lai.pdf",
                "Bản cũ mờ",
                ARCHIVIST);
        ContentFile good = full(id).documents().getFirst().files().getFirst();
        assertThat(good.id()).as("an address goes on leading to the document").isEqualTo(bad.id());
        assertThat(good.sha512()).isNotEqualTo(bad.sha512());
        assertThat(room.store.read(id, 1)).isEqualTo(first);
        try (var before = room.store.open(id, bad);
                var now = room.store.open(id, good)) {
            assertThat(before.readAllBytes()).isNotEqualTo(now.readAllBytes());
        }
        assertThat(
                        DATABASE.jdbc()
                                .sql("select sha512 from projection.text_state where file_id = ?")
                                .param(good.id().value())
                                .query(String.class)
                                .list())
                .as("only the new file is read anew")
                .containsExactly(good.sha512().hex());
        assertThat(deliver(1, "Noi dung").outcome())
                .as("what was delivered is known as it was")
                .isEqualTo(Outcome.ALREADY_KEPT);
        afterDisaster(
                (other, findings) -> {
                    assertThat(findings).isEmpty();
                    assertThat(other.catalogue.record(id, Reader.ANONYMOUS))
                            .isEqualTo(room.catalogue.record(id, Reader.ANONYMOUS));
                });
    }

    @Test
    void aLateDocumentOfPageImagesHasThemInOrderAndOneOfThemIsReplaced() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        ContentProbe scans =
                file ->
                        new ContentProbe.Result.Readable(
                                file.toString().endsWith("pdf") ? "application/pdf" : "image/jpeg",
                                1,
                                List.of(new PageFacts(1, 300, Colour.COLOUR, Sight.INK)));
        room.close();
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, scans);
        late = room.context.getBean(LateChanges.class);
        List<NewFile> pages = new ArrayList<>();
        for (int page : new int[] {10, 2, 1}) {
            pages.add(image("Tờ trình " + page + ".jpg", "trang " + page));
        }
        DocumentDescription next = late.nextDocument(id, ARCHIVIST);
        var looked = late.look(id, named(next, "Tờ trình"), pages, ARCHIVIST);
        assertThat(looked.taken()).isTrue();
        assertThat(looked.names())
                .containsExactly("Tờ trình 1.jpg", "Tờ trình 2.jpg", "Tờ trình 10.jpg");
        assertThat(looked.pages()).isEqualTo(3);
        assertThat(looked.findings())
                .extracting(Finding::code)
                .as("as of a delivery's")
                .containsExactly("PAGE_IMAGES_MISSING");
        for (List<NewFile> wrong :
                List.of(
                        List.of(pages.getFirst(), image("b.tif", "b")),
                        List.of(pages.getFirst(), image("c.pdf", "%PDF-1.4 c %%EOF")),
                        List.<NewFile>of())) {
            assertThatThrownBy(
                            () ->
                                    late.add(
                                            id,
                                            1,
                                            named(next, "Tờ trình"),
                                            wrong,
                                            "Sót khi quét",
                                            ARCHIVIST))
                    .hasMessageContaining("FILES_NOT_PAGES");
        }

        late.add(id, 1, named(next, "Tờ trình"), pages, "Sót khi quét", ARCHIVIST);
        RecordView.Full added = full(id);
        var document = added.documents().getLast();
        assertThat(document.files())
                .extracting(ContentFile::originalName)
                .containsExactly("Tờ trình 1.jpg", "Tờ trình 2.jpg", "Tờ trình 10.jpg");
        String stem = "representations/rep1/data/" + next.docCode();
        assertThat(document.files())
                .extracting(ContentFile::path)
                .containsExactly(stem + ".jpg", stem + "_2.jpg", stem + "_3.jpg");
        for (ContentFile file : document.files()) {
            try (var in = room.store.open(id, file)) {
                assertThat(new String(in.readAllBytes(), UTF_8))
                        .isEqualTo("trang " + file.originalName().replaceAll("\\D", ""));
            }
        }

        ContentFile second = document.files().get(1);
        assertThatThrownBy(
                        () ->
                                late.replace(
                                        id,
                                        2,
                                        document.id(),
                                        second.id(),
                                        image("d.pdf", "%PDF-1.4 d %%EOF").path(),
                                        "d.pdf",
                                        "Bản cũ mờ",
                                        ARCHIVIST))
                .hasMessageContaining("PAGE_NOT_AN_IMAGE");
        late.replace(
                id,
                2,
                document.id(),
                second.id(),
                image("rõ.jpg", "trang 2 rõ").path(),
                "rõ.jpg",
                "Bản cũ mờ",
                ARCHIVIST);
        RecordView.Full replaced = full(id);
        List<ContentFile> now = replaced.documents().getLast().files();
        assertThat(now)
                .extracting(ContentFile::originalName)
                .containsExactly("Tờ trình 1.jpg", "rõ.jpg", "Tờ trình 10.jpg");
        assertThat(now.get(1).id()).isEqualTo(second.id());
        assertThat(List.of(now.getFirst(), now.getLast()))
                .isEqualTo(List.of(document.files().getFirst(), document.files().getLast()));
        assertThat(replaced.versions().getLast().message())
                .contains("Tờ trình 2.jpg", next.docCode(), "Bản cũ mờ");
        Difference difference = Difference.between(room.store.read(id, 2), room.store.read(id, 3));
        assertThat(difference.documents()).hasSize(1);
        assertThat(difference.documents().getFirst().files())
                .as("one page and no other")
                .singleElement()
                .satisfies(
                        file -> {
                            assertThat(file.before()).isEqualTo(second);
                            assertThat(file.after()).isEqualTo(now.get(1));
                        });
        assertThat(
                        DATABASE.jdbc()
                                .sql("select sha512 from projection.text_state where file_id = ?")
                                .param(second.id().value())
                                .query(String.class)
                                .list())
                .as("only the new page is read anew")
                .containsExactly(now.get(1).sha512().hex());
        afterDisaster(
                (other, findings) -> {
                    assertThat(findings).isEmpty();
                    assertThat(other.catalogue.record(id, Reader.ANONYMOUS))
                            .isEqualTo(room.catalogue.record(id, Reader.ANONYMOUS));
                });
    }

    @Test
    void aLateScanThatFallsShortIsTakenInWithThatInItsHistory() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        ContentProbe blank =
                file ->
                        new ContentProbe.Result.Readable(
                                "application/pdf",
                                1,
                                List.of(new PageFacts(1, 300, Colour.COLOUR, Sight.BLANK)));
        room.close();
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, blank);
        late = room.context.getBean(LateChanges.class);
        DocumentDescription next = named(late.nextDocument(id, ARCHIVIST), "Giấy trắng");
        var looked = late.look(id, next, pdf("giay trang"), "a.pdf", ARCHIVIST);
        assertThat(looked.taken()).isTrue();
        assertThat(looked.warnings()).extracting(Finding::code).containsExactly("DOCUMENT_BLANK");
        late.add(id, 1, next, pdf("giay trang"), "a.pdf", "Tờ giấy kẹp, không có chữ", ARCHIVIST);
        assertThat(room.store.read(id).history().getLast().message())
                .contains("Tờ giấy kẹp, không có chữ", "Chấp nhận DOCUMENT_BLANK");
    }

    private NewFile image(String name, String bytes) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("ảnh"));
        return new NewFile(Files.writeString(folder.resolve(name), bytes), name);
    }

    @Test
    void whatCannotBeTakenIsRefusedWithAllThatIsWrong() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        RecordView.Full record = full(id);
        var document = record.documents().getFirst();
        ContentFile file = document.files().getFirst();
        Path broken = Files.writeString(tmp.resolve("hong.pdf"), "không phải PDF");
        assertThat(late.look(id, broken, "hong.pdf", ARCHIVIST).taken()).isFalse();
        assertThat(late.look(id, pdf("x"), "tot.pdf", ARCHIVIST).taken()).isTrue();
        DocumentDescription dated =
                SampleDelivery.document(late.nextDocument(id, ARCHIVIST).docCode(), 3);
        assertThat(late.look(id, dated, pdf("x"), "tot.pdf", ARCHIVIST).findings()).isEmpty();
        var outside = late.look(id, dated(dated, "01/02/2999"), pdf("x"), "tot.pdf", ARCHIVIST);
        assertThat(outside.taken()).isTrue();
        assertThat(outside.findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("DATE_IN_FUTURE", "DATE_OUTSIDE_RECORD");
        assertThatThrownBy(
                        () ->
                                late.add(
                                        id,
                                        1,
                                        late.nextDocument(id, ARCHIVIST),
                                        broken,
                                        "hong.pdf",
                                        " ",
                                        ARCHIVIST))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e ->
                                assertThat(e.findings())
                                        .extracting(Finding::code)
                                        .contains("FILE_DAMAGED")
                                        .filteredOn("VALUE_MISSING"::equals)
                                        .as("reason and subject")
                                        .hasSize(2));
        Path same = tmp.resolve("nhu cu.pdf");
        try (var in = room.store.open(id, file)) {
            Files.write(same, in.readAllBytes());
        }
        assertThatThrownBy(
                        () ->
                                late.replace(
                                        id,
                                        1,
                                        document.id(),
                                        file.id(),
                                        same,
                                        "a.pdf",
                                        "x",
                                        ARCHIVIST))
                .hasMessageContaining("SAME_BYTES");
        assertThatThrownBy(
                        () ->
                                late.replace(
                                        id,
                                        7,
                                        document.id(),
                                        file.id(),
                                        pdf("y"),
                                        "a.pdf",
                                        "x",
                                        ARCHIVIST))
                .hasMessageContaining("VERSION_CONFLICT");
        for (Reader other : List.of(Reader.ANONYMOUS, AUDITOR)) {
            assertThatThrownBy(
                            () ->
                                    late.replace(
                                            id,
                                            1,
                                            document.id(),
                                            file.id(),
                                            pdf("y"),
                                            "a.pdf",
                                            "x",
                                            other))
                    .hasMessageContaining("NOT_ALLOWED");
            assertThatThrownBy(() -> withdrawals.withdraw(id, "x", other))
                    .hasMessageContaining("NOT_ALLOWED");
        }
        assertThat(full(id)).isEqualTo(record);
    }

    @Test
    void aScanThatComesLateIsHeldAgainstTheContractAndAgainstTheStore() throws Exception {
        List<AipId> ids = deliver(2, "Noi dung").kept();
        var document = full(ids.getFirst()).documents().getFirst();
        ContentFile other = full(ids.getLast()).documents().getFirst().files().getFirst();
        Path same = tmp.resolve("nhu ho so khac.pdf");
        try (var in = room.store.open(ids.getLast(), other)) {
            Files.write(same, in.readAllBytes());
        }
        assertThat(late.look(ids.getFirst(), same, "a.pdf", ARCHIVIST).warnings())
                .containsExactly(
                        Finding.warns(
                                "FILE_KEPT_ELSEWHERE", "a.pdf", other.originalName(), arc(2)));
        ContentProbe scans =
                file ->
                        new ContentProbe.Result.Readable(
                                "application/pdf",
                                1,
                                List.of(new PageFacts(1, 96, Colour.GREY, Sight.INK)));
        try (IngestRoom probed =
                new IngestRoom(tmp.resolve("quét"), DATABASE.dataSource(), objects, scans)) {
            LateChanges looked = probed.context.getBean(LateChanges.class);
            Path coarse = pdf("quet tho");
            assertThat(
                            looked.look(
                                            ids.getFirst(),
                                            document.description(),
                                            coarse,
                                            "b.pdf",
                                            ARCHIVIST)
                                    .findings())
                    .extracting(Finding::code)
                    .containsExactly("RESOLUTION_LOW", "NOT_IN_COLOUR");
            probed.context
                    .getBean(Contractors.class)
                    .scans("Công ty Số hóa", new ScanRules(96, 96, Colours.GREY), ARCHIVIST);
            assertThat(
                            looked.look(
                                            ids.getFirst(),
                                            document.description(),
                                            coarse,
                                            "b.pdf",
                                            ARCHIVIST)
                                    .findings())
                    .as("as the contract of whom the hồ sơ comes from")
                    .isEmpty();
        }
    }

    @Test
    void aFondsThatIsClosedAfterwardsAndCorrectionsTellWhatIsLater() throws Exception {
        List<AipId> ids = deliver(4, "Noi dung").kept();
        List<String> dates =
                List.of("01/07/1998", "02/07/1998", "07/1998", "08/1998", "1998", "1999");
        for (int i = 0; i < dates.size(); i++) {
            AipId id = ids.get(i / 2);
            RecordView.Full record = full(id);
            var document = record.documents().get(i % 2);
            room.holdings.correctDocument(
                    id,
                    record.versions().size(),
                    document.id(),
                    dated(document.description(), dates.get(i)),
                    "ngày",
                    ARCHIVIST);
        }
        FondsId closing = full(ids.getFirst()).fonds().id();
        LocalDate day = LocalDate.of(1998, 7, 1);
        AfterClosing late = room.holdings.afterClosing(closing, day, ARCHIVIST);
        assertThat(late.records()).as("all of them end with the year").isEqualTo(4);
        assertThat(late.documents()).isEqualTo(3);
        assertThat(late.first())
                .extracting(one -> one.arcFileCode() + " " + one.docCode() + " " + one.date())
                .containsExactly(
                        arc(1) + " null 31/12/1998",
                        arc(1) + " " + fonds + ".1998.1.0000002 02/07/1998",
                        arc(2) + " null 31/12/1998",
                        arc(2) + " " + fonds + ".1998.2.0000002 08/1998",
                        arc(3) + " null 31/12/1998",
                        arc(3) + " " + fonds + ".1998.3.0000002 1999",
                        arc(4) + " null 31/12/1998");
        assertThat(room.holdings.afterClosing(closing, LocalDate.of(2000, 1, 1), ARCHIVIST))
                .matches(AfterClosing::isEmpty);
        assertThatThrownBy(() -> room.holdings.afterClosing(closing, day, AUDITOR))
                .hasMessageContaining("NOT_ALLOWED");

        room.holdings.updateFonds(
                closing,
                new Holdings.NewFonds(
                        fonds, "Đã đóng", IngestRoom.ARCHIVE_CODE, day, null, Rights.OPEN),
                ARCHIVIST);
        AipId last = ids.getLast();
        var document = full(last).documents().getFirst();
        assertThat(
                        this.late.look(
                                last,
                                null,
                                Map.of(document.id(), dated(document.description(), "2/7/1998")),
                                ARCHIVIST))
                .as("what the hồ sơ says already is no matter of this correction")
                .extracting(Finding::code)
                .containsExactly("DATED_AFTER_CLOSING");
        assertThat(
                        this.late.look(
                                last,
                                null,
                                Map.of(document.id(), dated(document.description(), "1/7/1998")),
                                ARCHIVIST))
                .isEmpty();
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void whereverAReplacementIsCutOffItIsThereWholeOrNotAtAll() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        boolean reached = true;
        int cutOff = 0;
        for (int n = 1; reached; n += 2) {
            RecordView.Full before = full(id);
            var document = before.documents().getFirst();
            int version = before.versions().size();
            objects.failAt(n, n % 4 == 1 ? Fault.ERROR_BEFORE : Fault.ERROR_AFTER);
            boolean told = true;
            try {
                late.replace(
                        id,
                        version,
                        document.id(),
                        document.files().getFirst().id(),
                        pdf("lan " + n),
                        "a.pdf",
                        "lần " + n,
                        ARCHIVIST);
            } catch (IOException | RuntimeException e) {
                told = false;
                cutOff++;
            }
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            assertThat(full(id).versions()).hasSize(told ? version + 1 : version);
            boolean must = told;
            afterDisaster(
                    (other, findings) -> {
                        assertThat(findings).isEmpty();
                        var shown =
                                (RecordView.Full)
                                        other.catalogue.record(id, Reader.ANONYMOUS).orElseThrow();
                        assertThat(shown.versions().size())
                                .isBetween(must ? version + 1 : version, version + 1);
                    });
            // The next change, or start, ends what was cut off.
            if (!told && n % 4 == 1) {
                assertThatThrownBy(
                                () ->
                                        room.holdings.correct(
                                                id,
                                                version + 7,
                                                before.description(),
                                                "quá cũ",
                                                ARCHIVIST))
                        .hasMessageContaining("VERSION_CONFLICT");
            }
            room.holdings.correct(
                    id,
                    room.store.read(id).version(),
                    full(id).description().withTotalDoc(n + 10),
                    "sau khi mở lại",
                    ARCHIVIST);
            assertThat(room.store.read(id).history()).isEqualTo(full(id).versions());
        }
        assertThat(cutOff).isGreaterThan(3);
    }

    @Test
    void aWithdrawnDeliveryIsNowhereAndItsCodesAreFreeUntilItIsReinstated() throws Exception {
        Result wrong = deliver(3, "Sai");
        assertThat(withdrawals.extent(wrong.delivery(), ARCHIVIST).shown()).isEqualTo(3);
        assertThat(withdrawals.withdrawDelivery(wrong.delivery(), "Giao nhầm", ARCHIVIST))
                .isEqualTo(new Withdrawals.TakenBack(3, 0, 0));
        for (AipId id : wrong.kept()) {
            for (Reader reader : List.of(Reader.ANONYMOUS, AUDITOR, ARCHIVIST)) {
                assertThat(room.catalogue.record(id, reader)).isEmpty();
            }
            awaitPackage(id);
        }
        assertThat(withdrawals.withdrawn(0, 10, AUDITOR).total()).isEqualTo(3);
        assertThat(withdrawals.withdrawn(0, 10, Reader.ANONYMOUS).total()).isZero();
        assertThat(withdrawals.find(wrong.kept().getFirst(), AUDITOR).orElseThrow().reason())
                .isEqualTo("Giao nhầm");
        afterDisaster(
                (other, findings) -> {
                    assertThat(findings).isEmpty();
                    assertThat(
                                    other.context
                                            .getBean(Withdrawals.class)
                                            .withdrawn(0, 10, ARCHIVIST)
                                            .items())
                            .isEqualTo(withdrawals.withdrawn(0, 10, ARCHIVIST).items());
                    assertThat(other.writer.known(arc(1))).isEmpty();
                });

        Result right = deliver(2, "Dung");
        assertThat(right.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(right.kept()).doesNotContainAnyElementsOf(wrong.kept());
        AipId old = wrong.kept().getFirst();
        assertThatThrownBy(() -> withdrawals.reinstate(old, "nhầm", ARCHIVIST))
                .hasMessageContaining("CODE_HELD_BY_OTHER");
        afterDisaster(
                (other, findings) -> {
                    assertThat(findings).isEmpty();
                    assertThat(other.writer.known(arc(1)).orElseThrow().id()).isIn(right.kept());
                });

        AipId third = wrong.kept().getLast();
        withdrawals.reinstate(third, "Đúng ra là đúng", ARCHIVIST);
        assertThat(full(third).versions().getLast().kind()).isEqualTo(Kind.REINSTATED);
        assertThat(room.store.read(third).withdrawn()).isFalse();
        assertThat(deliver(3, "Sai").verdict().findings())
                .extracting(Finding::code)
                .as("two codes are another's, the third is kept as it comes")
                .contains("CODE_TAKEN");
    }

    private void awaitPackage(AipId id) throws Exception {
        for (int i = 0; i < 2_400 && !room.store.read(id).withdrawn(); i++) {
            Thread.sleep(25);
        }
        assertThat(room.store.read(id).history().getLast().kind()).isEqualTo(Kind.WITHDRAWN);
    }

    @Test
    @Breaks(Breakage.NTH_CALL)
    void whereverAWithdrawalIsCutOffItStaysWithdrawn() throws Exception {
        AipId id = deliver(1, "Noi dung").kept().getFirst();
        boolean reached = true;
        int cutOff = 0;
        for (int n = 1; reached; n += 2) {
            objects.failAt(n, n % 4 == 1 ? Fault.ERROR_BEFORE : Fault.ERROR_AFTER);
            boolean told = true;
            try {
                withdrawals.withdraw(id, "sai " + n, ARCHIVIST);
            } catch (RuntimeException e) {
                told = false;
                cutOff++;
            }
            reached = objects.calls() >= n;
            objects.failAt(0, Fault.ERROR_BEFORE);
            assertThat(room.catalogue.record(id, ARCHIVIST)).as("call " + n).isEmpty();
            // The note that stands in for the package survives a rebuild with the database.
            room.context.getBean(Recovery.class).rebuild(Progress.NONE);
            assertThat(room.catalogue.record(id, ARCHIVIST)).as("call " + n).isEmpty();
            if (told) {
                afterDisaster(
                        (other, findings) -> {
                            assertThat(findings).isEmpty();
                            assertThat(other.catalogue.record(id, ARCHIVIST)).isEmpty();
                        });
            }
            // Undone, also wherever that is cut off.
            objects.failAt(n, n % 4 == 3 ? Fault.ERROR_BEFORE : Fault.ERROR_AFTER);
            try {
                withdrawals.reinstate(id, "đúng " + n, ARCHIVIST);
            } catch (IllegalStateException | UncheckedIOException e) {
                cutOff++;
            }
            objects.failAt(0, Fault.ERROR_BEFORE);
            if (room.catalogue.record(id, ARCHIVIST).isEmpty()) {
                try {
                    withdrawals.reinstate(id, "đúng", ARCHIVIST);
                } catch (RefusedException e) {
                    assertThat(e).as("it was stored already").hasMessageContaining("NO_SUCH");
                }
            }
            assertThat(full(id).versions()).isEqualTo(room.store.read(id).history());
        }
        assertThat(cutOff).isGreaterThan(5);
    }
}
