package vn.tangthu.repository;

import java.time.Instant;
import java.util.Set;

/**
 * A delivery against the last one of the same hồ sơ: "412 of 430 mended, 3 new, 18 left". What
 * blocks and what warns is counted, notes are not. A finding is the same when rule, hồ sơ or
 * document, field and file name are, whatever row it stands in.
 *
 * @param previous the last delivery that listed at least half of the same hồ sơ and was handed in
 *     by the same contractor, or by an account of our own that did not name one
 * @param before findings of the last delivery
 * @param mended of these, gone now
 * @param added that were not there before
 * @param left of these, still there
 * @param complete false when one of the two has more findings than are kept one by one; then this
 *     is only about those that are
 * @param still identities of those that are left
 */
public record DeliveryComparison(
        DeliveryId previous,
        String previousName,
        Instant previousReceivedAt,
        long before,
        long mended,
        long added,
        long left,
        boolean complete,
        Set<String> still) {
    public DeliveryComparison {
        still = Set.copyOf(still);
    }
}
