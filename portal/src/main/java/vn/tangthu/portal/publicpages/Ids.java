package vn.tangthu.portal.publicpages;

import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they stand in addresses. */
final class Ids {
    private static final Pattern UUID_TEXT =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private Ids() {}

    /**
     * @throws NotHere when it is not written as a UUID: such an address leads nowhere
     */
    static UUID uuid(String text) {
        if (!UUID_TEXT.matcher(text).matches()) {
            throw new NotHere();
        }
        return UUID.fromString(text);
    }
}
