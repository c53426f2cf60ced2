package vn.tangthu.storage;

import java.util.List;

/**
 * The copies of the archive that the configuration names.
 *
 * @param all in the order of their names; empty where there are none
 */
public record StoreCopies(List<StoreCopy> all) {
    public StoreCopies {
        all = List.copyOf(all);
    }
}
