package vn.tangthu.repository.validation.bagit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Validation;
import vn.tangthu.repository.validation.Sets;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/** Serialised bags (RFC 8493, section 4), honest and hostile. */
class ArchivedBagsTest {
    @TempDir Path home;
    private Path bag = Path.of("");

    @BeforeEach
    void makeABag() {
        bag = BagMaker.bag().write(home.resolve("túi"));
    }

    private interface Zipping {
        void into(ZipArchiveOutputStream zip) throws IOException;
    }

    private Path zip(String base, Zipping more) throws IOException {
        Path file = home.resolve("túi.zip");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file.toFile())) {
            try (var paths = Files.walk(bag)) {
                for (Path path : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
                    add(zip, base + bag.relativize(path), Files.readAllBytes(path));
                }
            }
            more.into(zip);
        }
        return file;
    }

    private static void add(ZipArchiveOutputStream zip, String name, byte[] content)
            throws IOException {
        zip.putArchiveEntry(new ZipArchiveEntry(name));
        zip.write(content);
        zip.closeArchiveEntry();
    }

    private static Sets.Verdict judge(Path file) throws IOException {
        assertThat(Validation.load().recognise(file)).contains(Validation.Kind.BAGIT);
        return Sets.judge(file, Validation.Kind.BAGIT);
    }

    @Test
    void aSoundZipIsValid() throws IOException {
        Sets.Verdict verdict = judge(zip("túi/", zip -> {}));
        assertThat(verdict.findings()).isEmpty();
        assertThat(verdict.outcome().files()).isEqualTo(6);
    }

    @Test
    void aZipWithoutABaseDirectoryIsInvalid() throws IOException {
        assertThat(judge(zip("", zip -> {})).errors()).contains("BAG_ARCHIVE_ROOT");
    }

    @Test
    void twoBaseDirectoriesAreInvalid() throws IOException {
        Path file = zip("túi/", zip -> add(zip, "khác/bagit.txt", new byte[1]));
        assertThat(judge(file).errors()).containsExactly("BAG_ARCHIVE_ROOT");
    }

    @Test
    void whatAMacAddsIsIgnoredWithAWarning() throws IOException {
        Path file = zip("túi/", zip -> add(zip, "__MACOSX/túi/._bagit.txt", new byte[1]));
        Sets.Verdict verdict = judge(file);
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.warnings()).containsExactly("BAG_ARCHIVE_MAC_EXTRAS");
    }

    @Test
    void aBaseDirectoryWithAnotherNameIsAWarning() throws IOException {
        assertThat(judge(zip("túi-khác/", zip -> {})).warnings())
                .containsExactly("BAG_ARCHIVE_ROOT_NAME");
    }

    @Test
    @Breaks(Breakage.BOMB)
    void anEntryThereTwiceIsInvalid() throws IOException {
        Path file = zip("túi/", zip -> add(zip, "túi/data/a.txt", BagMaker.bytes("một")));
        assertThat(judge(file).errors()).contains("BAG_ENTRY_TWICE");
    }

    @Test
    void namesThatLeadOutAreRefused() throws IOException {
        for (String name : new String[] {"../x", "/x", "túi/../../x", "C:/x"}) {
            Path file = zip("túi/", zip -> add(zip, name, new byte[1]));
            assertThat(judge(file).errors()).as(name).containsExactly("BAG_PATH_OUTSIDE");
        }
    }

    @Test
    void aLinkInAZipIsRefused() throws IOException {
        Path file =
                zip(
                        "túi/",
                        zip -> {
                            ZipArchiveEntry link = new ZipArchiveEntry("túi/data/link");
                            link.setUnixMode(0120777);
                            zip.putArchiveEntry(link);
                            zip.write(BagMaker.bytes("/etc/passwd"));
                            zip.closeArchiveEntry();
                        });
        assertThat(judge(file).errors()).containsExactly("BAG_LINK");
    }

    @Test
    void aDamagedByteIsFound() throws IOException {
        Path file = zip("túi/", zip -> add(zip, "túi/data/to.bin", new byte[100_000]));
        byte[] bytes = Files.readAllBytes(file);
        byte[] sound = bytes.clone();
        bytes[bytes.length / 3] ^= 0x55;
        Files.write(file, bytes);
        assertThat(judge(file).valid()).isFalse();
        Files.write(file, Arrays.copyOf(sound, sound.length - 30));
        assertThat(Sets.judge(file, Validation.Kind.BAGIT).errors())
                .contains("BAG_ARCHIVE_DAMAGED");
    }

    @Test
    void aBombIsRefusedUnread() throws IOException {
        Path file = home.resolve("bom.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.setLevel(9);
            byte[] zeros = new byte[1 << 20];
            zip.putNextEntry(new ZipEntry("bom/data/x"));
            for (int i = 0; i < 1100; i++) {
                zip.write(zeros);
            }
            zip.closeEntry();
        }
        // Whoever unpacks it comes to what nothing can unpack.
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(bytes.length() / 2);
            bytes.write("\377".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
        }
        assertThat(judge(file).errors())
                .containsExactly(
                        "BAG_ARCHIVE_BOMB", "BAG_DECLARATION_MISSING", "BAG_MANIFEST_MISSING");
    }

    @Test
    void tarAndItsCompressedFormAreJudgedAlike() throws IOException {
        for (boolean gzip : new boolean[] {false, true}) {
            Path file = home.resolve(gzip ? "túi.tar.gz" : "túi.tar");
            tar(file, gzip, false);
            Sets.Verdict sound = judge(file);
            assertThat(sound.findings()).as(sound.toString()).isEmpty();
            tar(file, gzip, true);
            assertThat(judge(file).errors()).containsExactly("BAG_LINK");
        }
    }

    private void tar(Path file, boolean gzip, boolean link) throws IOException {
        try (OutputStream raw = Files.newOutputStream(file);
                OutputStream packed = gzip ? new GZIPOutputStream(raw) : raw;
                TarArchiveOutputStream tar =
                        new TarArchiveOutputStream(packed, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            try (var paths = Files.walk(bag)) {
                for (Path path : (Iterable<Path>) paths::iterator) {
                    TarArchiveEntry entry =
                            new TarArchiveEntry(path.toFile(), "túi/" + bag.relativize(path));
                    tar.putArchiveEntry(entry);
                    if (Files.isRegularFile(path)) {
                        Files.copy(path, tar);
                    }
                    tar.closeArchiveEntry();
                }
            }
            if (link) {
                TarArchiveEntry entry =
                        new TarArchiveEntry("túi/data/link", TarArchiveEntry.LF_SYMLINK);
                entry.setLinkName("/etc/passwd");
                tar.putArchiveEntry(entry);
                tar.closeArchiveEntry();
            }
        }
    }
}
