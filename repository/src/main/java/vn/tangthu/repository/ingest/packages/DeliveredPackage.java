package vn.tangthu.repository.ingest.packages;

import java.nio.file.Path;

/**
 * A package as it lies in a delivery.
 *
 * @param root the folder with its METS.xml
 * @param name how it is called there, for findings; of one delivery each has its own
 * @param judged what the validation reads: the folder, or the archive it was sent in
 */
public record DeliveredPackage(Path root, String name, Path judged) {
    /** The files that are its documents. */
    public static final String DATA = "representations/rep1/data/";

    static final String METS = "METS.xml";
    static final String EAD = "metadata/descriptive/EAD.xml";
    static final String REP = "representations/rep1/";
    static final String REP_METS = REP + METS;
    static final String DESCRIPTIONS = REP + "metadata/descriptive/";
}
