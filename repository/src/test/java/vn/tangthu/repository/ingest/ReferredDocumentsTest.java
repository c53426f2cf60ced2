package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Deliveries.Options;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** {@code *.fetch.txt}: documents of the same fonds that a package only refers to. */
class ReferredDocumentsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String AGENCY = "so-noi-vu";

    @TempDir Path tmp;
    private final String fonds = "R" + UUID.randomUUID().toString().substring(0, 8);
    private final String referred = fonds + ".1998.1.0000002";
    private IngestRoom room;
    private Aip kept;
    private int deliveries;

    @BeforeEach
    void keep() throws IOException {
        room =
                new IngestRoom(
                        tmp.resolve("home"), DATABASE.dataSource(), new MemoryObjectStore(), null);
        room.retrieval = this::open;
        room.fonds(fonds, null);
        Path folder = Files.createDirectories(tmp.resolve("hồ sơ 1"));
        var unused = SentPackage.sample(true, fonds, 1, 2, "Noi dung").folder(folder);
        kept = room.store.read(ingest(folder, Reader.OPERATOR).kept().getFirst());
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

    private Result ingest(Path source, Reader by) throws IOException {
        Options options = new Options(false, false, by.name(), by);
        return room.deliveries.ingest(source, options, Progress.NONE);
    }

    private static final Reader BY_AGENCY = new Reader(null, AGENCY, Set.of(Role.AGENCY), Set.of());

    /** As the application does: only what the reader may have, and a copy of its own. */
    private Retrieval.VerifiedFile open(ContentFileId id, Reader reader)
            throws IOException, Retrieval.NotAvailable {
        AipId aip = room.catalogue.recordOf(id, reader).orElseThrow(Retrieval.NotAvailable::new);
        if (!(room.catalogue.record(aip, reader).orElseThrow() instanceof RecordView.Full full)) {
            throw new Retrieval.NotAvailable();
        }
        ContentFile file =
                full.documents().stream()
                        .flatMap(document -> document.files().stream())
                        .filter(one -> one.id().equals(id))
                        .findFirst()
                        .orElseThrow(Retrieval.NotAvailable::new);
        Path copy = Files.createTempFile(tmp, "kept", ".pdf");
        try (InputStream in = room.store.open(aip, file)) {
            Files.write(copy, in.readAllBytes());
        }
        return new Retrieval.VerifiedFile() {
            @Override
            public Path path() {
                return copy;
            }

            @Override
            public ContentFile file() {
                return file;
            }

            @Override
            public void close() throws IOException {
                Files.deleteIfExists(copy);
            }
        };
    }

    private SentPackage sent(boolean aip, String line) {
        SentPackage sent = SentPackage.sample(aip, fonds, 2, 1, "Ho so hai");
        sent.referTo(fonds + ".1998.2.0000002", line);
        return sent;
    }

    private Result deliver(SentPackage sent, Reader by) throws IOException {
        Path folder = Files.createDirectories(tmp.resolve("gửi " + ++deliveries));
        var unused = sent.folder(folder);
        return ingest(folder, by);
    }

    private ContentFile original() {
        return kept.documents().get(1).files().getFirst();
    }

    private void keptWithRightBytes(Result result) throws IOException {
        assertThat(result.outcome()).as("%s", result).isEqualTo(Outcome.KEPT);
        assertThat(result.verdict().findings())
                .extracting(Finding::code)
                .contains("PACKAGE_FETCHED");
        Aip aip = room.store.read(result.kept().getFirst());
        assertThat(aip.documents()).hasSize(2);
        ContentFile file = aip.documents().get(1).files().getFirst();
        assertThat(file.path()).endsWith("/" + fonds + ".1998.2.0000002.pdf");
        assertThat(file.sha512()).isEqualTo(original().sha512());
        try (InputStream copy = room.store.open(aip.id(), file);
                InputStream first = room.store.open(kept.id(), original())) {
            assertThat(copy.readAllBytes()).isEqualTo(first.readAllBytes());
        }
        assertThat(Objects.requireNonNull(aip.origin().received()).files())
                .as("only the other has a digest of its METS")
                .isEqualTo(1);
        assertThat(room.staging()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void a_document_of_the_fonds_is_kept_with_the_bytes_that_the_archive_has(boolean aip)
            throws IOException {
        keptWithRightBytes(deliver(sent(aip, referred), BY_AGENCY));
    }

    @Test
    void a_line_may_have_the_archive_s_prefix_and_the_digest() throws IOException {
        String line = IngestRoom.ARCHIVE_CODE + "." + referred + " " + original().sha256().hex();
        keptWithRightBytes(deliver(sent(true, line), Reader.OPERATOR));
    }

    @Test
    void a_line_may_be_the_id_of_an_exported_package_and_a_path_in_it() throws IOException {
        String line = "urn:uuid:" + kept.id().value() + "/" + original().path();
        keptWithRightBytes(deliver(sent(false, line), BY_AGENCY));
    }

    private void refused(SentPackage sent, Reader by, String line) throws IOException {
        Result result = deliver(sent, by);
        assertThat(result.outcome()).isEqualTo(Outcome.REFUSED);
        List<Finding> told =
                result.verdict().findings().stream()
                        .filter(finding -> finding.code().startsWith("PACKAGE_FETCH"))
                        .toList();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().code()).isEqualTo("PACKAGE_FETCH");
        assertThat(told.getFirst().severity()).isEqualTo(Severity.BLOCKS);
        assertThat(told.getFirst().values()).containsExactly(line);
        assertThat(room.objects()).isEqualTo(1);
        assertThat(room.staging()).isEmpty();
    }

    @Test
    void what_is_missing_hidden_or_listed_is_refused_with_the_same_words() throws IOException {
        refused(sent(false, fonds + ".1998.9.0000001"), BY_AGENCY, fonds + ".1998.9.0000001");
        for (Access access : List.of(Access.HIDDEN, Access.LISTED)) {
            room.holdings.restrict(
                    kept.id(), new Rights(access, false, null), "đời tư", Reader.OPERATOR);
            refused(sent(false, referred), BY_AGENCY, referred);
            String path = kept.id().value() + "/" + original().path();
            refused(sent(false, path), BY_AGENCY, path);
        }
    }

    @Test
    void a_restricted_document_does_not_become_more_open_by_a_reference() throws IOException {
        room.holdings.restrict(
                kept.id(), new Rights(Access.LISTED, false, null), "đời tư", Reader.OPERATOR);
        Result opener = deliver(sent(false, referred), Reader.OPERATOR);
        assertThat(opener.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(opener.verdict().findings())
                .extracting(Finding::code)
                .contains("PACKAGE_FETCH_RIGHTS");
        SentPackage restricted = sent(false, referred);
        restricted.documents.getLast().put("mode", "02");
        keptWithRightBytes(deliver(restricted, Reader.OPERATOR));
    }

    @Test
    void a_wrong_digest_is_refused() throws IOException {
        String line = referred + " " + "0".repeat(64);
        refused(sent(false, line), BY_AGENCY, line);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:9/%s.pdf",
                "file:///etc/passwd#%s",
                "../../%s.pdf",
                "%s/../../../etc/passwd"
            })
    void nothing_is_fetched_from_elsewhere(String form) throws IOException {
        String line = form.formatted(referred);
        refused(sent(false, line), Reader.OPERATOR, line);
    }

    @Test
    void a_document_of_another_fonds_is_refused() throws IOException {
        String other = "S" + fonds.substring(1);
        room.fonds(other, null);
        SentPackage sent = SentPackage.sample(false, other, 2, 1, "Ho so hai");
        sent.referTo(other + ".1998.2.0000002", referred);
        refused(sent, Reader.OPERATOR, referred);
    }
}
