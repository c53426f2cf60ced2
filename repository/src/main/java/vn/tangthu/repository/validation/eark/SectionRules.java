package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Element;

/**
 * The sections of metadata: CSIP17 to CSIP21, CSIP31 to CSIP35, CSIP46 to CSIP48. That there is a
 * section is advice, and a must where the package's folders have what it would describe.
 */
final class SectionRules {
    private final MetsReading mets;
    private final StructMapRules structMap;
    private final Folders folders;
    private int descriptive;
    private int describing;
    private int administrative;
    private int provenances;
    private boolean hasReference;

    SectionRules(MetsReading mets, StructMapRules structMap, Folders folders) {
        this.mets = mets;
        this.structMap = structMap;
        this.folders = folders;
    }

    void start(Element element) throws IOException {
        switch (element.name()) {
            case "dmdSec" -> {
                descriptive++;
                section(element, "CSIP18", "CSIP20", "CSIP19");
            }
            case "amdSec" -> {
                administrative++;
                if (administrative == 2) {
                    mets.warn("CSIP31", element, "amdSec × 2");
                }
                structMap.allAdministrative(element.value("ID"));
            }
            case "digiprovMD" -> {
                provenances++;
                section(element, "CSIP33", "CSIP34", null);
            }
            case "rightsMD" -> section(element, "CSIP46", "CSIP47", null);
            default -> structMap.otherAdministrative(element.value("ID"));
        }
    }

    private void section(
            Element element, String idCode, String statusCode, @Nullable String createdCode)
            throws IOException {
        hasReference = false;
        mets.id(element, idCode);
        String status = element.value("STATUS");
        String id = element.value("ID");
        if (id != null) {
            structMap.metadataSection(
                    id, element.name().equals("dmdSec"), !"SUPERSEDED".equals(status));
        }
        if (createdCode != null) {
            mets.dateTime(element, "CREATED", createdCode);
        }
        if (status == null) {
            mets.warn(statusCode, element, "STATUS");
        } else if (!Vocabulary.STATUS.contains(status)) {
            mets.error(statusCode, element, "STATUS=" + status);
        }
    }

    /** A mdRef in the section that is open. */
    void reference() {
        hasReference = true;
    }

    void end(Element element) {
        if (!hasReference) {
            mets.warn(
                    switch (element.name()) {
                        case "dmdSec" -> "CSIP21";
                        case "digiprovMD" -> "CSIP35";
                        default -> "CSIP48";
                    },
                    element,
                    "mdRef");
        } else if (element.name().equals("dmdSec")) {
            describing++;
        }
    }

    /** Of the package's own METS document, which speaks for the package's own folders. */
    void finish() {
        boolean described = folders.hasMetadata("metadata/descriptive");
        boolean preserved = folders.hasMetadata("metadata/preservation");
        if (descriptive == 0) {
            lacking(described, "CSIP17", "dmdSec");
        } else if (describing == 0 && described) {
            mets.error("CSIP21", "dmdSec/mdRef");
        }
        if (administrative == 0) {
            lacking(preserved, "CSIP31", "amdSec");
        }
        if (provenances == 0 && (preserved || administrative > 0)) {
            lacking(preserved, "CSIP32", "digiprovMD");
        }
    }

    private void lacking(boolean available, String code, String name) {
        if (available) {
            mets.error(code, name);
        } else {
            mets.warn(code, name);
        }
    }
}
