package vn.tangthu.repository;

import java.io.IOException;
import java.util.Optional;
import vn.tangthu.storage.Digest;

/**
 * Derived objects, one per content file, kind and extractor version, never one per page.
 * Self-checked: a damaged one reads as absent and is made again. Losing them loses time, nothing
 * else.
 */
public interface DerivativeStore {
    Optional<byte[]> get(Digest contentSha512, String kind) throws IOException;

    /** Stores or replaces. */
    void put(Digest contentSha512, String kind, byte[] derivative) throws IOException;

    void delete(Digest contentSha512, String kind) throws IOException;
}
