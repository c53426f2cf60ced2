package vn.tangthu.storage;

import java.time.Instant;

/**
 * What a store knows of an object without reading it.
 *
 * @param size length in bytes
 * @param modified when the store says it was last written; informative, never proof of anything
 */
public record ObjectInfo(StoreKey key, long size, Instant modified) {}
