package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.FeeGroup;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SubmissionPackages;
import vn.tangthu.repository.UseOfRecords;
import vn.tangthu.repository.UsePurpose;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.dissemination.TestExports;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Hồ sơ leave as packages of the circular, and come in again elsewhere as they were. */
class PackageExportTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);

    @TempDir Path tmp;
    private final String fonds = "X" + UUID.randomUUID().toString().substring(0, 8);
    private IngestRoom room;
    private PackageExports exports;

    @BeforeEach
    void open() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null, "02");
        exports =
                TestExports.of(
                        room.catalogue,
                        room.store,
                        room.context.getBean(SubmissionPackages.class),
                        tmp.resolve("copies"));
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
    }

    private AipId keep() throws IOException {
        Path lists = tmp.resolve("danh sách");
        var unused = SampleDelivery.write(lists, room.template, fonds, 7, 1, 3, "Noi dung");
        Result result = room.deliveries.ingest(lists, IngestRoom.options(), Progress.NONE);
        return result.kept().getFirst();
    }

    private static String write(PackageExports.Packed packed, OutputStream out) throws Exception {
        packed.writeTo(out, Progress.NONE);
        return packed.fileName();
    }

    private interface Writer {
        String write(OutputStream out) throws Exception;
    }

    private Path export(AipId id, Form form) throws Exception {
        return export(out -> write(exports.hoso(id, form, Reader.OPERATOR), out));
    }

    private Path export(Writer writer) throws Exception {
        Path folder = Files.createDirectories(tmp.resolve("ra"));
        Path partial = folder.resolve("partial");
        String name;
        try (OutputStream out = Files.newOutputStream(partial)) {
            name = writer.write(out);
        }
        return Files.move(partial, folder.resolve(name));
    }

    private static List<ValidationFinding> judged(Path zip) throws IOException {
        return judged(zip, Validation.Kind.TT05);
    }

    private static List<ValidationFinding> judged(Path zip, Validation.Kind kind)
            throws IOException {
        List<ValidationFinding> found = new ArrayList<>();
        Validation.Outcome judged =
                Validation.load()
                        .validate(
                                zip,
                                kind,
                                new Validation.Options(2, 100),
                                found::add,
                                Progress.NONE);
        assertThat(judged.valid()).as("%s", found).isTrue();
        return found;
    }

    private static UseOfRecords use() {
        return new UseOfRecords(
                "YC-2026-ABCDEF",
                LocalDate.of(2026, 11, 20),
                UsePurpose.PERSONAL,
                "Tra cứu quyền sử dụng đất <của> gia đình",
                FeeGroup.PENSIONER,
                null,
                null,
                Instant.parse("2026-11-22T01:00:00Z"));
    }

    private static String entry(Path zip, String ending) throws IOException {
        try (ZipFile read = new ZipFile(zip.toFile())) {
            ZipEntry entry =
                    read.stream().filter(e -> e.getName().endsWith(ending)).findFirst().get();
            return new String(read.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void a_dip_is_valid_and_says_what_was_asked_and_which_documents_they_are() throws Exception {
        AipId id = keep();
        Path zip = export(out -> write(exports.dip(id, use(), Reader.OPERATOR), out));
        assertThat(judged(zip)).isEmpty();
        assertThat(zip.getFileName().toString()).matches("uuid-[0-9A-F-]{36}\\.zip");

        Aip kept = room.store.read(id);
        assertThat(entry(zip, "/metadata/descriptive/EAD.xml"))
                .contains("<requestID>YC-2026-ABCDEF</requestID>")
                .contains("<requestDate>20/11/2026</requestDate>")
                .contains("<purpose>01</purpose>")
                .contains("Tra cứu quyền sử dụng đất &lt;của&gt; gia đình")
                .contains("<feeObjectType>07</feeObjectType>")
                .doesNotContain(kept.description().title());
        assertThat(entry(zip, "EAD_doc_0000002.xml"))
                .contains("<arcDocCode>" + kept.description().arcFileCode() + ".0000002<");
        String mets = entry(zip, "/METS.xml");
        assertThat(mets)
                .contains("OAISPACKAGETYPE=\"DIP\"")
                .contains("2026-11-22T08:00:00.0+07:00");
        try (ZipFile read = new ZipFile(zip.toFile())) {
            assertThat(read.stream().map(ZipEntry::getName))
                    .noneMatch(name -> name.contains("preservation"))
                    .noneMatch(name -> name.contains("documentation"));
            for (ContentFile file : kept.storedFiles()) {
                ZipEntry entry =
                        read.stream()
                                .filter(e -> e.getName().endsWith("/" + file.path()))
                                .findFirst()
                                .get();
                byte[] bytes = read.getInputStream(entry).readAllBytes();
                assertThat(Digest.of(DigestAlgorithm.SHA512, bytes)).isEqualTo(file.sha512());
            }
        }
    }

    @Test
    void a_dip_has_only_what_its_reader_may_have_and_tells_nothing_of_the_rest() throws Exception {
        AipId id = keep();
        Aip kept = room.store.read(id);
        Aip.Document open = kept.documents().getFirst();
        Aip.Document closed = kept.documents().get(1);
        room.holdings.restrictDocument(id, closed.id(), Rights.LISTED, "đời tư", Reader.OPERATOR);
        Path zip = export(out -> write(exports.dip(id, use(), Reader.ANONYMOUS), out));
        assertThat(judged(zip)).isEmpty();
        try (ZipFile read = new ZipFile(zip.toFile())) {
            for (ZipEntry each : read.stream().toList()) {
                assertThat(each.getName()).doesNotContain(closed.description().docCode());
                assertThat(
                                new String(
                                        read.getInputStream(each).readAllBytes(),
                                        StandardCharsets.UTF_8))
                        .doesNotContain(closed.description().docCode())
                        .doesNotContain(closed.files().getFirst().sha256().hex());
            }
            assertThat(read.stream().map(ZipEntry::getName))
                    .anyMatch(name -> name.endsWith(open.files().getFirst().path()));
        }
        for (Form form : Form.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> write(exports.hoso(id, form, Reader.ANONYMOUS), out))
                    .isInstanceOf(Retrieval.NotAvailable.class);
        }
    }

    @Test
    void nobody_has_a_dip_of_what_is_only_listed_to_them() throws Exception {
        AipId id = keep();
        room.holdings.restrict(id, Rights.LISTED, "đời tư", Reader.OPERATOR);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> write(exports.dip(id, use(), Reader.ANONYMOUS), out))
                .isInstanceOf(Retrieval.NotAvailable.class);
        assertThat(out.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void what_leaves_is_valid_and_comes_in_elsewhere_with_the_same_description_and_bytes(Form form)
            throws Exception {
        AipId id = keep();
        Path zip = export(id, form);
        assertThat(judged(zip)).noneMatch(found -> found.level() == ValidationFinding.Level.ERROR);

        Aip before = room.store.read(id);
        try (IngestRoom other =
                new IngestRoom(
                        tmp.resolve("home2"),
                        TestDatabase.fresh(4).dataSource(),
                        new MemoryObjectStore(),
                        null)) {
            other.fonds(fonds, null, "02");
            Result result = other.deliveries.ingest(zip, IngestRoom.options(), Progress.NONE);
            assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
            Aip after = other.store.read(result.kept().getFirst());
            assertThat(after.description()).isEqualTo(before.description());
            assertThat(after.documents())
                    .extracting(Aip.Document::description)
                    .isEqualTo(before.documents().stream().map(Aip.Document::description).toList());
            assertThat(after.storedFiles())
                    .extracting(file -> file.sha512().hex())
                    .isEqualTo(before.storedFiles().stream().map(f -> f.sha512().hex()).toList());
        }
    }

    @Test
    void an_e_ark_package_meets_the_profile_and_its_schema() throws Exception {
        Path zip = export(keep(), Form.EARK_SIP);
        assertThat(judged(zip, Validation.Kind.SIP))
                .extracting(ValidationFinding::code)
                .containsOnly("CSIPSTR16", "CSIP60", "CSIP31"); // SHOULDs: it has no documentation
    }

    @Test
    void nobody_has_a_package_of_a_ho_so_that_is_only_listed_to_them() throws Exception {
        AipId id = keep();
        room.holdings.restrict(id, Rights.LISTED, "đời tư", Reader.OPERATOR);
        for (Form form : Form.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> write(exports.hoso(id, form, Reader.ANONYMOUS), out))
                    .isInstanceOf(Retrieval.NotAvailable.class);
            assertThat(out.size()).isZero();
        }
    }
}
