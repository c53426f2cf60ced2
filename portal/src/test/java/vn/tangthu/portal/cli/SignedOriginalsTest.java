package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.portal.cli.RunningArchive.Said;
import vn.tangthu.portal.samples.SampleFonds;
import vn.tangthu.portal.samples.SignedPapers;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * A signed original stays byte for byte what its signer signed, wherever it goes; and what was
 * found of its signature when it came stays with it.
 */
class SignedOriginalsTest {
    private static final SampleFonds FONDS = SampleFonds.ALL.getFirst();
    private static final String CODE = FONDS.code() + ".1998.1";

    @TempDir Path work;

    /** Names end with the file's own, whatever stands before it in a package. */
    private final Map<String, Digest> originals = new TreeMap<>();

    @Test
    void aSignedOriginalLeavesEveryDoorAsItCameAndSoDoesTheEvidence() throws Exception {
        Path copy = Files.createDirectories(work.resolve("sao"));
        Path medium = Files.createDirectories(work.resolve("medium"));
        try (RunningArchive archive =
                new RunningArchive(
                        work.resolve("home"),
                        "--tangthu.copies.b.directory=" + copy,
                        "--tangthu.copies.b.every=0")) {
            archive.createFonds(FONDS);
            deliver();
            Said kept = archive.verb(work, "ingest", "giao", "--accept-sound");
            assertThat(kept.status()).as(kept.out() + kept.err()).isZero();
            AipId id = archive.port(Catalogue.class).resolve(CODE, Reader.OPERATOR).orElseThrow();
            List<ContentCheck> evidence = evidence(archive, id);
            assertThat(evidence)
                    .singleElement()
                    .satisfies(
                            check -> {
                                assertThat(check.kind()).isEqualTo(Kind.SIGNATURES);
                                assertThat(check.outcome()).isEqualTo(Outcome.UNDECIDED);
                                assertThat(check.detail()).contains("So Noi vu tinh", "INTACT");
                            });
            inTheStore(archive, id);

            restrict(archive, id);
            later(archive, id);
            inTheStore(archive, id);
            assertThat(evidence(archive, id)).isEqualTo(evidence);

            given(archive, "aip");
            given(archive, "sip");
            given(archive, "dip", "--purpose", "02");
            Said whole = archive.verb(work, "export", CODE, "goi");
            assertThat(whole.status()).as(whole.err()).isZero();
            below(work.resolve("goi"));

            assertThat(archive.verb(work, "copy", "b").status()).isZero();
            below(copy);
            repaired(archive, id);
            drilled(archive, medium);

            Said rebuilt = archive.verb(work, "rebuild");
            assertThat(rebuilt.status()).as(rebuilt.out() + rebuilt.err()).isZero();
            assertThat(evidence(archive, id)).isEqualTo(evidence);
            inTheStore(archive, id);
        }
    }

    private void deliver() throws Exception {
        Path folder = Files.createDirectories(work.resolve("giao"));
        Files.writeString(
                folder.resolve("DanhMucHoSo.csv"),
                "Mã phông;Mã hồ sơ;Tiêu đề hồ sơ;THBQ;Tổng số tài liệu\n%s;%s;Hồ sơ cầu;01;2\n"
                        .formatted(FONDS.code(), CODE));
        Files.writeString(
                folder.resolve("DanhMucTaiLieu.csv"),
                "Mã tài liệu;Trích yếu nội dung;Số trang\n%1$s.0000001;Về cây cầu;1\n%1$s.0000002;Công văn;1\n"
                        .formatted(CODE));
        SignedPapers papers = new SignedPapers();
        Path pdf = folder.resolve(CODE + ".0000001.pdf");
        Papers.pdf(pdf, List.of("Về cây cầu"));
        original(papers.sign(pdf));
        original(papers.signedWord(folder.resolve(CODE + ".0000002.docx"), "Công văn"));
    }

    private void original(Path file) throws IOException {
        originals.put(
                file.getFileName().toString(),
                Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(file)));
    }

    private static List<ContentFile> files(RunningArchive archive, AipId id) {
        RecordView.Full record =
                (RecordView.Full)
                        archive.port(Catalogue.class).record(id, Reader.OPERATOR).orElseThrow();
        return record.documents().stream().flatMap(one -> one.files().stream()).toList();
    }

    private static List<ContentCheck> evidence(RunningArchive archive, AipId id) {
        return files(archive, id).getFirst().checks();
    }

    private void inTheStore(RunningArchive archive, AipId id) throws IOException {
        Map<String, Digest> stored = new TreeMap<>();
        for (ContentFile file : files(archive, id)) {
            try (var in = archive.port(AipStore.class).open(id, file)) {
                stored.put(
                        file.originalName(), Digest.of(DigestAlgorithm.SHA512, in.readAllBytes()));
            }
        }
        assertThat(stored).containsAllEntriesOf(originals);
    }

    private static void restrict(RunningArchive archive, AipId id) {
        archive.port(Holdings.class)
                .restrict(id, new Rights(Access.LISTED, true, "Điều 9"), "thử", Reader.OPERATOR);
    }

    /** A late document that is signed too. */
    private void later(RunningArchive archive, AipId id) throws Exception {
        Path pdf = work.resolve("muon.pdf");
        Papers.pdf(pdf, List.of("Đến muộn"));
        Path signed = new SignedPapers().sign(pdf);
        LateChanges late = archive.port(LateChanges.class);
        DocumentDescription blank = late.nextDocument(id, Reader.OPERATOR);
        DocumentDescription next =
                new DocumentDescription(
                        blank.docCode(),
                        blank.docOrdinal(),
                        blank.typeName(),
                        null,
                        null,
                        null,
                        null,
                        "Giấy đến muộn",
                        blank.languages(),
                        1,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null);
        late.add(id, 2, next, signed, "muon.pdf", "Đến muộn", Reader.OPERATOR);
        original(signed);
        assertThat(files(archive, id).getLast().checks())
                .extracting(ContentCheck::kind)
                .contains(Kind.SIGNATURES);
    }

    private void given(RunningArchive archive, String form, String... more) throws IOException {
        Path zip = work.resolve(form + ".zip");
        String[] verb =
                Stream.concat(
                                Stream.of("export", CODE, zip.toString(), "--as", form),
                                Stream.of(more))
                        .toArray(String[]::new);
        Said said = archive.verb(work, verb);
        assertThat(said.status()).as(said.out() + said.err()).isZero();
        List<Digest> found = new java.util.ArrayList<>();
        try (ZipInputStream in = new ZipInputStream(Files.newInputStream(zip))) {
            for (ZipEntry entry; (entry = in.getNextEntry()) != null; ) {
                if (entry.getName().contains("/data/")) {
                    found.add(Digest.of(DigestAlgorithm.SHA512, in.readAllBytes()));
                }
            }
        }
        assertThat(found).as(form).containsExactlyInAnyOrderElementsOf(originals.values());
    }

    /** Somewhere below the folder lies each original. */
    private void below(Path folder) throws IOException {
        List<Digest> found = new java.util.ArrayList<>();
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
                if (file.toString().contains("/data/")) {
                    found.add(Digest.of(DigestAlgorithm.SHA512, Files.readAllBytes(file)));
                }
            }
        }
        assertThat(found)
                .as(folder.toString())
                .containsExactlyInAnyOrderElementsOf(originals.values());
    }

    private void repaired(RunningArchive archive, AipId id) throws IOException {
        Path root =
                work.resolve("home/store")
                        .resolve(archive.port(AipStore.class).rootOf(id.value()).value());
        Path file;
        try (Stream<Path> all = Files.walk(root)) {
            file = all.filter(one -> one.toString().endsWith(".pdf")).findFirst().orElseThrow();
        }
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
        assertThat(archive.verb(work, "audit").out()).isNotEmpty();
        inTheStore(archive, id);
    }

    private void drilled(RunningArchive archive, Path medium) throws IOException {
        Said written =
                archive.verb(
                        work,
                        "set",
                        "write",
                        "--to",
                        "medium",
                        "--full",
                        "--serial",
                        "S-1",
                        "--label",
                        "Đĩa 1",
                        "--type",
                        "HARD_DISK");
        assertThat(written.status()).as(written.out() + written.err()).isZero();
        Path set;
        try (Stream<Path> all = Files.list(medium)) {
            set = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        below(set);
        Said drilled =
                archive.verb(work, "set", "drill", set.toString(), "--into", "moi", "--keep");
        assertThat(drilled.status()).as(drilled.out() + drilled.err()).isZero();
        below(work.resolve("moi/store"));
    }
}
