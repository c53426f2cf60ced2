package vn.tangthu.portal.doors;

import vn.tangthu.repository.DeliveryComparison;

/**
 * A delivery against the last of the same hồ sơ, as programmes read it (docs/openapi.yaml).
 *
 * @param before findings of the last, {@code mended} of them gone and {@code left} still there
 * @param added that were not there before
 * @param complete false when one of the two has more findings than are compared
 */
public record ComparisonJson(
        String previous,
        String previousName,
        String previousReceivedAt,
        long before,
        long mended,
        long added,
        long left,
        boolean complete) {
    static ComparisonJson of(DeliveryComparison c) {
        return new ComparisonJson(
                c.previous().toString(),
                c.previousName(),
                c.previousReceivedAt().toString(),
                c.before(),
                c.mended(),
                c.added(),
                c.left(),
                c.complete());
    }
}
