package vn.tangthu.indexer;

/**
 * More searches came at once than the machine can work on, and this one waited its time in vain.
 * Nothing is wrong with it: asked again in some seconds it will be answered.
 */
public final class SearchBusyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Seconds after which asking again makes sense. */
    public static final int RETRY_AFTER = 5;

    public SearchBusyException() {
        super(
                "Đang có quá nhiều lượt tìm, hãy thử lại sau vài giây."
                        + " / Too many searches at once; try again in some seconds.");
    }
}
