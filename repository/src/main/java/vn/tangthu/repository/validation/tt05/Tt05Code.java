package vn.tangthu.repository.validation.tt05;

import java.util.SortedSet;
import java.util.TreeSet;
import vn.tangthu.repository.ValidationFinding.Level;
import vn.tangthu.repository.validation.common.Report;

/**
 * What a package of Thông tư 05/2025/TT-BNV may not meet. An error loses or falsifies something; a
 * deviation that programs of the field are known for and that loses nothing is a warning.
 */
public enum Tt05Code {
    ARCHIVE_BOMB(Level.ERROR),
    ARCHIVE_DAMAGED(Level.ERROR),
    ARCHIVE_FLAT(Level.WARNING),
    ARCHIVE_NAME(Level.WARNING),
    ARCHIVE_STRAY(Level.ERROR),
    PATH_OUTSIDE(Level.ERROR),
    PATH_TWICE(Level.ERROR),
    LINK(Level.ERROR),
    UNREADABLE(Level.ERROR),
    FOLDER_NAME(Level.WARNING),
    METS_MISSING(Level.ERROR),
    EAD_MISSING(Level.ERROR),
    PREMIS_MISSING(Level.ERROR),
    PREMIS_NOT_EXPECTED(Level.WARNING),
    REPRESENTATION_MISSING(Level.ERROR),
    REPRESENTATION_OTHER(Level.ERROR),
    DATA_MISSING(Level.ERROR),
    DOCUMENT_MISSING(Level.ERROR),
    SCHEMA_MISSING(Level.WARNING),
    FILE_STRAY(Level.WARNING),
    FILE_UNREFERENCED(Level.ERROR),
    FILE_UNREFERENCED_BESIDE(Level.WARNING),
    SYSTEM_FILE(Level.WARNING),
    FETCH_PLACE(Level.ERROR),
    FETCH_LINE(Level.ERROR),
    FETCH_FONDS(Level.WARNING),
    XML(Level.ERROR),
    OBJID_MISSING(Level.ERROR),
    OBJID_FORM(Level.ERROR),
    OBJID_STYLE(Level.WARNING),
    METS_TYPE(Level.ERROR),
    METS_TYPE_VALUE(Level.WARNING),
    PROFILE_MISSING(Level.ERROR),
    PROFILE_VALUE(Level.WARNING),
    PACKAGE_TYPE_MISSING(Level.ERROR),
    PACKAGE_TYPE(Level.ERROR),
    PACKAGE_TYPE_AS_PRINTED(Level.WARNING),
    HEADER_MISSING(Level.ERROR),
    TIME(Level.ERROR),
    TIME_FORM(Level.WARNING),
    RECORD_STATUS(Level.ERROR),
    RECORD_STATUS_MISSING(Level.WARNING),
    FONDS_CODE(Level.ERROR),
    SOFTWARE(Level.WARNING),
    SECTION_MISSING(Level.ERROR),
    DESCRIPTION_UNLISTED(Level.ERROR),
    GROUP_MISSING(Level.ERROR),
    GROUP_SCHEMAS(Level.WARNING),
    STRUCT_MAP(Level.WARNING),
    DIV_MISSING(Level.ERROR),
    DIV_ADVISED(Level.WARNING),
    MPTR(Level.ERROR),
    POINTER(Level.ERROR),
    ID_MISSING(Level.ERROR),
    ID_TWICE(Level.ERROR),
    ID_FORM(Level.WARNING),
    REFERENCE(Level.ERROR),
    REFERENCE_FORM(Level.WARNING),
    REFERENCE_ENCODING(Level.WARNING),
    REFERENCE_TWICE(Level.WARNING),
    FILE_MISSING(Level.ERROR),
    SIZE_MISSING(Level.ERROR),
    SIZE_WRONG(Level.ERROR),
    CHECKSUM_MISSING(Level.ERROR),
    CHECKSUM_TYPE(Level.ERROR),
    CHECKSUM_OTHER(Level.WARNING),
    CHECKSUM_WRONG(Level.ERROR),
    CREATED_MISSING(Level.ERROR),
    MIMETYPE_MISSING(Level.ERROR),
    MIMETYPE_WRONG(Level.ERROR),
    FORMAT_NOT_LISTED(Level.WARNING),
    FIELD_MISSING(Level.ERROR),
    FIELD_ADVISED(Level.WARNING),
    FIELD_LENGTH(Level.ERROR),
    FIELD_NUMBER(Level.ERROR),
    FIELD_DATE(Level.ERROR),
    FIELD_DATE_FORM(Level.WARNING),
    FIELD_BOOLEAN(Level.ERROR),
    FIELD_CODE(Level.ERROR),
    FIELD_CODE_FORM(Level.WARNING),
    FIELD_TWICE(Level.ERROR),
    FIELD_NESTED(Level.ERROR),
    FIELD_UNKNOWN(Level.WARNING),
    FIELD_OF_OTHER(Level.WARNING),
    DATES_ORDER(Level.ERROR),
    RISK_STATUS(Level.ERROR),
    PROCESS_MISSING(Level.ERROR),
    PROCESS_ADVISED(Level.WARNING),
    PAPER_CODE(Level.ERROR),
    PAPER_CODE_ADVISED(Level.WARNING),
    SECRET(Level.WARNING),
    NOT_PERMANENT(Level.WARNING),
    TOTAL_DOCUMENTS(Level.ERROR),
    TOTAL_DOCUMENTS_STORED(Level.WARNING),
    TOTAL_PAGES(Level.WARNING),
    DOC_CODE(Level.WARNING),
    DOC_CODE_TWICE(Level.ERROR),
    DOC_ID_TWICE(Level.ERROR),
    ORDINAL_TWICE(Level.ERROR),
    FILE_CODE_DIFFERS(Level.ERROR),
    DATA_NAME(Level.WARNING),
    DOC_UNLINKED(Level.WARNING),
    DATA_UNLINKED(Level.WARNING),
    PREMIS_NAMESPACE(Level.ERROR),
    PREMIS_VERSION(Level.WARNING),
    PREMIS_OBJECT(Level.ERROR),
    PREMIS_IDENTIFIER(Level.ERROR),
    PREMIS_FIXITY(Level.ERROR),
    PREMIS_FIXITY_OTHER(Level.WARNING),
    PREMIS_DIGEST(Level.ERROR),
    PREMIS_SIZE(Level.ERROR),
    PREMIS_FILE_UNKNOWN(Level.WARNING),
    PREMIS_FILE_MISSING(Level.WARNING),
    PREMIS_EVENT(Level.ERROR),
    PREMIS_EVENT_TYPE(Level.ERROR),
    PREMIS_EVENT_CREATION(Level.WARNING),
    PREMIS_EVENT_TRANSFER(Level.WARNING),
    PREMIS_AGENT(Level.ERROR),
    PREMIS_NO_AGENT(Level.WARNING),
    PREMIS_ROLE(Level.WARNING);

    private static final String PREFIX = "TT05_";

    private final Level level;

    Tt05Code(Level level) {
        this.level = level;
    }

    /** As it is reported. */
    public String code() {
        return PREFIX + name();
    }

    Level level() {
        return level;
    }

    void tell(Report report, String path, String... values) {
        report.add(code(), level, path, values);
    }

    /** All codes, as they are reported. */
    public static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>();
        for (Tt05Code code : values()) {
            all.add(code.code());
        }
        return all;
    }
}
