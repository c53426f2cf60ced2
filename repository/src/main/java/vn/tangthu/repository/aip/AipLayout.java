package vn.tangthu.repository.aip;

import java.util.Locale;
import java.util.UUID;

/** The tree of AIP_hoso (Thông tư 05/2025, Phụ lục I): where each file of a package stands. */
final class AipLayout {

    static final String METS = "METS.xml";
    static final String EAD = "metadata/descriptive/EAD.xml";
    static final String PREMIS = "metadata/preservation/PREMIS.xml";
    static final String REP = "representations/rep1/";
    static final String REP_METS = REP + "METS.xml";
    static final String REP_PREMIS = REP + "metadata/preservation/PREMIS_rep1.xml";
    static final String DATA = REP + "data/";
    static final String SCHEMAS = "schemas/";

    private AipLayout() {}

    /**
     * The description of a document.
     *
     * @param place in the hồ sơ, from 1
     */
    static String eadDoc(int place) {
        return REP + "metadata/descriptive/EAD_doc_" + number(place) + ".xml";
    }

    /** Seven digits, as the circular numbers the documents of a hồ sơ. */
    static String number(int place) {
        return String.format(Locale.ROOT, "%07d", place);
    }

    /** {@code urn:uuid:{UUID}} with the UUID in upper case, as the circular writes OBJID. */
    static String objId(UUID id) {
        return "urn:uuid:" + upper(id);
    }

    static String upper(UUID id) {
        return id.toString().toUpperCase(Locale.ROOT);
    }
}
