package vn.tangthu.repository.validation.tt05;

import java.util.Locale;

/** Where things stand in a package of the circular. */
final class Layout {
    static final String METS = "METS.xml";
    static final String EAD = "metadata/descriptive/EAD.xml";
    static final String PREMIS = "metadata/preservation/PREMIS.xml";
    static final String REP = "representations/rep1/";
    static final String REP_METS = REP + METS;
    static final String REP_PREMIS = REP + "metadata/preservation/PREMIS_rep1.xml";
    static final String DATA = REP + "data/";
    private static final String DESCRIPTIVE = REP + "metadata/descriptive/";

    private Layout() {}

    static String fileName(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static boolean isDocument(String path) {
        return path.startsWith(DESCRIPTIVE)
                && fileName(path).matches("EAD_(doc|pic|media).*\\.xml");
    }

    static boolean isFetch(String path) {
        return path.endsWith(".fetch.txt");
    }

    static boolean isSystemFile(String path) {
        String name = fileName(path).toLowerCase(Locale.ROOT);
        return name.equals(".ds_store")
                || name.equals("thumbs.db")
                || name.equals("desktop.ini")
                || name.startsWith("._");
    }

    /** Description, preservation metadata or content: what a package is for. */
    static boolean isEssential(String path) {
        return path.startsWith("metadata/")
                || path.startsWith(REP + "metadata/")
                || path.startsWith(DATA)
                || path.equals(REP_METS);
    }

    static boolean isOfTheTree(String path) {
        return path.equals(METS)
                || path.startsWith("schemas/")
                || path.startsWith("documentation/")
                || path.startsWith(REP + "documentation/")
                || isFetch(path)
                || isEssential(path);
    }
}
