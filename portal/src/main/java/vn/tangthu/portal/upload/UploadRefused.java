package vn.tangthu.portal.upload;

import java.util.List;

/** Why something of an upload is not taken; the page has words for each reason. */
public final class UploadRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Reasons, each with its HTTP status. The words stand under {@code upload.refused.*}. */
    public enum Reason {
        /** Not there, or somebody else's, which is the same. */
        GONE(404),
        NOT_A_ZIP(422),
        UNSAFE_NAME(422),
        /** A file stands where a folder would have to be. */
        NAME_TWICE(422),
        EMPTY(422),
        /** More came than was announced, or it is announced otherwise. */
        NOT_AS_ANNOUNCED(422),
        /** Largest in bytes. */
        TOO_LARGE(413),
        /** Most files. */
        TOO_MANY_FILES(413),
        /** Most packages of an account. */
        TOO_MANY_PACKAGES(409),
        /** Most bytes of an account, bytes it has. */
        QUOTA(409),
        /** Needed and free bytes. */
        NO_SPACE(507),
        /** Others filled the disk meanwhile. */
        DISK_FULL(507),
        INCOMPLETE(409),
        /** Another request is at the same file or package. */
        BUSY(423);

        private final int status;

        Reason(int status) {
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    private final Reason reason;
    private final transient List<Object> values;

    UploadRefused(Reason reason, Object... values) {
        super(reason + " " + List.of(values));
        this.reason = reason;
        this.values = List.of(values);
    }

    public Reason reason() {
        return reason;
    }

    /** Numbers and names for the words. */
    List<Object> values() {
        return values;
    }
}
