package vn.tangthu.storage.faults;

/**
 * What is broken on purpose. After each of them every acknowledged deposit is there byte by byte,
 * nothing half is visible, and the fault was told by an event, a finding or an alarm.
 */
public enum Breakage {
    KILL("kill -9 during ingest, update, indexing, OCR and audit"),
    NTH_CALL("the nth call of the store fails, answers late, cuts short, lies"),
    FULL_DISK("a disk runs full under staging, store, database, index, logs"),
    UPLOAD("uploads that are cut, stall, come twice"),
    BIT_FLIP("one bit flips in a stored object"),
    SWAPPED("objects vanish, appear, change places, go back to an older version"),
    S3("an S3 server answers 500 or 503, late, partly, or loses its answer"),
    CLOCK("the clock jumps by a day, or an hour back"),
    TWICE("the same delivery twice, fifty at once"),
    WRITERS("twenty writers change one record at once"),
    BOMB("bombs, a million entries, deep folders, names twice"),
    XML("hostile XML and lists"),
    TRAVERSAL("paths that lead out of the package"),
    MALFORMED("malformed PDF files and images"),
    STRINGS("naughty strings in every field, in a browser"),
    RIGHTS("every exit as everybody, missing and forbidden alike"),
    FLOOD("one network that asks without end"),
    INDEX_LOST("the index is lost or damaged"),
    INTERRUPTED_AUDIT("an audit is cut off"),
    RESTORE("the archive is restored from a copy");

    private final String what;

    Breakage(String what) {
        this.what = what;
    }

    /** In words; the row of the fault table is the ordinal plus one. */
    public String what() {
        return what;
    }
}
