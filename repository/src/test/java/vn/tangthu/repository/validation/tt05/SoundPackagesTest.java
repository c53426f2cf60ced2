package vn.tangthu.repository.validation.tt05;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.Validation.Kind;
import vn.tangthu.repository.validation.Archives;
import vn.tangthu.repository.validation.Sets;

class SoundPackagesTest {
    @TempDir Path directory;

    @ParameterizedTest
    @EnumSource
    void a_sound_package_has_no_findings_as_folder_zip_and_tar(PackageKind kind)
            throws IOException {
        Path root = new PackageMaker(kind).write(directory);
        for (Path form :
                List.of(root, zip(root, "1" + root.getFileName() + ".zip", true), tar(root))) {
            Sets.Verdict verdict = Sets.judge(form, Kind.TT05);
            assertThat(verdict.findings()).as(form + "\n" + verdict).isEmpty();
            assertThat(verdict.outcome().files()).isGreaterThanOrEqualTo(9);
            assertThat(Validation.load().recognise(form)).contains(Kind.TT05);
        }
    }

    @Test
    void a_zip_without_base_directory_is_read_with_a_warning() throws IOException {
        Path root = new PackageMaker(PackageKind.AIP_HOSO).write(directory);
        assertThat(Sets.judge(zip(root, "x.zip", false), Kind.TT05).codes())
                .containsExactly("TT05_ARCHIVE_FLAT");
    }

    @Test
    void a_zip_of_a_submission_that_is_called_otherwise_is_a_warning() throws IOException {
        Path root = new PackageMaker(PackageKind.SIP_HOSO).write(directory);
        assertThat(Sets.judge(zip(root, "x.zip", true), Kind.TT05).codes())
                .containsExactly("TT05_ARCHIVE_NAME");
    }

    @Test
    void a_damaged_or_hostile_zip_is_refused() throws IOException {
        Path root = new PackageMaker(PackageKind.SIP_HOSO).write(directory);
        Path good = zip(root, root.getFileName() + ".zip", true);
        byte[] bytes = Files.readAllBytes(good);
        Path cut = directory.resolve("cut.zip");
        Files.write(cut, java.util.Arrays.copyOf(bytes, bytes.length / 2));
        assertThat(Sets.judge(cut, Kind.TT05).errors()).containsExactly("TT05_ARCHIVE_DAMAGED");
        Path out = directory.resolve("out.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(out))) {
            Archives.add(zip, root, "p/");
            zip.putNextEntry(new ZipEntry("p/../../etc/passwd"));
            zip.write(1);
            zip.putNextEntry(new ZipEntry("beside.txt"));
            zip.write(1);
        }
        assertThat(Sets.judge(out, Kind.TT05).errors())
                .containsExactly("TT05_ARCHIVE_STRAY", "TT05_PATH_OUTSIDE");
    }

    @Test
    void lower_case_uuids_iso_dates_and_words_for_codes_lose_nothing() throws IOException {
        PackageMaker maker = new PackageMaker(PackageKind.SIP_HOSO);
        maker.change(Layout.EAD, "02/01/2009", "2009-01-02")
                .change(Layout.EAD, "<mode>01", "<mode>Công khai")
                .change(PackageMaker.doc(2), "<process>1", "<process>true");
        maker.rootEdits.add(
                text ->
                        text.replace(
                                "uuid-" + PackageMaker.UUID_OF_PACKAGE,
                                "uuid-6f1c9a52-3b7e-4d20-9c41-0a5b7e8d2f13"));
        maker.rootEdits.add(text -> text.replace(".0+07:00", "+07:00"));
        Sets.Verdict verdict = Sets.judge(maker.write(directory), Kind.TT05);
        assertThat(verdict.errors()).isEmpty();
        assertThat(verdict.warnings())
                .containsExactlyInAnyOrder(
                        "TT05_FIELD_DATE_FORM",
                        "TT05_FIELD_CODE_FORM",
                        "TT05_OBJID_STYLE",
                        "TT05_TIME_FORM");
    }

    private Path zip(Path root, String name, boolean base) throws IOException {
        return Archives.pack(root, directory.resolve(name), base ? root.getFileName() + "/" : "");
    }

    private Path tar(Path root) throws IOException {
        return Archives.pack(
                root, directory.resolve(root.getFileName() + ".tar"), root.getFileName() + "/");
    }
}
