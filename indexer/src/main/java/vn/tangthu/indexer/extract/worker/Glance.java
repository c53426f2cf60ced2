package vn.tangthu.indexer.extract.worker;

import org.jspecify.annotations.Nullable;

/**
 * What a quick look at an image gave.
 *
 * @param cells null where its coding is not understood here
 * @param broken it ends early or cannot be decoded to its end; the cells then show what there is
 */
record Glance(@Nullable GreyCells cells, boolean broken) {
    static final Glance NOT_UNDERSTOOD = new Glance(null, false);
    static final Glance BROKEN = new Glance(null, true);
}
