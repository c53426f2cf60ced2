package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordBlocks;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.repository.dissemination.TestExports;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.memory.MemoryObjectStore;

/**
 * {@code *.fetch.txt} and what became of the documents they name, with what gives out kept files in
 * the application; the archive's own operator delivers, who may have everything.
 */
class ReferredSourcesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);

    @TempDir Path tmp;
    private final String fonds = "Q" + UUID.randomUUID().toString().substring(0, 8);
    private final String referred = fonds + ".1998.1.0000002";
    private final MemoryObjectStore objects = new MemoryObjectStore();
    private final List<String> incidents = new ArrayList<>();
    private IngestRoom room;
    private Aip kept;
    private int deliveries;

    @BeforeEach
    void keep() throws IOException {
        room = new IngestRoom(tmp.resolve("home"), DATABASE.dataSource(), objects, null);
        room.retrieval =
                TestExports.retrieval(
                        room.catalogue,
                        room.store,
                        tmp.resolve("copies"),
                        (aip, path, damage, detail) -> {
                            incidents.add(path);
                            return UUID.randomUUID();
                        });
        room.fonds(fonds, null);
        kept = keep(SentPackage.sample(true, fonds, 1, 2, "Noi dung"));
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

    private Aip keep(SentPackage sent) throws IOException {
        return room.store.read(deliver(sent).kept().getFirst());
    }

    private Result deliver(SentPackage sent) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("gửi " + ++deliveries));
        var unused = sent.folder(folder);
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    /** A hồ sơ with a document of its own and one for each reference. */
    private SentPackage referring(String... lines) {
        SentPackage sent = SentPackage.sample(false, fonds, 2, 1, "Ho so hai");
        for (int i = 0; i < lines.length; i++) {
            sent.referTo(fonds + ".1998.2.000000" + (i + 2), lines[i]);
        }
        return sent;
    }

    private List<Finding> refused(Result result) throws IOException {
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.REFUSED);
        assertThat(result.kept()).isEmpty();
        assertThat(room.objects()).isEqualTo(1);
        assertThat(room.staging()).isEmpty();
        return result.verdict().findings().stream()
                .filter(finding -> finding.severity() == Severity.BLOCKS)
                .filter(finding -> finding.code().startsWith("PACKAGE_F"))
                .toList();
    }

    private void refusedLikeAMissingOne(String line) throws IOException {
        List<Finding> told = refused(deliver(referring(line)));
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().code()).isEqualTo("PACKAGE_FETCH");
        assertThat(told.getFirst().values()).containsExactly(line);
    }

    @Test
    void what_is_kept_and_sound_is_taken() throws IOException {
        Result result = deliver(referring(referred));
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
    }

    @Test
    void a_withdrawn_source_is_as_a_missing_one_until_it_is_reinstated() throws IOException {
        Withdrawals withdrawals = room.context.getBean(Withdrawals.class);
        withdrawals.withdraw(kept.id(), "giao nhầm", Reader.OPERATOR);
        refusedLikeAMissingOne(referred);
        refusedLikeAMissingOne(kept.id() + "/" + source().path());
        withdrawals.reinstate(kept.id(), "đúng", Reader.OPERATOR);
        assertThat(deliver(referring(referred)).outcome()).isEqualTo(Outcome.KEPT);
    }

    @Test
    void a_source_that_may_hold_a_secret_is_as_a_missing_one() throws IOException {
        RecordBlocks blocks = room.context.getBean(RecordBlocks.class);
        room.context
                .getBean(TransactionTemplate.class)
                .executeWithoutResult(status -> blocks.block(List.of(kept.id())));
        refusedLikeAMissingOne(referred);
        refusedLikeAMissingOne(kept.id() + "/" + source().path());
    }

    private ContentFile source() {
        return kept.documents().get(1).files().getFirst();
    }

    @Test
    void a_damaged_source_is_never_taken() throws IOException {
        byte[] wrong = damage(source());
        refusedLikeAMissingOne(referred);
        refusedLikeAMissingOne(referred + " " + source().sha256().hex());
        assertThat(incidents).as("the archive is told").hasSize(2);
        assertThat(digestsInStore())
                .as("only where it was damaged")
                .filteredOn(digest -> digest.equals(sha512(wrong)))
                .hasSize(1);
    }

    /** Should what gives out files ever give out others, the digests of the catalogue hold. */
    @Test
    void other_bytes_than_the_archive_keeps_are_refused_whoever_gives_them_out()
            throws IOException {
        Retrieval honest = room.retrieval;
        Path other = tmp.resolve("khác.pdf");
        SmallPdf.write(other, "Xoi dung " + referred); // as long
        room.retrieval =
                (id, reader) -> {
                    Retrieval.VerifiedFile file = honest.open(id, reader);
                    return new Retrieval.VerifiedFile() {
                        @Override
                        public Path path() {
                            return other;
                        }

                        @Override
                        public ContentFile file() {
                            return file.file();
                        }

                        @Override
                        public void close() throws IOException {
                            file.close();
                        }
                    };
                };
        assertThat(refused(deliver(referring(referred))))
                .extracting(Finding::code)
                .containsExactly("PACKAGE_FILE_CHANGED");
    }

    @Test
    void two_references_to_one_file_are_two_documents_with_the_same_bytes() throws IOException {
        String byPath = "urn:uuid:" + kept.id() + "/" + source().path();
        Result result = deliver(referring(referred, byPath));
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .contains("PACKAGE_FETCHED", "FILE_TWICE");
        Aip aip = room.store.read(result.kept().getFirst());
        assertThat(aip.documents()).hasSize(3);
        for (Aip.Document document : aip.documents().subList(1, 3)) {
            ContentFile file = document.files().getFirst();
            assertThat(file.sha512()).isEqualTo(source().sha512());
            try (InputStream in = room.store.open(aip.id(), file)) {
                assertThat(sha512(in.readAllBytes())).isEqualTo(source().sha512());
            }
        }
    }

    @Test
    void references_after_the_thousandth_are_refused_and_so_is_their_package() throws IOException {
        String lines =
                IntStream.range(0, 1_001)
                        .mapToObj(i -> i < 1_000 ? referred : referred + " ")
                        .collect(Collectors.joining("\n"));
        long start = System.nanoTime();
        List<Finding> told = refused(deliver(referring(lines)));
        assertThat(told).as("of the last one only").hasSize(1);
        assertThat(told.getFirst().code()).isEqualTo("PACKAGE_FETCH");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void a_hundred_thousand_lines_are_told_in_a_few() throws IOException {
        String lines =
                IntStream.range(0, 100_000)
                        .mapToObj(i -> "A." + i)
                        .collect(Collectors.joining("\n"));
        assertThat(lines.length()).isLessThan(1 << 20);
        long start = System.nanoTime();
        assertThat(refused(deliver(referring(lines)))).hasSize(20);
        String larger = lines + "\n" + lines;
        assertThat(refused(deliver(referring(larger))))
                .as("more than a megabyte is not read")
                .hasSize(1);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    /** One bit of the kept file; the bytes that are there now. */
    private byte[] damage(ContentFile file) throws IOException {
        StoreKey key =
                room.store.headFiles(kept.id()).stream()
                        .filter(one -> one.logicalPath().equals(file.path()))
                        .findFirst()
                        .orElseThrow()
                        .key();
        byte[] bytes;
        try (InputStream in = objects.open(key)) {
            bytes = in.readAllBytes();
        }
        bytes[bytes.length / 2] ^= 1;
        objects.delete(key);
        var unused = objects.putNew(key, ByteSource.of(bytes), sha512(bytes));
        return bytes;
    }

    private List<Digest> digestsInStore() throws IOException {
        List<Digest> digests = new ArrayList<>();
        try (Stream<ObjectInfo> all = objects.list(StorePrefix.ALL)) {
            for (ObjectInfo one : (Iterable<ObjectInfo>) all::iterator) {
                try (InputStream in = objects.open(one.key())) {
                    digests.add(sha512(in.readAllBytes()));
                }
            }
        }
        return digests;
    }

    private static Digest sha512(byte[] bytes) {
        return Digest.of(DigestAlgorithm.SHA512, bytes);
    }
}
