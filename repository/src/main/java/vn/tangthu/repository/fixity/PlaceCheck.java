package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.Acknowledgements.Acknowledged;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.AipStore.Opened;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.fixity.KnownObjects.Known;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/**
 * Looks at one package of the archive or of a copy. What is found wrong is looked at a second time
 * before it is believed: a version may just have been written.
 */
final class PlaceCheck {
    private final Place place;
    private final KnownObjects known;
    private final CopyLocks locks;
    private final ErasedObjects erased;
    private final Supplier<Acknowledgements.@Nullable All> words;

    /**
     * @param version of the archive's own the head that was found, of a copy what was copied
     */
    record Checked(ObjectRef object, int version, ObjectCheck.Result result) {
        boolean sound() {
            return result.findings().isEmpty();
        }
    }

    /**
     * @param words what was acknowledged; null compares with no acknowledgement
     */
    PlaceCheck(
            Place place,
            KnownObjects known,
            CopyLocks locks,
            ErasedObjects erased,
            Supplier<Acknowledgements.@Nullable All> words) {
        this.place = place;
        this.known = known;
        this.locks = locks;
        this.erased = erased;
        this.words = words;
    }

    /** Of an object that a walk met. */
    Checked look(ObjectCheck check, Opened opened, Known it) throws IOException {
        ObjectRef object = opened.object();
        return locks.holding(
                place,
                object.id(),
                () ->
                        confirmed(
                                check,
                                object,
                                read(
                                        object,
                                        () ->
                                                check.check(
                                                        place.isPrimary()
                                                                ? opened.inspect()
                                                                : place.aips().inspect(object),
                                                        recordedOf(it),
                                                        version(it),
                                                        word(object, it))),
                                it));
    }

    /** Of an object that should be there. */
    Checked lookFor(ObjectCheck check, ObjectRef object, Known it) throws IOException {
        return locks.holding(
                place,
                object.id(),
                () ->
                        isGone(object.root())
                                ? gone(object, it)
                                : confirmed(check, object, first(check, object, it), it));
    }

    private ObjectCheck.Result first(ObjectCheck check, ObjectRef object, Known it)
            throws IOException {
        return read(
                object, () -> check.check(object, recordedOf(it), version(it), word(object, it)));
    }

    /**
     * An inventory with a sector that cannot be read is damage of that package and ends no run, as
     * a content file is; a store that does not answer is not.
     */
    private ObjectCheck.Result read(ObjectRef object, CopyLocks.Work<ObjectCheck.Result> look)
            throws IOException {
        try {
            return look.run();
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException | UncheckedIOException e) {
            place.assertThere();
            return new ObjectCheck.Result(0, 0, 0, List.of(unreadable(object, e)));
        }
    }

    static ObjectCheck.Found unreadable(ObjectRef object, Exception e) {
        return new ObjectCheck.Found(
                object.root().resolve("inventory.json").value(),
                Damage.INVENTORY_DAMAGED,
                "The package cannot be read: " + Objects.toString(e.getMessage(), e.toString()));
    }

    /** What is wrong twice is wrong; the second look asks the database and the listing again. */
    private Checked confirmed(
            ObjectCheck check, ObjectRef object, ObjectCheck.Result first, Known then)
            throws IOException {
        if (first.findings().isEmpty()) {
            return checked(object, first, then);
        }
        place.assertThere();
        Known again = known(object.id());
        ObjectCheck.Result second = first(check, object, again);
        return checked(
                object,
                new ObjectCheck.Result(
                        second.version(),
                        second.files(),
                        first.bytes(),
                        settled(object, second, again)),
                again);
    }

    /**
     * Without the files of the version that is just being written, here or by another process, or
     * was cut off and is noted: who ends that note takes them away before, and where the package is
     * damaged they stay, with the note, until its repair.
     */
    private List<ObjectCheck.Found> settled(
            ObjectRef object, ObjectCheck.Result result, Known before) {
        List<ObjectCheck.Found> settled = withoutNext(object, result);
        if (settled.size() == result.findings().size()) {
            return settled;
        }
        Known after = known(object.id());
        return before.underWay() || after.underWay() || after.version() > before.version()
                ? settled
                : result.findings();
    }

    /** What was found, without files in the place of the version after the head. */
    static List<ObjectCheck.Found> withoutNext(ObjectRef object, ObjectCheck.Result result) {
        String next = object.root().resolve("v" + (result.version() + 1)).value() + "/";
        return result.findings().stream()
                .filter(one -> one.damage() != Damage.EXTRA || !one.path().startsWith(next))
                .toList();
    }

    private Known known(UUID object) {
        return known.of(place, List.of(object)).getOrDefault(object, Known.NOTHING);
    }

    private Checked checked(ObjectRef object, ObjectCheck.Result result, Known it) {
        return new Checked(object, place.isPrimary() ? result.version() : it.version(), result);
    }

    /**
     * While a delivery brings a version the database is behind the object or ahead of it. By a note
     * alone it is never ahead: a note may stay for long, and hides no damage.
     */
    static List<ObjectCheck.Recorded> recordedOf(Known known) {
        return known.underWay() && !known.noted() ? List.of() : known.files();
    }

    static int version(Known known) {
        return known.underWay() && !known.noted() ? 0 : known.version();
    }

    /** What a damaged word says of a package proves nothing; the word itself is named. */
    private @Nullable Acknowledged word(ObjectRef object, Known it) {
        return word(words.get(), object.id(), it);
    }

    static @Nullable Acknowledged word(Acknowledgements.@Nullable All all, UUID object, Known it) {
        return all == null
                ? null
                : all.of(new AipId(object))
                        .filter(
                                word ->
                                        word.version() > word.delivered()
                                                || word.delivery() == null
                                                || !all.isDamaged(word.delivery()))
                        // A copy that is behind does not have it yet.
                        .filter(word -> !it.behind() || word.version() <= it.version())
                        .orElse(null);
    }

    boolean isGone(StoreKey root) throws IOException {
        try (Stream<?> files = place.store().list(StorePrefix.below(root))) {
            return files.findAny().isEmpty();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Checked gone(ObjectRef object, Known it) throws IOException {
        place.assertThere();
        return checked(object, gone(object.root(), erased.byRight(object.id())), it);
    }

    private static ObjectCheck.Result gone(StoreKey root, boolean byRight) {
        List<ObjectCheck.Found> loss =
                List.of(
                        new ObjectCheck.Found(
                                root.value(),
                                Damage.OBJECT_MISSING,
                                "The catalogue knows it; nothing of it is in the store"));
        return new ObjectCheck.Result(0, 0, 0, byRight ? List.of() : loss);
    }
}
