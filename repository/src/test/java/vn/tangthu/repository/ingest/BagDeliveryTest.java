package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Bags as agencies send them, made here file by file, taken in through the whole room. */
class BagDeliveryTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(16);

    @TempDir Path tmp;
    private final String fonds = "B" + UUID.randomUUID().toString().substring(0, 8);
    private IngestRoom room;
    private Path bag;

    @BeforeEach
    void open() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.fonds(fonds, null);
        bag = tmp.resolve("gửi/vanninh-041");
        var unused =
                SampleDelivery.write(
                        bag.resolve("data"), room.template, fonds, 1, 2, 2, "Noi dung");
    }

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @AfterEach
    void close() {
        room.close();
        DATABASE.jdbc().sql("delete from kept.delivery").update();
        DATABASE.jdbc().sql("delete from projection.reservation").update();
    }

    private Result ingest(Path source) throws IOException {
        return room.deliveries.ingest(source, IngestRoom.options(), Progress.NONE);
    }

    private static List<String> codes(Result result, Severity severity) {
        return result.verdict().findings().stream()
                .filter(f -> f.severity() == severity)
                .map(Finding::code)
                .distinct()
                .toList();
    }

    /** bagit.txt, bag-info.txt and manifests for what lies in data/, as the standard has them. */
    private void seal(String version, String algorithm, Normalizer.Form names) throws IOException {
        Files.writeString(
                bag.resolve("bagit.txt"),
                "BagIt-Version: " + version + "\nTag-File-Character-Encoding: UTF-8\n");
        StringBuilder manifest = new StringBuilder();
        long octets = 0;
        long streams = 0;
        try (Stream<Path> files = Files.walk(bag.resolve("data"))) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String path = Normalizer.normalize(bag.relativize(file).toString(), names);
                octets += Files.size(file);
                streams++;
                manifest.append(hex(algorithm, file)).append("  ").append(path).append('\n');
            }
        }
        Files.writeString(
                bag.resolve("bag-info.txt"),
                "Source-Organization: UBND huyện Vạn Ninh\nExternal-Identifier: VN-2026/041\n"
                        + "Bagging-Date: 2026-11-20\nPayload-Oxum: "
                        + octets
                        + "."
                        + streams
                        + "\n");
        Files.writeString(bag.resolve("manifest-" + algorithm + ".txt"), manifest);
        StringBuilder tags = new StringBuilder();
        for (String tag : List.of("bagit.txt", "bag-info.txt", "manifest-" + algorithm + ".txt")) {
            tags.append(hex(algorithm, bag.resolve(tag))).append("  ").append(tag).append('\n');
        }
        Files.writeString(bag.resolve("tagmanifest-" + algorithm + ".txt"), tags);
    }

    private static String hex(String algorithm, Path file) throws IOException {
        String jca = algorithm.equals("md5") ? "MD5" : "SHA-" + algorithm.substring(3);
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance(jca).digest(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As the Finder of a Mac packs a folder: names in NFD, and its own files beside. */
    private Path zippedByAMac() throws IOException {
        Path zip = tmp.resolve("vanninh-041.zip");
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream out = new ZipOutputStream(file, StandardCharsets.UTF_8);
                Stream<Path> files = Files.walk(bag)) {
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                String name =
                        Normalizer.normalize(
                                Objects.requireNonNull(bag.getParent()).relativize(each).toString(),
                                Normalizer.Form.NFD);
                put(out, name, Files.readAllBytes(each));
                put(
                        out,
                        "__MACOSX/" + name.replaceFirst("([^/]+)$", "._$1"),
                        new byte[] {0, 5, 22, 7});
            }
            put(out, "vanninh-041/.DS_Store", new byte[] {0, 0, 0, 1});
            put(out, "vanninh-041/data/.DS_Store", new byte[] {0, 0, 0, 1});
        }
        return zip;
    }

    private static void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
        out.putNextEntry(new ZipEntry(name));
        out.write(bytes);
        out.closeEntry();
    }

    @ParameterizedTest
    @CsvSource({"1.0, sha512", "1.0, sha256", "0.97, md5", "0.97, sha1"})
    void aBagsPayloadIsTheDeliveryAndItsSendersDigestsAreThoseOfWhatIsKept(
            String version, String algorithm) throws IOException {
        seal(version, algorithm, Normalizer.Form.NFC);

        Result result = ingest(bag);

        assertThat(codes(result, Severity.BLOCKS)).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(result.kept()).hasSize(2);
        Aip.Bag said = room.deliveries.bag(result.delivery()).orElseThrow();
        assertThat(said.version()).isEqualTo(version);
        assertThat(said.manifest()).isEqualTo("manifest-" + algorithm + ".txt");
        assertThat(said.sourceOrganization()).isEqualTo("UBND huyện Vạn Ninh");
        assertThat(said.externalIdentifier()).isEqualTo("VN-2026/041");
        assertThat(said.baggingDate()).isEqualTo("2026-11-20");
        assertThat(room.store.read(result.kept().getFirst()).origin().bag())
                .as("read back from PREMIS in the store")
                .isEqualTo(said);
        Finding read =
                result.verdict().findings().stream()
                        .filter(f -> f.code().equals("BAG_READ"))
                        .findFirst()
                        .orElseThrow();
        assertThat(read.values()).contains("4");
        assertThat(ingest(bag).outcome()).isEqualTo(Outcome.ALREADY_KEPT);
    }

    @Test
    void aBagThatAMacHasZippedIsTakenInAndItsLittersAreTold() throws IOException {
        Files.move(bag.resolve("data/pdf"), bag.resolve("data/tệp quét")); // a name with two forms
        seal("1.0", "sha256", Normalizer.Form.NFC);

        Result result = ingest(zippedByAMac());

        assertThat(codes(result, Severity.BLOCKS)).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(codes(result, Severity.WARNS))
                .contains("BAG_SYSTEM_FILE_UNLISTED", "BAG_NAME_NORMALISED");
        assertThat(room.deliveries.bag(result.delivery())).isPresent();
        assertThat(room.staging()).isEmpty();
    }

    private Path tar(String name) throws IOException {
        Path tar = tmp.resolve(name);
        OutputStream raw = Files.newOutputStream(tar);
        try (TarArchiveOutputStream out =
                        new TarArchiveOutputStream(
                                name.endsWith("gz") ? new GZIPOutputStream(raw) : raw, "UTF-8");
                Stream<Path> files = Files.walk(bag)) {
            out.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            for (Path each : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Path relative = Objects.requireNonNull(bag.getParent()).relativize(each);
                TarArchiveEntry entry = new TarArchiveEntry(relative.toString(), true);
                entry.setSize(Files.size(each));
                out.putArchiveEntry(entry);
                Files.copy(each, out);
                out.closeArchiveEntry();
            }
        }
        return tar;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vanninh-041.tar", "vanninh-041.tar.gz", "vanninh-041.tgz"})
    void aBagInATarIsTakenInFromWhomItNames(String name) throws IOException {
        seal("1.0", "sha512", Normalizer.Form.NFC);

        // An archivist brings it and names nobody.
        Result result =
                room.deliveries.ingest(
                        tar(name),
                        new Options(false, false, Reader.OPERATOR.name(), Reader.OPERATOR),
                        Progress.NONE);

        assertThat(codes(result, Severity.BLOCKS)).isEmpty();
        assertThat(result.outcome()).isEqualTo(Outcome.KEPT);
        assertThat(room.deliveries.find(result.delivery()).orElseThrow().submitter())
                .isEqualTo("UBND huyện Vạn Ninh");
        assertThat(room.staging()).isEmpty();
    }

    @Test
    void aBagNamesNobodyWhereSomebodyIsNamedOrAnAgencyBringsIt() throws IOException {
        seal("1.0", "sha512", Normalizer.Form.NFC);
        Reader agency =
                new Reader(new AccountId(UUID.randomUUID()), "Sở A", Set.of(Role.AGENCY), Set.of());
        DeliveryId theirs =
                room.deliveries.submit(
                        room.stage(bag), "g", new Options(false, true, "Sở A", agency));
        long end = System.nanoTime() + 30_000_000_000L;
        while (room.deliveries.find(theirs).orElseThrow().finishedAt() == null) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
        assertThat(room.deliveries.find(theirs).orElseThrow().submitter()).isEqualTo("Sở A");
        assertThat(room.deliveries.bag(theirs)).as("proposed").isPresent();

        Result named = ingest(bag);
        assertThat(room.deliveries.find(named.delivery()).orElseThrow().submitter())
                .isEqualTo(IngestRoom.options().submitter());
    }

    @Test
    void aBrokenBagIsRefusedWithEverythingThatIsWrong() throws IOException {
        Path pdf;
        try (Stream<Path> files = Files.list(bag.resolve("data/pdf"))) {
            pdf = files.sorted().findFirst().orElseThrow();
        }
        seal("1.0", "sha256", Normalizer.Form.NFC);
        byte[] bytes = Files.readAllBytes(pdf);
        bytes[bytes.length - 10] ^= 1;
        Files.write(pdf, bytes);
        Files.writeString(
                bag.resolve("manifest-sha256.txt"), "kaputt\n", StandardOpenOption.APPEND);

        Result result = room.deliveries.ingest(bag, IngestRoom.acceptSound(), Progress.NONE);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(result, Severity.BLOCKS))
                .contains("BAG_DIGEST_MISMATCH", "BAG_MANIFEST_LINE", "BAG_INVALID");
        Finding mismatch =
                result.verdict().findings().stream()
                        .filter(f -> f.code().equals("BAG_DIGEST_MISMATCH"))
                        .findFirst()
                        .orElseThrow();
        assertThat(mismatch.message(Locale.ENGLISH)).contains("manifest-sha256.txt");
        assertThat(mismatch.message(Locale.forLanguageTag("vi"))).contains("manifest-sha256.txt");
        assertThat(room.objects()).isZero();
        assertThat(room.deliveries.bag(result.delivery())).isEmpty();
    }

    @Test
    void filesThatWereToBeFetchedAreNotAndAreTold() throws IOException {
        seal("1.0", "sha256", Normalizer.Form.NFC);
        Files.writeString(
                bag.resolve("manifest-sha256.txt"),
                "0".repeat(64) + "  data/pdf/xa.pdf\n",
                StandardOpenOption.APPEND);
        Files.writeString(
                bag.resolve("fetch.txt"), "https://127.0.0.1:1/xa.pdf 10 data/pdf/xa.pdf\n");

        Result result = ingest(bag);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(result, Severity.BLOCKS)).contains("BAG_FILE_NOT_FETCHED", "BAG_INVALID");
    }

    @Test
    void aPayloadWithoutListsSaysWhatIsMissing() throws IOException {
        try (Stream<Path> files = Files.list(bag.resolve("data"))) {
            for (Path list : files.filter(Files::isRegularFile).toList()) {
                Files.delete(list);
            }
        }
        seal("1.0", "sha256", Normalizer.Form.NFC);

        Result result = ingest(bag);

        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(codes(result, Severity.BLOCKS)).containsExactly("LIST_MISSING");
    }

    @Test
    void whatLiesBesideABagOrASecondOneIsNotPassedOverInSilence() throws IOException {
        seal("1.0", "sha256", Normalizer.Form.NFC);
        Path outer = Objects.requireNonNull(bag.getParent());
        Files.writeString(outer.resolve("quên.pdf"), "?");
        assertThat(codes(ingest(outer), Severity.BLOCKS)).containsExactly("BAG_BESIDE");

        Files.delete(outer.resolve("quên.pdf"));
        Path second = outer.resolve("vanninh-042");
        Files.createDirectories(second);
        Files.copy(bag.resolve("bagit.txt"), second.resolve("bagit.txt"));
        assertThat(codes(ingest(outer), Severity.BLOCKS)).containsExactly("BAG_SEVERAL");
    }
}
