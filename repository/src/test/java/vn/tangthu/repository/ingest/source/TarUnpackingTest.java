package vn.tangthu.repository.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Finding;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

class TarUnpackingTest {
    @TempDir Path tmp;
    private Path into;

    @BeforeEach
    void folder() throws IOException {
        into = Files.createDirectories(tmp.resolve("staging/unpacked"));
    }

    private interface Filling {
        void fill(TarArchiveOutputStream tar) throws IOException;
    }

    private Path tar(String name, Filling filling) throws IOException {
        Path file = tmp.resolve(name);
        OutputStream raw = Files.newOutputStream(file);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(
                        name.endsWith("gz") ? new GZIPOutputStream(raw) : raw, "UTF-8")) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            filling.fill(tar);
        }
        return file;
    }

    private static void file(TarArchiveOutputStream tar, String name, String text)
            throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    private static void special(TarArchiveOutputStream tar, String name, byte kind, String to)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
        entry.setLinkName(to);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    private List<String> codes(Path tar, SourceLimits limits) throws IOException {
        return new TarUnpacking(limits)
                .unpack(tar, into, () -> false).stream().map(Finding::code).toList();
    }

    private List<String> codes(Path tar) throws IOException {
        List<String> codes = codes(tar, SourceLimits.STANDARD);
        if (!codes.isEmpty()) {
            assertNothingWritten();
        }
        return codes;
    }

    /** Neither where it was to go nor beside it. */
    private void assertNothingWritten() throws IOException {
        try (Stream<Path> all = Files.walk(tmp.resolve("staging"))) {
            assertThat(all.filter(Files::isRegularFile)).isEmpty();
        }
        assertThat(tmp.resolve("escaped.txt")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"d.tar", "d.tar.gz", "d.tgz"})
    void whatWasPackedIsUnpacked(String name) throws IOException {
        String long_ = "hồ sơ/" + "rất dài ".repeat(20).strip() + "/tệp.pdf";
        Path tar =
                tar(
                        name,
                        to -> {
                            special(to, "./", TarConstants.LF_DIR, "");
                            file(to, "./DanhMucHoSo.csv", "a,b");
                            file(to, long_, "nội dung");
                        });
        assertThat(codes(tar)).isEmpty();
        assertThat(into.resolve("DanhMucHoSo.csv")).hasContent("a,b");
        assertThat(into.resolve(long_)).hasContent("nội dung");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"../escaped.txt", "/tmp/escaped.txt", "a/../../escaped.txt", "a\\..\\..\\x"})
    void namesThatClimbAreRefused(String name) throws IOException {
        Path tar =
                tar(
                        "climbing.tar",
                        to -> {
                            file(to, "sound.txt", "sound");
                            file(to, name, "out");
                        });
        assertThat(codes(tar)).containsExactly("ZIP_UNSAFE_NAME");
    }

    @Test
    void linksDevicesAndPipesAreRefused() throws IOException {
        Path links =
                tar(
                        "links.tar.gz",
                        to -> {
                            special(to, "soft", TarConstants.LF_SYMLINK, "/etc");
                            file(to, "soft/passwd", "through the link");
                            special(to, "hard", TarConstants.LF_LINK, "../../escaped.txt");
                        });
        assertThat(codes(links)).contains("ZIP_LINK", "ZIP_LINK", "ZIP_NAME_TWICE");
        Path others =
                tar(
                        "others.tar",
                        to -> {
                            special(to, "pipe", TarConstants.LF_FIFO, "");
                            special(to, "device", TarConstants.LF_CHR, "");
                            special(to, "unknown", (byte) 'Z', "");
                        });
        assertThat(codes(others)).containsExactly("NOT_A_FILE", "NOT_A_FILE", "NOT_A_FILE");
    }

    @Test
    void twinsAreRefused() throws IOException {
        Path tar =
                tar(
                        "twins.tar",
                        to -> {
                            file(to, "Tệp.pdf", "1");
                            file(to, "tệp.PDF", "2");
                        });
        assertThat(codes(tar)).containsExactly("ZIP_NAME_TWICE");
    }

    @Test
    @Breaks(Breakage.BOMB)
    void bombsAreRefusedBeforeTheyBurst() throws IOException {
        Path swollen =
                tar(
                        "swollen.tar.gz",
                        to -> {
                            TarArchiveEntry entry = new TarArchiveEntry("zeros.pdf");
                            entry.setSize(64L << 20);
                            to.putArchiveEntry(entry);
                            to.write(new byte[64 << 20]);
                            to.closeArchiveEntry();
                        });
        assertThat(codes(swollen)).containsExactly("ZIP_BOMB");
        SourceLimits small = new SourceLimits(10, 4, 1_000, 200, 0);
        Path many =
                tar(
                        "many.tar",
                        to -> {
                            for (int i = 0; i < 30; i++) {
                                file(to, "f" + i, "");
                            }
                        });
        assertThat(codes(many, small)).contains("TOO_MANY_FILES");
        Path large = tar("large.tar", to -> file(to, "f", "x".repeat(1_001)));
        assertThat(codes(large, small)).containsExactly("ZIP_BOMB");
        Path deep = tar("deep.tar", to -> file(to, "a/".repeat(40) + "f", "x"));
        assertThat(codes(deep)).containsExactly("TOO_DEEP");
        assertNothingWritten();
    }

    /** A name of zeros packs to a thousandth, and the library takes it whole. */
    @Test
    void aNameWithoutAnEndIsNotTakenIntoMemory() throws IOException {
        for (char kind : new char[] {'L', 'K', 'x', 'g'}) {
            Path file = tmp.resolve("name-" + kind + ".tar.gz");
            try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file), 1 << 16)) {
                out.write(header(kind, 64L << 20));
                byte[] zeros = new byte[1 << 20];
                for (int i = 0; i < 64; i++) {
                    out.write(zeros);
                }
            }
            assertThat(codes(file))
                    .as("kind " + kind)
                    .hasSize(1)
                    .isSubsetOf("ZIP_BOMB", "ZIP_UNREADABLE");
        }
    }

    private static byte[] header(char kind, long size) {
        TarArchiveEntry entry = new TarArchiveEntry("././@LongLink", (byte) kind);
        byte[] header = new byte[512];
        entry.writeEntryHeader(header);
        byte[] octal = String.format("%011o", size).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, header, 124, 11);
        java.util.Arrays.fill(header, 148, 156, (byte) ' ');
        int sum = 0;
        for (byte b : header) {
            sum += b & 0xff;
        }
        byte[] check = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(check, 0, header, 148, 8);
        return header;
    }

    @Test
    void whatIsNoTarOrEndsEarlyIsUnreadable() throws IOException {
        Path text = Files.writeString(tmp.resolve("text.tar"), "no tar at all ".repeat(100));
        assertThat(codes(text)).containsExactly("ZIP_UNREADABLE");
        Path empty = Files.write(tmp.resolve("empty.tar"), new byte[0]);
        assertThat(codes(empty)).containsExactly("ZIP_UNREADABLE");
        Path whole = tar("whole.tar", to -> file(to, "f.pdf", "x".repeat(5_000)));
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(tmp.resolve("cut.tar"), java.util.Arrays.copyOf(bytes, 3_000));
        assertThat(codes(cut)).containsExactly("ZIP_UNREADABLE");
        Path gzip = tar("whole.tar.gz", to -> file(to, "f.pdf", "x".repeat(50_000)));
        byte[] packed = Files.readAllBytes(gzip);
        Path half =
                Files.write(
                        tmp.resolve("half.tar.gz"),
                        java.util.Arrays.copyOf(packed, packed.length / 2));
        assertThat(codes(half)).containsExactly("ZIP_UNREADABLE");
    }
}
