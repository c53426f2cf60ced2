package vn.tangthu.repository.ingest.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.source.SourceLimits;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** What the archives of one delivery may cost together. */
class PackageSearchTest {
    private static final int FILES = 4;
    private static final int BYTES = 1 << 20;

    @TempDir private Path tmp;
    private final Validation validation = mock(Validation.class);
    private final FindingSink findings = new FindingSink();
    private Path delivery;

    @BeforeEach
    void begin() throws IOException {
        when(validation.recognise(any())).thenReturn(Optional.of(Validation.Kind.TT05));
        delivery = Files.createDirectories(tmp.resolve("delivery"));
        for (int i = 0; i < 5; i++) {
            packed(i);
        }
    }

    private void packed(int number) throws IOException {
        SplittableRandom random = new SplittableRandom(number);
        try (ZipOutputStream out =
                new ZipOutputStream(Files.newOutputStream(delivery.resolve(number + ".zip")))) {
            for (int file = 0; file < FILES; file++) {
                byte[] bytes = new byte[BYTES / FILES];
                random.nextBytes(bytes);
                out.putNextEntry(
                        new ZipEntry(file == 0 ? "a/METS.xml" : "a/representations/" + file));
                out.write(bytes);
                out.closeEntry();
            }
        }
    }

    private List<DeliveredPackage> find(SourceLimits limits) throws IOException {
        return new PackageSearch(limits, validation)
                .find(delivery, tmp.resolve("scratch"), findings, () -> false);
    }

    @Test
    void asManyAsOneArchiveMayHoldAreFound() throws IOException {
        assertThat(find(new SourceLimits(5 * FILES, 9, 5L * BYTES, 200, 0))).hasSize(5);
        assertThat(findings.all()).isEmpty();
    }

    @Test
    @Breaks(Breakage.BOMB)
    void archivesInsideMayTogetherHoldNoMoreFilesThanOne() throws IOException {
        var unused = find(new SourceLimits(2 * FILES, 9, 5L * BYTES, 200, 0));
        assertThat(findings.all()).extracting(Finding::code).containsExactly("TOO_MANY_FILES");
        assertThat(tmp.resolve("scratch/p4")).as("nothing more is unpacked").doesNotExist();
    }

    @Test
    @Breaks(Breakage.BOMB)
    void archivesInsideMayTogetherUnpackToNoMoreThanOne() throws IOException {
        var unused = find(new SourceLimits(100, 9, 2L * BYTES, 200, 0));
        assertThat(findings.all())
                .extracting(Finding::code)
                .containsExactly("ZIP_BOMB", "ZIP_BOMB", "ZIP_BOMB");
        assertThat(tmp.resolve("scratch/p3")).isEmptyDirectory();
    }
}
