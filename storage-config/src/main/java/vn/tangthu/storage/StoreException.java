package vn.tangthu.storage;

import java.io.IOException;

/** A store could not do what was asked; the subtypes say why where the caller can act on it. */
public class StoreException extends IOException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** No object has this key. */
    public static final class NotFound extends StoreException {
        private static final long serialVersionUID = 1L;

        public NotFound(StoreKey key) {
            super("No object " + key);
        }
    }

    /** An object with this key and other bytes is there; it was left as it is. */
    public static final class Exists extends StoreException {
        private static final long serialVersionUID = 1L;

        public Exists(StoreKey key) {
            super("An object with other bytes is already at " + key);
        }
    }

    /** The bytes are not those that were promised; nothing became visible. */
    public static final class DigestMismatch extends StoreException {
        private static final long serialVersionUID = 1L;

        public DigestMismatch(StoreKey key, Digest expected, Digest actual) {
            super("The bytes for " + key + " have " + actual + " and not " + expected);
        }
    }

    /** A replace found other bytes than the caller had read; nothing was changed. */
    public static final class Conflict extends StoreException {
        private static final long serialVersionUID = 1L;

        public Conflict(StoreKey key) {
            super("The object " + key + " was changed by somebody else");
        }
    }

    /** What answers is not the archive's store: an unmounted disk, another one, or a copy. */
    public static final class NotThere extends StoreException {
        private static final long serialVersionUID = 1L;

        public NotThere(String why) {
            super(
                    "Nơi cất giữ không có ở đó (chưa gắn ổ đĩa?) / the object store is not there"
                            + " (is it mounted?): "
                            + why);
        }
    }
}
