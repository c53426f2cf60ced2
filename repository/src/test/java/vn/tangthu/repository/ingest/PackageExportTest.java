package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.PackageExports.Form;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.SubmissionPackages;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ValidationFinding;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.dissemination.TestExports;
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

    private Path export(AipId id, Form form) throws Exception {
        Path folder = Files.createDirectories(tmp.resolve("ra"));
        Path partial = folder.resolve("partial");
        String name;
        try (OutputStream out = Files.newOutputStream(partial)) {
            name = exports.zip(id, form, out, Reader.OPERATOR, Progress.NONE);
        }
        return Files.move(partial, folder.resolve(name));
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void what_leaves_is_valid_and_comes_in_elsewhere_with_the_same_description_and_bytes(Form form)
            throws Exception {
        AipId id = keep();
        Path zip = export(id, form);
        List<ValidationFinding> errors = new ArrayList<>();
        Validation.Outcome judged =
                Validation.load()
                        .validate(
                                zip,
                                Validation.Kind.TT05,
                                new Validation.Options(2, 100),
                                found -> {
                                    if (found.level() == ValidationFinding.Level.ERROR) {
                                        errors.add(found);
                                    }
                                },
                                Progress.NONE);
        assertThat(errors).isEmpty();
        assertThat(judged.valid()).isTrue();

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
    void nobody_has_a_package_of_a_ho_so_that_is_only_listed_to_them() throws Exception {
        AipId id = keep();
        room.holdings.restrict(id, Rights.LISTED, "đời tư", Reader.OPERATOR);
        for (Form form : Form.values()) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            assertThatThrownBy(() -> exports.zip(id, form, out, Reader.ANONYMOUS, Progress.NONE))
                    .isInstanceOf(Retrieval.NotAvailable.class);
            assertThat(out.size()).isZero();
        }
    }
}
