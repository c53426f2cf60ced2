package vn.tangthu.indexer.extract;

/** Who may go first. */
enum Lane {
    /** Somebody looks at a screen: one worker is always left for them. */
    INTERACTIVE,
    /** Deliveries and extraction: all workers but one. */
    BACKGROUND
}
