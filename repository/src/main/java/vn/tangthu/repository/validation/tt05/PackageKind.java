package vn.tangthu.repository.validation.tt05;

import java.util.Set;

/** The five packages of the circular, by its annexes. */
enum PackageKind {
    /** Phụ lục III: a hồ sơ on its way to an archive. */
    SIP_HOSO("SIP", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"),
    /** Phụ lục IV: loose documents on their way to an archive. */
    SIP_TAILIEU("SIP", "https://earkcsip.dilcis.eu/profile/E-ARK-CSIP.xml"),
    /** Phụ lục I: a hồ sơ as it is kept. */
    AIP_HOSO("AIP", "http://www.ra.ee/METS/v01/IP.xml"),
    /** Phụ lục II: loose documents as they are kept. */
    AIP_TAILIEU("AIP", "http://www.ra.ee/METS/v01/IP.xml"),
    /** Phụ lục V: what a user is given. */
    DIP("DIP", "https://earkdip.dilcis.eu/profile/E-ARK-DIP.xml");

    private final String type;
    private final String profile;

    PackageKind(String type, String profile) {
        this.type = type;
        this.profile = profile;
    }

    /** The value of csip:OAISPACKAGETYPE. */
    String type() {
        return type;
    }

    String profile() {
        return profile;
    }

    boolean isAip() {
        return type.equals("AIP");
    }

    boolean isSip() {
        return type.equals("SIP");
    }

    /** Without a hồ sơ. */
    boolean isLoose() {
        return this == SIP_TAILIEU || this == AIP_TAILIEU;
    }

    /**
     * By the fields of the description, which are what is kept, before the declared type.
     *
     * @param fields names of the elements of EAD.xml
     */
    static PackageKind of(Set<String> fields, String declared) {
        boolean loose =
                fields.contains("source")
                        && !fields.contains("maintenance")
                        && !fields.contains("startDate");
        if (fields.contains("requestID") || fields.contains("requestDate")) {
            return DIP;
        }
        if (fields.contains("arcFileCode")) {
            return loose ? AIP_TAILIEU : AIP_HOSO;
        }
        if (fields.contains("fileCode")) {
            return loose ? SIP_TAILIEU : SIP_HOSO;
        }
        return switch (declared) {
            case "AIP" -> loose ? AIP_TAILIEU : AIP_HOSO;
            case "DIP" -> DIP;
            default -> loose ? SIP_TAILIEU : SIP_HOSO;
        };
    }
}
