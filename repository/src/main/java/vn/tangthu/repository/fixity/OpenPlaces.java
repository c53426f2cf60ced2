package vn.tangthu.repository.fixity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.AipStore.Inspection;
import vn.tangthu.repository.AipStore.ObjectRef;
import vn.tangthu.repository.fixity.KnownObjects.Known;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;

/** The damaged place and those that may help, open as long as a repair takes. */
final class OpenPlaces implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenPlaces.class);

    private static final Pattern INVENTORY =
            Pattern.compile("/v([1-9][0-9]{0,8})/inventory\\.json");

    private final List<Places.Open> all = new ArrayList<>();
    private final Place damaged;

    /**
     * @param sources those that may help; one that cannot be opened does not
     * @throws IOException when the damaged place cannot be opened
     */
    OpenPlaces(Places places, String copy, List<String> sources) throws IOException {
        damaged = open(places, copy);
        for (String name : sources) {
            try {
                Place unused = open(places, name);
            } catch (IOException e) {
                LOG.warn("The copy {} cannot help to repair {}", name, copy, e);
            }
        }
    }

    private Place open(Places places, String name) throws IOException {
        Places.Open open = places.open(name);
        all.add(open);
        return open.place();
    }

    Place damaged() {
        return damaged;
    }

    List<Place> sources() {
        return all.stream().skip(1).map(Places.Open::place).toList();
    }

    /**
     * The newest state of a package that agrees with the catalogue, the acknowledgement and the
     * log. Where neither of the last two tells of that version, no place may have another inventory
     * of it: nobody could say which is right.
     *
     * @param told digest of the version's inventory by the log, null when it tells none
     */
    Optional<Inspection> truth(
            ObjectRef ref,
            Known it,
            int version,
            Acknowledgements.@Nullable Acknowledged word,
            @Nullable Digest told)
            throws IOException {
        List<Place> places = all.stream().map(Places.Open::place).toList();
        for (int first = 0; first < places.size(); first++) {
            List<Place> order = new ArrayList<>(places.subList(first, places.size()));
            order.addAll(places.subList(0, first));
            MixedStore mixed = new MixedStore(order, ref.root());
            var aips = damaged.aips().on(mixed);
            Inspection inspection = aips.inspect(ref);
            if (inspection.head() == version
                    && new ObjectCheck(aips, mixed, new RateLimit(0))
                            .compare(inspection, it.files(), it.version(), word)
                            .isEmpty()
                    && isVouchedFor(inspection, version, word, told, places)) {
                return Optional.of(inspection);
            }
        }
        return Optional.empty();
    }

    /**
     * Whether the damaged place holds a newer version than the one it would be given, or may: no
     * other place has that one, and nothing is written over it. Where its root inventory and the
     * sidecar agree, what lies above is of a write that was cut off and proves nothing.
     *
     * @param version that was to be put back
     */
    boolean holdsNewer(ObjectRef ref, int version) throws IOException {
        int head = damaged.aips().inspect(ref).head();
        if (head > version) {
            return true;
        }
        if (head > 0 && MixedStore.inventory(damaged, ref.root()).isPresent()) {
            return false;
        }
        try (Stream<ObjectInfo> files = damaged.store().list(StorePrefix.below(ref.root()))) {
            return files.anyMatch(file -> numberOf(ref, file.key()) > version);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Of the version whose inventory this is, or 0. */
    private static int numberOf(ObjectRef ref, StoreKey key) {
        Matcher version = INVENTORY.matcher(key.value().substring(ref.root().value().length()));
        return version.matches() ? Integer.parseInt(version.group(1)) : 0;
    }

    private static boolean isVouchedFor(
            Inspection inspection,
            int version,
            Acknowledgements.@Nullable Acknowledged word,
            @Nullable Digest told,
            List<Place> places) {
        StoreKey folder = inspection.object().root().resolve("v" + version);
        StoreKey key = folder.resolve("inventory.json");
        Digest inventory =
                inspection.expected().stream()
                        .filter(file -> file.key().equals(key))
                        .map(AipStore.ExpectedFile::digest)
                        .findFirst()
                        .orElse(null);
        if (inventory == null || told != null) {
            return inventory != null && inventory.equals(told);
        }
        if (word != null && word.version() == version && word.inventory() != 0) {
            return true; // compared with it before
        }
        for (Place place : places) {
            Digest there = MixedStore.inventory(place, folder).orElse(inventory);
            if (!there.equals(inventory)) {
                LOG.warn(
                        "{} is another in {}, and nothing tells which is right", key, place.name());
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        all.forEach(Places.Open::close);
    }
}
