package vn.tangthu.storage;

/** How {@link ObjectStore#putNew} ended well. */
public enum PutOutcome {
    /** The object was not there and is there now, durably. */
    STORED,
    /** The very same bytes were there already; they were read and compared, not assumed. */
    ALREADY_THERE
}
