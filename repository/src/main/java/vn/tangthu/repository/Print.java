package vn.tangthu.repository;

/** What is kept of a page to find another that is nearly the same. */
public sealed interface Print permits PagePrint, ScanPrint {
    /** Under how many keys a page is found. */
    int KEYS = 4;

    /** Of what it is. The numbers stand in the database: one for each way in which it is made. */
    enum Kind {
        TEXT(PagePrint.VERSION),
        SCAN(ScanPrint.VERSION);

        private final int version;

        Kind(int version) {
            this.version = version;
        }

        public int version() {
            return version;
        }

        /**
         * @param data of a print of this kind
         */
        public Print of(byte[] data) {
            return this == TEXT ? new PagePrint(data) : new ScanPrint(data);
        }
    }

    byte[] data();

    /** Whether there is nothing to compare. */
    boolean isNone();

    /** Where it is found, {@value #KEYS} of them. */
    int[] keys();

    /**
     * For each key what a page nearly the same may have in its place; pages that share none are not
     * compared.
     */
    int[][] probes();

    /** How much two pages share, 0 to 100; 0 where they are of different kinds. */
    int percent(Print other);
}
