package vn.tangthu.portal.cli;

/** What an address of the table is asked about. The first four are the letters of a cell. */
enum MatrixThing {
    OPEN,
    LISTED,
    HIDDEN,
    /** A hidden document in an open hồ sơ. */
    INSIDE,
    /** Listed like {@link #LISTED}, and other in everything else. */
    TWIN,
    /** A stamp was read in it: for the officer who decides. */
    SUSPECT,
    /** Was never there. */
    NEVER;

    static final int LETTERS = 4;
}
