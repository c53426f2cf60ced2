package vn.tangthu.repository;

/**
 * What format a file is in, by the PRONOM registry (The National Archives, UK).
 *
 * @param puid PRONOM's identifier, {@code fmt/18}; empty when no signature knows it
 * @param name in the registry, English; may be empty
 * @param version of the format; may be empty
 * @param basis what it was told by
 * @param signatures versions of the signature files, binary and container: {@code V100/37}
 */
public record FormatIdentification(
        String puid, String name, String version, Basis basis, String signatures) {
    /** What a format was told by. */
    public enum Basis {
        /** What a ZIP or OLE2 file holds. */
        CONTAINER,
        /** Bytes at its beginning or end. */
        SIGNATURE,
        /** The ending of its name, which only one format has; its bytes were not recognised. */
        EXTENSION,
        /** Nothing: no format of the registry. */
        NONE
    }

    public static FormatIdentification unknown(String signatures) {
        return new FormatIdentification("", "", "", Basis.NONE, signatures);
    }

    public boolean known() {
        return !puid.isEmpty();
    }

    /** Name and version as people say them; the PUID where the registry's names lack it. */
    public String called() {
        String called = (name + " " + version).strip();
        return called.isEmpty() ? puid : called;
    }
}
