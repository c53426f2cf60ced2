package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.PageFacts;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** One PDF for a whole hồ sơ, its documents by ranges of pages. */
class SharedFileTest {
    private static final String FONDS = "H32.S1";
    private static final String CODE = FONDS + ".1998.1";
    private static final TestDatabase DATABASE = TestDatabase.fresh(4);

    @TempDir private Path tmp;
    private Path folder;
    private IngestRoom room;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() throws IOException {
        folder = Files.createDirectories(tmp.resolve("giao nộp"));
        List<PageFacts> each = new ArrayList<>();
        for (int page = 1; page <= 9; page++) {
            each.add(new PageFacts(page == 5 ? 2 : 1, 200 + page, PageFacts.Colour.COLOUR));
        }
        ContentProbe probe = file -> new ContentProbe.Result.Readable("application/pdf", 9, each);
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), probe);
        if (room.catalogue.fondsByCode(FONDS, Reader.OPERATOR).isEmpty()) {
            room.fonds(FONDS, null);
        }
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.record").update();
    }

    /** Documents as "pages access". */
    private Result deliver(String... documents) throws IOException {
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông,Mã hồ sơ,Tiêu đề hồ sơ,Thời hạn lưu trữ,Chế độ sử dụng\n"
                        + FONDS
                        + ","
                        + CODE
                        + ",Hồ sơ chung một tệp,Vĩnh viễn,Công khai\n");
        StringBuilder list =
                new StringBuilder("Mã tài liệu,Trích yếu nội dung,Trang số,Mức truy cập\n");
        for (int i = 0; i < documents.length; i++) {
            list.append(CODE)
                    .append(".000000")
                    .append(i + 1)
                    .append(",Về việc ")
                    .append(i + 1)
                    .append(',')
                    .append(documents[i].replace(' ', ','))
                    .append('\n');
        }
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                list.toString().replace("liệt,kê", "liệt kê"));
        SmallPdf.write(folder.resolve("quét/" + CODE + ".pdf"), "Chung");
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private RecordView.Full view(AipId id, Reader reader) {
        return (RecordView.Full) room.catalogue.record(id, reader).orElseThrow();
    }

    private static List<String> ranges(RecordView.Full view) {
        return view.documents().stream()
                .map(ArchivalDocument::files)
                .map(files -> files.getFirst().pageRange())
                .toList();
    }

    @Test
    void theFileIsKeptOnceAndEachDocumentHasItsPagesOfIt() throws IOException {
        Result result = deliver("1-3 ", "4-6 ", "7 ");
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        AipId id = result.kept().getFirst();

        Aip aip = room.store.read(id);
        assertThat(aip.storedFiles()).hasSize(1);
        ContentFile whole = aip.storedFiles().getFirst();
        assertThat(whole.id()).isEqualTo(ContentFileId.derive(id, whole.path()));
        assertThat(whole.pages()).isEqualTo(9);
        assertThat(room.store.headFiles(id))
                .extracting(AipStore.PackageFile::logicalPath)
                .filteredOn(path -> path.contains("/data/"))
                .containsExactly("representations/rep1/data/" + CODE + ".pdf");
        try (var stored = room.store.open(id, whole)) {
            assertThat(stored.readAllBytes())
                    .isEqualTo(Files.readAllBytes(folder.resolve("quét/" + CODE + ".pdf")));
        }
        RecordView.Full view = view(id, Reader.ANONYMOUS);
        assertThat(ranges(view)).containsExactly("1-3", "4-6", "7-9");
        assertThat(view.documents().get(1).files())
                .isEqualTo(aip.documents().get(1).files())
                .extracting(file -> file.pageOfWhole(2))
                .containsExactly(5);
        assertThat(view.documents())
                .extracting(d -> d.files().getFirst().scan())
                .containsExactly(
                        new ScanFacts(3, 201, 3, 0, 0),
                        new ScanFacts(4, 204, 3, 0, 0),
                        new ScanFacts(3, 207, 3, 0, 0));
        assertThat(view.closedFiles()).isEmpty();
        assertThat(view.documents().stream().flatMap(d -> d.files().stream()))
                .extracting(ContentFile::id)
                .doesNotHaveDuplicates()
                .allSatisfy(
                        part ->
                                assertThat(room.catalogue.recordOf(part, Reader.ANONYMOUS))
                                        .contains(id));
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select sum(size) from projection.content_file"
                                                + " where aip_id = ? and not again")
                                .param(id.value())
                                .query(Long.class)
                                .single())
                .isEqualTo(whole.size());
        Result again = room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
        assertThat(again.outcome()).isEqualTo(Outcome.ALREADY_KEPT);
        assertThat(again.verdict().findings())
                .extracting(Finding::code)
                .doesNotContain("FILE_KEPT_ELSEWHERE");

        // The same scan under another code.
        for (String list : List.of("DanhMucHoSo.csv", "DanhMucTaiLieu.csv")) {
            Path file = folder.resolve(list);
            Files.writeString(file, Files.readString(file).replace(CODE, FONDS + ".1998.2"));
        }
        Files.move(
                folder.resolve("quét/" + CODE + ".pdf"),
                folder.resolve("quét/" + FONDS + ".1998.2.pdf"));
        assertThat(room.deliveries.check(folder, Progress.NONE).findings())
                .filteredOn(finding -> finding.code().equals("FILE_KEPT_ELSEWHERE"))
                .hasSize(1)
                .allSatisfy(finding -> assertThat(finding.values().getLast()).endsWith("." + CODE));
    }

    @Test
    void aFileWithPagesOfARestrictedDocumentIsGivenOutToNobodyWhoMayNotReadAll()
            throws IOException {
        AipId id = deliver("1-3 ", "4-6 ẩn", "7-9 ").kept().getFirst();
        RecordView.Full open = view(id, Reader.ANONYMOUS);
        assertThat(ranges(open)).containsExactly("1-3", "7-9");
        assertThat(open.documents())
                .allSatisfy(d -> assertThat(open.givesOut(d.files().getFirst())).isFalse());
        ContentFile hidden = room.store.read(id).documents().get(1).files().getFirst();
        assertThat(room.catalogue.recordOf(hidden.id(), Reader.ANONYMOUS)).isEmpty();
        assertThat(room.catalogue.recordOf(hidden.whole().id(), Reader.OPERATOR)).isEmpty();

        RecordView.Full all = view(id, Reader.OPERATOR);
        assertThat(all.closedFiles()).isEmpty();
        assertThat(ranges(all)).containsExactly("1-3", "4-6", "7-9");
    }

    @Test
    void aPageOfTwoDocumentsHasTheStricterRightOfBoth() throws IOException {
        Result result = deliver("1-3 ", "3-6 liệt kê", "7-9 ");
        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("PAGES_OVERLAP", "LARGE_PAGES");
        AipId id = result.kept().getFirst();
        assertThat(ranges(view(id, Reader.ANONYMOUS))).containsExactly("7-9");
        assertThat(view(id, Reader.ANONYMOUS).documentsWithheld()).isEqualTo(2);
        assertThat(room.catalogue.records(Set.of(id), Reader.OPERATOR)).hasSize(1);
        assertThat(
                        DATABASE.jdbc()
                                .sql(
                                        "select pages_public || '/' || pages_listed"
                                                + " from projection.record where id = ?")
                                .param(id.value())
                                .query(String.class)
                                .single())
                .isEqualTo("3/7");
    }
}
