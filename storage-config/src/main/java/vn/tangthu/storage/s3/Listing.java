package vn.tangthu.storage.s3;

import io.minio.messages.Item;
import io.minio.messages.ListBucketResultV2;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;

/** Lists a bucket a page of 1,000 at a time, asking for the next only when it is needed. */
final class Listing implements Iterator<Item> {
    private static final Logger LOG = LoggerFactory.getLogger(Listing.class);

    private final Bucket bucket;
    private final @Nullable String prefix;
    private Iterator<? extends Item> page = Collections.emptyIterator();
    private @Nullable String continuation;
    private boolean last;

    private Listing(Bucket bucket, @Nullable String prefix) {
        this.bucket = bucket;
        this.prefix = prefix;
    }

    static Stream<ObjectInfo> stream(Bucket bucket, @Nullable String prefix) {
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(
                                new Listing(bucket, prefix), Spliterator.NONNULL),
                        false)
                .map(Listing::toInfo)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull);
    }

    private static @Nullable ObjectInfo toInfo(Item item) {
        String name = item.objectName();
        if (name.equals(S3ObjectStore.PROBE.value()) || item.isDir()) {
            return null;
        }
        try {
            return new ObjectInfo(new StoreKey(name), item.size(), item.lastModified().toInstant());
        } catch (IllegalArgumentException e) {
            LOG.warn("An object in the bucket has a name that is no key: {}", name);
            return null;
        }
    }

    @Override
    public boolean hasNext() {
        try {
            while (!page.hasNext() && !last) {
                ListBucketResultV2 result = bucket.list(prefix, continuation);
                for (Item item : result.contents()) {
                    item.setEncodingType(result.encodingType()); // or names stay %-encoded
                }
                page = result.contents().iterator();
                continuation = result.nextContinuationToken();
                last = !result.isTruncated() || continuation == null;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return page.hasNext();
    }

    @Override
    public Item next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
