package vn.tangthu.repository.aip.ocfl;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;

/**
 * A listing of the storage root, object by object, lazily. Costs eight bytes of memory and a bit
 * for each object, and the paths of one.
 */
public final class ObjectRoots implements Iterator<ObjectRoots.Listed> {

    /**
     * What the listing showed of one object in one piece.
     *
     * @param root of an object, complete or not; or the key of a stray file that lies in none
     * @param paths of its files, below the root; none of a stray file
     * @param again whether the root was listed before: stores promise no order, and then neither
     *     piece is the whole of it
     */
    public record Listed(StoreKey root, List<String> paths, boolean again) {}

    private final Iterator<ObjectInfo> listing;
    private final RootHashes seen = new RootHashes();

    /** Where the next piece begins; null at the end and before the first was asked for. */
    private @Nullable StoreKey ahead;

    private boolean begun;

    private ObjectRoots(Iterator<ObjectInfo> listing) {
        this.listing = listing;
    }

    static Stream<Listed> of(Stream<ObjectInfo> listing) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new ObjectRoots(listing.iterator()), Spliterator.NONNULL),
                        false)
                .onClose(listing::close);
    }

    private @Nullable StoreKey nextKey() {
        while (listing.hasNext()) {
            StoreKey key = listing.next().key();
            if (!ObjectLayout.isOfStorageRoot(key)) {
                return key;
            }
        }
        return null;
    }

    @Override
    public boolean hasNext() {
        if (!begun) {
            begun = true;
            ahead = nextKey();
        }
        return ahead != null;
    }

    @Override
    public Listed next() {
        StoreKey key = hasNext() ? ahead : null;
        if (key == null) {
            throw new NoSuchElementException();
        }
        StoreKey root = ObjectLayout.rootAbove(key).orElse(null);
        if (root == null) {
            ahead = nextKey();
            return new Listed(key, List.of(), !seen.add(key));
        }
        String below = root.value() + "/";
        List<String> paths = new ArrayList<>();
        while (key != null && key.value().startsWith(below)) {
            paths.add(key.value().substring(below.length()));
            key = nextKey();
        }
        ahead = key;
        return new Listed(root, paths, !seen.add(root));
    }
}
