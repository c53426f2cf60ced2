package vn.tangthu.storage;

import java.util.Optional;

/**
 * What to list: every object, or all objects below a key (whole segments: {@code a/b} covers {@code
 * a/b/c}, not {@code a/bc}).
 */
public record StorePrefix(Optional<StoreKey> below) {
    public static final StorePrefix ALL = new StorePrefix(Optional.empty());

    public static StorePrefix below(StoreKey key) {
        return new StorePrefix(Optional.of(key));
    }

    public static StorePrefix below(String key) {
        return below(new StoreKey(key));
    }
}
