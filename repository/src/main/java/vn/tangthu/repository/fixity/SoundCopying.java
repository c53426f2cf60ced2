package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.FixityAudits;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.PackageCopying;
import vn.tangthu.repository.fixity.ObjectCopying.Bringing;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.StoreKey;

/** The face of copying, for other rooms: offline sets and what is restored from them. */
@Component
class SoundCopying implements PackageCopying {
    /** No copy of the configuration has this name; incidents are never opened under it. */
    private static final String WHERE = "offline";

    private final CopyParts parts;

    SoundCopying(CopyParts parts) {
        this.parts = parts;
    }

    @Override
    public List<Held> held(UUID after, int limit) {
        return parts.rows().held(WHERE, after, limit).stream()
                .map(held -> new Held(held.id(), held.kind(), held.version()))
                .toList();
    }

    @Override
    public long count() {
        return parts.rows().packages();
    }

    @Override
    public Map<String, Digest> written(Collection<String> logKeys) {
        return parts.rows().written(List.copyOf(logKeys));
    }

    @Override
    public Run begin() {
        return new Walk();
    }

    private KnownObjects.Known known(UUID id) {
        return parts.known().of(List.of(id)).getOrDefault(id, KnownObjects.Known.NOTHING);
    }

    private final class Walk implements Run {
        private Acknowledgements.@Nullable All words;

        private synchronized @Nullable Acknowledged word(CopyRows.Held held) throws IOException {
            if (words == null) {
                words = parts.acknowledgements().all();
            }
            return PlaceCheck.word(words, held.id(), KnownObjects.Known.NOTHING);
        }

        @Override
        public Outcome copy(Held object, ObjectStore to) throws IOException {
            var held = new CopyRows.Held(object.id(), object.kind(), object.version(), false, 0);
            ObjectCopying copying = new ObjectCopying(parts.aips(), parts.archive(), to);
            Bringing first = copying.bring(held, known(held.id()), word(held));
            // What is wrong is looked at twice: a version may just have been written.
            Bringing now =
                    isDamage(first) ? copying.bring(held, known(held.id()), word(held)) : first;
            return switch (now) {
                case Bringing.There(Inspection here, Map<String, ObjectCheck.Found> wrong) ->
                        new Outcome.Brought(
                                here.head(),
                                ObjectCopying.ordered(here),
                                wrong.values().stream().map(SoundCopying::wrong).toList());
                case Bringing.Ended(ObjectCopying.Result result) ->
                        result.outcome() == ObjectCopying.Outcome.DAMAGED_HERE
                                ? damaged(result)
                                : new Outcome.Later();
            };
        }

        @Override
        public List<Wrong> compare(Held object, ObjectStore place) throws IOException {
            return compared(
                    object,
                    place,
                    word(
                            new CopyRows.Held(
                                    object.id(), object.kind(), object.version(), false, 0)));
        }
    }

    private List<Wrong> compared(Held object, ObjectStore place, @Nullable Acknowledged word)
            throws IOException {
        ObjectRef ref = new ObjectRef(object.id(), object.kind(), parts.aips().rootOf(object.id()));
        KnownObjects.Known known = known(object.id());
        if (!known.acknowledged()) {
            return List.of(
                    new Wrong(
                            ref.root().value(),
                            Damage.OBJECT_UNKNOWN,
                            "The archive does not know this package"));
        }
        AipStore there = parts.aips().on(place);
        boolean same = object.kind() == ObjectRef.Kind.FONDS || known.version() == object.version();
        List<Wrong> wrong =
                new ObjectCheck(there, place, new RateLimit(0))
                                .check(
                                        there.inspect(ref),
                                        same ? known.files() : List.of(),
                                        same ? known.version() : 0,
                                        same ? word : null)
                                .findings()
                                .stream()
                                .map(SoundCopying::wrong)
                                .toList();
        return wrong.isEmpty() ? inventory(object, ref, place) : wrong;
    }

    /** The version's inventory, which names all else, is the archive's. */
    private List<Wrong> inventory(Held object, ObjectRef ref, ObjectStore place)
            throws IOException {
        StoreKey key = ref.root().resolve("v" + object.version() + "/inventory.json");
        Digest here = StoredBytes.digest(parts.archive(), key);
        Digest there = StoredBytes.digest(place, key);
        return here.equals(there)
                ? List.of()
                : List.of(
                        new Wrong(
                                key.value(),
                                Damage.INVENTORY_DAMAGED,
                                "It has " + there + ", the archive's own has " + here));
    }

    private static Wrong wrong(ObjectCheck.Found found) {
        return new Wrong(found.path(), found.damage(), found.detail());
    }

    private static boolean isDamage(Bringing bringing) {
        return bringing instanceof Bringing.Ended(ObjectCopying.Result result)
                && result.outcome() == ObjectCopying.Outcome.DAMAGED_HERE;
    }

    private Outcome.Damaged damaged(ObjectCopying.Result result) throws IOException {
        AipId aip =
                result.object().kind() == ObjectRef.Kind.AIP
                        ? new AipId(result.object().id())
                        : null;
        for (ObjectCheck.Found found : result.findings()) {
            UUID unused = parts.incidents().open(aip, found.path(), found.damage(), found.detail());
        }
        var tried = parts.repairs().found(FixityAudits.PRIMARY, result.object().id());
        return new Outcome.Damaged(result.findings().stream().map(SoundCopying::wrong).toList());
    }
}
