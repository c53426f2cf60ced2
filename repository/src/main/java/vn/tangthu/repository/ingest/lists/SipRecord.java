package vn.tangthu.repository.ingest.lists;

import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Rights;

/**
 * A row of the list of hồ sơ.
 *
 * @param place list and row, for findings
 * @param fileCode mã hồ sơ, empty when only {@code arcFileCode} was given
 * @param arcFileCode as given, empty when the archive is to put its prefix before the file code
 * @param description null when the row has a blocking finding; its arcFileCode is the one to be
 *     replaced by the full one
 * @param access as given, or null
 * @param titlePublic as given, or null
 */
public record SipRecord(
        String place,
        String fondsCode,
        @Nullable String seriesCode,
        String fileCode,
        String arcFileCode,
        @Nullable FileDescription description,
        @Nullable Access access,
        @Nullable Boolean titlePublic) {
    /** The code by which people know this row. */
    public String code() {
        return fileCode.isEmpty() ? arcFileCode : fileCode;
    }

    /** Its own rights: what was asked for, never more open than its mode of use. */
    public Rights rights() {
        Access byMode =
                description == null || description.mode() == null
                        ? null
                        : Access.of(description.mode());
        return RightsRule.of(byMode, access, titlePublic, Access.LISTED);
    }
}
