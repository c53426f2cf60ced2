package vn.tangthu.repository.aip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.ExpectedFile;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.AipStore.ObjectRef.Kind;
import vn.tangthu.repository.AipStore.Problem;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.aip.ocfl.Inventory;
import vn.tangthu.repository.aip.ocfl.ObjectSurvey;
import vn.tangthu.repository.aip.ocfl.OcflObjects;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;

/** Says in the words of the port what a survey of an OCFL object found. */
final class ObjectInspection {

    /** Gives the ids of the head's content files by path. */
    interface ContentFiles {
        Map<String, ContentFileId> of(OcflObjects.Found found) throws IOException;
    }

    private ObjectInspection() {}

    /** An object that cannot be read gets an id of its own, derived from where it lies. */
    static ObjectRef ref(StoreKey root, @Nullable Inventory inventory) {
        UUID id = inventory == null ? null : OcflAipStore.uuidOf(inventory.id());
        if (inventory == null || id == null) {
            return new ObjectRef(
                    UUID.nameUUIDFromBytes(root.value().getBytes(StandardCharsets.UTF_8)),
                    Kind.UNKNOWN,
                    root);
        }
        Set<String> paths = inventory.headVersion().state().keySet();
        Kind kind =
                paths.contains(AipLayout.METS)
                        ? Kind.AIP
                        : paths.contains(FondsJson.PATH) ? Kind.FONDS : Kind.UNKNOWN;
        return new ObjectRef(id, kind, root);
    }

    /** A file that lies in no object. */
    static Inspection stray(ObjectRef object) {
        return new Inspection(object, 0, List.of(), List.of(object.root()), List.of());
    }

    static Inspection of(ObjectRef object, ObjectSurvey survey, ContentFiles contentFiles)
            throws IOException {
        Inventory inventory = survey.inventory();
        Map<String, Set<ContentFileId>> byDigest = new HashMap<>();
        if (inventory != null && object.kind() == Kind.AIP) {
            Map<String, ContentFileId> known =
                    contentFiles.of(new OcflObjects.Found(object.root(), inventory));
            AipId aip = new AipId(object.id());
            for (Inventory.Version version : inventory.versions()) {
                version.state()
                        .forEach(
                                (path, digest) -> {
                                    if (path.startsWith(AipLayout.DATA)) {
                                        ContentFileId id = known.get(path);
                                        byDigest.computeIfAbsent(digest, d -> new LinkedHashSet<>())
                                                .add(
                                                        id != null
                                                                ? id
                                                                : ContentFileId.derive(aip, path));
                                    }
                                });
            }
        }
        List<ExpectedFile> expected = new ArrayList<>();
        for (Map.Entry<String, Digest> entry : survey.expected().entrySet()) {
            StoreKey key = object.root().resolve(entry.getKey());
            Set<ContentFileId> ids = byDigest.get(entry.getValue().hex());
            if (ids == null) {
                expected.add(new ExpectedFile(key, entry.getValue(), null));
            } else {
                ids.forEach(id -> expected.add(new ExpectedFile(key, entry.getValue(), id)));
            }
        }
        List<Problem> problems = new ArrayList<>();
        for (ObjectSurvey.Problem problem : survey.problems()) {
            problems.add(
                    new Problem(
                            object.root().resolve(problem.path()),
                            problem.damage(),
                            problem.detail()));
        }
        // Another object copied to this place is whole, and still not this one.
        String urn = OcflAipStore.URN + object.id();
        if (inventory != null && object.kind() != Kind.UNKNOWN && !inventory.id().equals(urn)) {
            problems.add(
                    new Problem(
                            object.root().resolve("inventory.json"),
                            Damage.INVENTORY_DAMAGED,
                            "It is that of " + inventory.id()));
        }
        return new Inspection(
                object,
                inventory == null ? 0 : inventory.head(),
                expected,
                survey.extra().stream().map(object.root()::resolve).toList(),
                problems);
    }
}
