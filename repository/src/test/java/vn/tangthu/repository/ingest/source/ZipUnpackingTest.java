package vn.tangthu.repository.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class ZipUnpackingTest {
    @TempDir private Path tmp;

    private List<String> unpack(Path zip, SourceLimits limits) throws IOException {
        Path outer = Files.createDirectories(tmp.resolve("outer"));
        Path into = Files.createDirectories(outer.resolve("into"));
        List<Finding> findings = new ZipUnpacking(limits).unpack(zip, into, () -> false);
        try (Stream<Path> beside = Files.list(outer)) {
            assertThat(beside).as("nothing is written outside").containsExactly(into);
        }
        return findings.stream().map(Finding::code).toList();
    }

    private Path zip(String... names) throws IOException {
        Path zip = tmp.resolve("goi.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (String name : names) {
                out.putArchiveEntry(new ZipArchiveEntry(name));
                out.write("x".getBytes(UTF_8));
                out.closeArchiveEntry();
            }
        }
        return zip;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../a.pdf",
                "a/../../b.pdf",
                "/etc/passwd",
                "C:/a.pdf",
                "C:a.pdf",
                "..\\a.pdf",
                "\\\\server\\share\\a.pdf",
                "a//b.pdf",
                "a/./b.pdf",
                "con",
                "a/NUL.pdf",
                "lpt1.txt",
                "a.pdf.",
                "a /b.pdf",
                "a\u0000.pdf",
                "a\nb.pdf",
                "a:b.pdf",
                "a*.pdf",
                "ab\u202Efdp.exe",
                "a\u200Bb.pdf",
                "a\u0085b.pdf",
                "a\u2028b.pdf"
            })
    void unsafeNamesAreRefusedAndNothingIsWritten(String name) throws IOException {
        assertThat(unpack(zip("good.pdf", name), SourceLimits.STANDARD))
                .contains("ZIP_UNSAFE_NAME");
        assertThat(tmp.resolve("outer/into/good.pdf")).doesNotExist();
    }

    @Test
    void namesThatCollideWithoutCaseOrNormalFormAreRefused() throws IOException {
        assertThat(unpack(zip("A.pdf", "a.PDF"), SourceLimits.STANDARD)).contains("ZIP_NAME_TWICE");
        assertThat(unpack(zip("à.pdf", "a\u0300.pdf"), SourceLimits.STANDARD))
                .contains("ZIP_NAME_TWICE");
        assertThat(unpack(zip("a", "a/b.pdf"), SourceLimits.STANDARD)).contains("ZIP_NAME_TWICE");
    }

    @Test
    void linksPasswordsAndTooManyEntriesAreRefused() throws IOException {
        Path zip = tmp.resolve("link.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            ZipArchiveEntry link = new ZipArchiveEntry("link.pdf");
            link.setUnixMode(0120777);
            out.putArchiveEntry(link);
            out.write("/etc/passwd".getBytes(UTF_8));
            out.closeArchiveEntry();
        }
        assertThat(unpack(zip, SourceLimits.STANDARD)).contains("ZIP_LINK");
        assertThat(unpack(zip("a", "b", "c"), new SourceLimits(1, 9, 1 << 20, 9, 0)))
                .contains("ZIP_TOO_MANY_ENTRIES");
        assertThat(unpack(zip("a.pdf"), new SourceLimits(9, 9, 1 << 20, 9, Long.MAX_VALUE / 4)))
                .contains("NO_SPACE");

        Path locked = zip("a.pdf");
        byte[] bytes = Files.readAllBytes(locked);
        for (int i = 0; i + 4 < bytes.length; i++) {
            if (bytes[i] == 'P' && bytes[i + 1] == 'K' && bytes[i + 2] == 1 && bytes[i + 3] == 2) {
                bytes[i + 8] |= 1;
            }
        }
        Files.write(locked, bytes);
        assertThat(unpack(locked, SourceLimits.STANDARD)).contains("ZIP_ENCRYPTED");
        Files.write(locked, "no zip".getBytes(UTF_8));
        assertThat(unpack(locked, SourceLimits.STANDARD)).contains("ZIP_UNREADABLE");
    }

    /** A ZIP that is hardly more than its directory, as a hostile supplier writes it. */
    private Path directoryOf(int entries, IntFunction<String> name) throws IOException {
        Path zip = tmp.resolve("names.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (int i = 0; i < entries; i++) {
                ZipArchiveEntry entry = new ZipArchiveEntry(name.apply(i));
                entry.setMethod(ZipEntry.STORED);
                entry.setSize(0);
                entry.setCrc(0);
                out.putArchiveEntry(entry);
                out.closeArchiveEntry();
            }
        }
        return zip;
    }

    @Test
    void namesThatWouldFillTheMemoryAreRefusedUnread() throws IOException {
        assertThat(unpack(directoryOf(700, i -> i + "n".repeat(60_000)), SourceLimits.STANDARD))
                .containsExactly("ZIP_TOO_MANY_ENTRIES");
    }

    @Test
    @Breaks(Breakage.BOMB)
    void deepAndManyFoldersAreRefusedBeforeTheyAreMade() throws IOException {
        assertThat(unpack(zip("a/".repeat(33) + "b.pdf"), SourceLimits.STANDARD))
                .containsExactly("TOO_DEEP");
        SourceLimits few = new SourceLimits(20, 9, 1 << 20, 9, 0);
        assertThat(unpack(directoryOf(30, i -> i + "/"), few))
                .containsExactly("ZIP_TOO_MANY_ENTRIES");
        assertThat(unpack(directoryOf(9, i -> i + "/a/b/c/"), few))
                .containsExactly("ZIP_TOO_MANY_ENTRIES");
        assertThat(unpack(directoryOf(21, i -> i + ".pdf"), few)).containsExactly("TOO_MANY_FILES");
        assertThat(tmp.resolve("outer/into")).isEmptyDirectory();
    }

    @Test
    void aListThatIsTooLargeIsRefusedBeforeItIsUnpacked() throws IOException {
        SourceLimits limits = new SourceLimits(9, 9, 1 << 20, 9_999, 0, 100);
        for (String list : List.of("DanhMucTaiLieu.csv", "goi/danhmuchoso.XLSX")) {
            Path zip = tmp.resolve("list.zip");
            try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
                for (String name : List.of("first.pdf", list)) {
                    out.putArchiveEntry(new ZipArchiveEntry(name));
                    out.write(new byte[101]);
                    out.closeArchiveEntry();
                }
            }
            assertThat(unpack(zip, limits)).containsExactly("LIST_TOO_LARGE");
            assertThat(tmp.resolve("outer/into")).isEmptyDirectory();
        }
    }

    @Test
    @Breaks(Breakage.BOMB)
    void aBombOfManyEntriesThatAreEachTooSmallToBeOneIsRefused() throws IOException {
        Path zip = tmp.resolve("many.zip");
        byte[] zeros = new byte[4 << 20];
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            for (int i = 0; i < 10; i++) {
                out.putArchiveEntry(new ZipArchiveEntry(i + ".xml"));
                out.write(zeros);
                out.closeArchiveEntry();
            }
        }
        assertThat(unpack(zip, SourceLimits.STANDARD)).containsExactly("ZIP_BOMB");
        assertThat(tmp.resolve("outer/into")).isEmptyDirectory();
    }

    @Test
    @Breaks(Breakage.BOMB)
    void bombsAreRefusedBeforeTheyUnpack() throws IOException {
        Path zip = tmp.resolve("bomb.zip");
        try (ZipArchiveOutputStream out = new ZipArchiveOutputStream(zip)) {
            out.putArchiveEntry(new ZipArchiveEntry("a.pdf"));
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 40; i++) {
                out.write(zeros);
            }
            out.closeArchiveEntry();
        }
        assertThat(unpack(zip, SourceLimits.STANDARD)).contains("ZIP_BOMB");
        assertThat(unpack(zip, new SourceLimits(9, 9, 1 << 20, 9_999, 0))).contains("ZIP_BOMB");

        byte[] lying = Files.readAllBytes(zip);
        for (int i = 0; i + 4 < lying.length; i++) {
            if (lying[i] == 'P' && lying[i + 1] == 'K' && lying[i + 2] == 1 && lying[i + 3] == 2) {
                for (int b = 24; b < 28; b++) {
                    lying[i + b] = (byte) (b == 24 ? 9 : 0); // it says it unpacks to 9 bytes
                }
            }
        }
        Files.write(zip, lying);
        assertThat(unpack(zip, SourceLimits.STANDARD)).containsAnyOf("ZIP_BOMB", "ZIP_UNREADABLE");
    }
}
