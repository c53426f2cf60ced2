package vn.tangthu.repository.dissemination;

import java.io.IOException;
import vn.tangthu.repository.FixityAudits.Damage;

/** Stored bytes that are not those that were taken in. */
final class BadBytesException extends IOException {
    private static final long serialVersionUID = 1L;

    private final Damage damage;

    BadBytesException(Damage damage, String detail) {
        super(detail);
        this.damage = damage;
    }

    Damage damage() {
        return damage;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
