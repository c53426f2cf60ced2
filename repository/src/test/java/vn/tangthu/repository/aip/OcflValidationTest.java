package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import io.ocfl.api.OcflRepository;
import io.ocfl.api.model.ObjectVersionId;
import io.ocfl.api.model.ValidationResults;
import io.ocfl.core.OcflRepositoryBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.FondsObject;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.filesystem.FileSystemObjectStore;

/** ocfl-java, which we did not write, reads what we write. */
class OcflValidationTest {

    @TempDir Path directory;

    @BeforeAll
    static void registerDigests() {
        // Without it ocfl-java does not know blake2b and reports a false E092.
        Security.addProvider(new BouncyCastleProvider());
    }

    @Test
    void an_independent_implementation_finds_our_objects_and_nothing_wrong_with_them()
            throws IOException {
        TestAips made = new TestAips(5);
        Path sources = Files.createDirectory(directory.resolve("sources"));
        List<String> ids = new ArrayList<>();
        try (ObjectStore store = FileSystemObjectStore.open(directory.resolve("store"))) {
            AipStore aips = new OcflAipStore(store, Clock.systemUTC(), "test");
            for (int i = 0; i < 5; i++) {
                Aip aip = made.aip(new AipId(UUID.randomUUID()), 3);
                aips.store(aip, made.sources(aip, sources));
                for (int v = 1; v < i; v++) {
                    List<Aip.Document> documents = new ArrayList<>(aip.documents());
                    documents.removeLast();
                    documents.add(made.document(aip.id(), 10 + v, aip.fileCode()));
                    Aip next =
                            OcflAipStoreTest.next(
                                    aip,
                                    documents,
                                    OcflAipStoreTest.titled(aip.description(), "Bản " + v),
                                    "Sửa " + v,
                                    "Người sửa");
                    aips.addVersion(next, v, made.sources(next, sources));
                    aip = next;
                }
                ids.add(aip.id().urn());
            }
            FondsId fonds = new FondsId(UUID.randomUUID());
            for (String title : List.of("Phông 1", "Phông một")) {
                aips.saveFonds(
                        new FondsObject(
                                fonds,
                                new NewFonds(
                                        "H32",
                                        title,
                                        "LS32",
                                        null,
                                        null,
                                        new Rights(Access.PUBLIC, true, null)),
                                List.of(),
                                Instant.parse("2026-11-21T00:00:00Z"),
                                1),
                        "A",
                        title);
            }
            ids.add("urn:uuid:" + fonds);
        }

        OcflRepository judge =
                new OcflRepositoryBuilder()
                        .storage(storage -> storage.fileSystem(directory.resolve("store/ocfl")))
                        .workDir(Files.createDirectory(directory.resolve("work")))
                        .build();
        try (var listed = judge.listObjectIds()) {
            assertThat(listed).containsExactlyInAnyOrderElementsOf(ids);
        }
        for (String id : ids) {
            ValidationResults results = judge.validateObject(id, true);
            assertThat(results.getErrors()).isEmpty();
            // W008 asks for an address of the user; a name is all there is.
            assertThat(results.getWarnings())
                    .allMatch(warning -> warning.getCode().toString().equals("W008"));
        }
        Path exported = directory.resolve("exported");
        judge.exportVersion(ObjectVersionId.version(ids.getFirst(), 1), exported);
        try (var files = Files.walk(exported)) {
            assertThat(files.map(path -> path.getFileName().toString())).contains("METS.xml");
        }
        judge.close();
    }

    @Test
    void the_storage_root_declares_itself_and_its_layout() throws IOException {
        TestAips made = new TestAips(6);
        Aip aip = made.aip(AipId.of("0b3d8d2a-6f0c-4c59-9d6f-0f6f3c1a2b3c"), 1);
        Path root = directory.resolve("store");
        try (ObjectStore store = FileSystemObjectStore.open(root)) {
            AipStore aips = new OcflAipStore(store, Clock.systemUTC(), "test");
            aips.store(aip, made.sources(aip, directory));
            aips.addVersion(OcflAipStoreTest.retitled(aip, "Mới", "A"), 1, Map.of());
        }
        assertThat(root.resolve("ocfl/0=ocfl_1.1")).hasContent("ocfl_1.1\n");
        assertThat(root.resolve("ocfl/ocfl_layout.json"))
                .content()
                .contains("\"0004-hashed-n-tuple-storage-layout\"");
        String hex =
                Digest.of(DigestAlgorithm.SHA256, aip.id().urn().getBytes(StandardCharsets.UTF_8))
                        .hex();
        Path object =
                root.resolve(
                        "ocfl/%s/%s/%s/%s"
                                .formatted(
                                        hex.substring(0, 3),
                                        hex.substring(3, 6),
                                        hex.substring(6, 9),
                                        hex));
        assertThat(object.resolve("0=ocfl_object_1.1")).hasContent("ocfl_object_1.1\n");
        assertThat(object.resolve("v2/inventory.json"))
                .hasSameBinaryContentAs(object.resolve("inventory.json"));
        assertThat(object.resolve("v1/inventory.json")).exists();
    }
}
