package vn.tangthu.repository.validation.tt05;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Element;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Values;

/** The root element and header of a METS document. */
final class MetsHeader {
    private static final String UUID = "[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}";
    private static final Pattern ANY_UUID =
            Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern PACKET = Pattern.compile("uuid-" + UUID);
    private static final Pattern STORED = Pattern.compile("urn:(uuid:|[^:]+:uuid-)" + UUID);
    private static final Pattern TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d+\\+07:00");
    private static final Set<String> TYPES = Set.of("Mixed", "MIXED", "Collection");
    private static final Set<String> STATUS =
            Set.of("NEW", "SUPPLEMENT", "REPLACEMENT", "TEST", "OTHER");

    private final String mets;
    private final PackageKind kind;
    private final Report report;
    private @Nullable String objectId;
    private String fondsCode = "";
    private boolean seen;
    private boolean software;
    private boolean code;
    private boolean whole;

    MetsHeader(String mets, PackageKind kind, Report report) {
        this.mets = mets;
        this.kind = kind;
        this.report = report;
    }

    private void tell(Tt05Code finding, String... values) {
        finding.tell(report, mets, values);
    }

    @Nullable String objectId() {
        return objectId;
    }

    String fondsCode() {
        return fondsCode.strip();
    }

    /** The document was read to its end. */
    void readWhole() {
        whole = true;
    }

    /** Whether what it does not name can be told. */
    boolean isWhole() {
        return whole;
    }

    void root(Element element, boolean isRoot) {
        objectId = element.value("OBJID");
        if (objectId == null) {
            tell(Tt05Code.OBJID_MISSING);
        } else if (isRoot) {
            if (!ANY_UUID.matcher(objectId).find()) {
                tell(Tt05Code.OBJID_FORM, objectId);
            } else if (!(kind.isAip() ? STORED : PACKET).matcher(objectId).matches()) {
                tell(Tt05Code.OBJID_STYLE, objectId);
            }
        }
        String type = element.value("TYPE");
        if (type == null) {
            tell(Tt05Code.METS_TYPE);
        } else if (!TYPES.contains(type)) {
            tell(Tt05Code.METS_TYPE_VALUE, type);
        }
        String profile = element.value("PROFILE");
        if (profile == null) {
            tell(Tt05Code.PROFILE_MISSING);
        } else if (isRoot && !bare(profile).equals(bare(kind.profile()))) {
            tell(Tt05Code.PROFILE_VALUE, profile, kind.profile());
        }
    }

    /** Without scheme, case and version. */
    private static String bare(String profile) {
        return profile.toLowerCase(Locale.ROOT)
                .replaceFirst("^https?://", "")
                .replaceFirst("(-v[0-9-]+)?\\.xml$", "");
    }

    void header(Element element) {
        seen = true;
        String created = element.value("CREATEDATE");
        time("CREATEDATE", String.valueOf(created));
        String modified = element.value("LASTMODDATE");
        if (modified != null) {
            time("LASTMODDATE", modified);
        }
        String status = element.value("RECORDSTATUS");
        if (status == null) {
            tell(Tt05Code.RECORD_STATUS_MISSING);
        } else if (!STATUS.contains(status)) {
            tell(Tt05Code.RECORD_STATUS, status);
        }
        String type = element.value("csip:OAISPACKAGETYPE");
        if (type == null) {
            tell(Tt05Code.PACKAGE_TYPE_MISSING);
        } else if (kind == PackageKind.DIP && type.equals("SIP")) {
            tell(Tt05Code.PACKAGE_TYPE_AS_PRINTED);
        } else if (!type.equals(kind.type())) {
            tell(Tt05Code.PACKAGE_TYPE, type, kind.toString());
        }
    }

    void inside(Element element) {
        if (element.name().equals("agent")) {
            software |= element.is("ROLE", "CREATOR") && element.is("OTHERTYPE", "SOFTWARE");
        } else if (fondsCode().isEmpty()) {
            code = element.is("csip:NOTETYPE", "IDENTIFICATIONCODE");
        }
    }

    void text(Element element, String text) {
        if (code && element.name().equals("note")) {
            fondsCode += text;
        }
    }

    void agentEnds() {
        code = false;
    }

    void time(String attribute, String value) {
        if (!Values.isDateTime(value)) {
            tell(Tt05Code.TIME, attribute, value);
        } else if (!TIME.matcher(value).matches()) {
            tell(Tt05Code.TIME_FORM, attribute, value);
        }
    }

    void finish(boolean isRoot) {
        if (!seen) {
            tell(Tt05Code.HEADER_MISSING);
        } else if (isRoot) {
            if (fondsCode().isEmpty()) {
                tell(Tt05Code.FONDS_CODE);
            }
            if (!software) {
                tell(Tt05Code.SOFTWARE);
            }
        }
    }
}
