package vn.tangthu.repository.ingest.lists;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Rights;

/** How the rights of a row follow from its cells: the strictest of what was said wins. */
final class RightsRule {
    private RightsRule() {}

    static Rights of(
            @Nullable Access byMode,
            @Nullable Access asked,
            @Nullable Boolean titlePublic,
            Access unsaid) {
        Access access;
        if (byMode != null && asked != null) {
            access = Access.strictest(byMode, asked);
        } else if (asked != null) {
            access = asked;
        } else {
            access = byMode != null ? byMode : unsaid;
        }
        boolean title = titlePublic != null ? titlePublic : access == Access.PUBLIC;
        return new Rights(access, title, null);
    }
}
