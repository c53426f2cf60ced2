package vn.tangthu.repository.fixity;

import java.io.IOException;

/**
 * Nothing of the archive or of a copy is where it lies: its disk is not mounted, or another lies in
 * its place. That is no damage of packages, and nothing is said of them.
 */
final class StoreGoneException extends IOException {
    private static final long serialVersionUID = 1L;

    private final String place;

    StoreGoneException(String place) {
        super(
                "Nơi cất giữ không có ở đó (chưa gắn ổ đĩa?) / the store is not there (is it"
                        + " mounted?): "
                        + place);
        this.place = place;
    }

    /**
     * @param why what the store said of itself
     */
    StoreGoneException(String place, Exception why) {
        this(place);
        initCause(why);
    }

    boolean isOf(String name) {
        return place.equals(name);
    }
}
