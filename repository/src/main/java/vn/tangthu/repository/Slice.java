package vn.tangthu.repository;

import java.util.List;

/**
 * A bounded piece of a list.
 *
 * @param total how many there are in all
 */
public record Slice<T>(List<T> items, int offset, long total) {
    public Slice {
        items = List.copyOf(items);
    }
}
