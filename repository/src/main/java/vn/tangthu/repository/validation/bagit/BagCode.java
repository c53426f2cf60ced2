package vn.tangthu.repository.validation.bagit;

import java.lang.reflect.Field;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Codes of findings about bags. RFC 8493 has none of its own. Some are errors in BagIt 1.0 and
 * warnings in the drafts before it; docs/validation.md tells which.
 */
public final class BagCode {
    static final String DECLARATION_MISSING = "BAG_DECLARATION_MISSING";
    static final String DECLARATION_BOM = "BAG_DECLARATION_BOM";
    static final String DECLARATION_MALFORMED = "BAG_DECLARATION_MALFORMED";
    static final String VERSION_UNKNOWN = "BAG_VERSION_UNKNOWN";
    static final String ENCODING_UNKNOWN = "BAG_ENCODING_UNKNOWN";
    static final String ENCODING_WRONG = "BAG_ENCODING_WRONG";
    static final String TAG_FILE_BOM = "BAG_TAG_FILE_BOM";
    static final String INFO_MALFORMED = "BAG_INFO_MALFORMED";
    static final String INFO_REPEATED = "BAG_INFO_REPEATED";
    static final String INFO_VALUE = "BAG_INFO_VALUE";
    static final String OXUM_MALFORMED = "BAG_OXUM_MALFORMED";
    static final String OXUM_MISMATCH = "BAG_OXUM_MISMATCH";
    static final String DATA_MISSING = "BAG_DATA_MISSING";
    static final String MANIFEST_MISSING = "BAG_MANIFEST_MISSING";
    static final String MANIFEST_NAME = "BAG_MANIFEST_NAME";
    static final String MANIFEST_LINE = "BAG_MANIFEST_LINE";
    static final String MANIFEST_BLANK_LINE = "BAG_MANIFEST_BLANK_LINE";
    static final String ALGORITHM_TWICE = "BAG_ALGORITHM_TWICE";
    static final String ALGORITHM_UNKNOWN = "BAG_ALGORITHM_UNKNOWN";
    static final String DIGEST_MALFORMED = "BAG_DIGEST_MALFORMED";
    static final String DIGEST_MISMATCH = "BAG_DIGEST_MISMATCH";
    static final String PATH_OUTSIDE = "BAG_PATH_OUTSIDE";
    static final String PATH_NOT_PAYLOAD = "BAG_PATH_NOT_PAYLOAD";
    static final String PATH_IS_PAYLOAD = "BAG_PATH_IS_PAYLOAD";
    static final String PATH_NOT_PLAIN = "BAG_PATH_NOT_PLAIN";
    static final String PATH_BINARY_MARK = "BAG_PATH_BINARY_MARK";
    static final String PATH_PERCENT = "BAG_PATH_PERCENT";
    static final String NAME_RESERVED = "BAG_NAME_RESERVED";
    static final String NAME_NOT_PORTABLE = "BAG_NAME_NOT_PORTABLE";
    static final String NAME_NORMALISED = "BAG_NAME_NORMALISED";
    static final String NAMES_ALIKE = "BAG_NAMES_ALIKE";
    static final String ENTRY_TWICE = "BAG_ENTRY_TWICE";
    static final String ENTRY_CONFLICT = "BAG_ENTRY_CONFLICT";
    static final String FILE_MISSING = "BAG_FILE_MISSING";
    static final String FILE_NOT_FETCHED = "BAG_FILE_NOT_FETCHED";
    static final String FILE_UNLISTED = "BAG_FILE_UNLISTED";
    static final String FILE_NOT_IN_ALL = "BAG_FILE_NOT_IN_ALL";
    static final String FILE_UNREADABLE = "BAG_FILE_UNREADABLE";
    static final String TAG_MANIFEST_INCOMPLETE = "BAG_TAG_MANIFEST_INCOMPLETE";
    static final String TAG_MANIFEST_LISTED = "BAG_TAG_MANIFEST_LISTED";
    static final String SYSTEM_FILE = "BAG_SYSTEM_FILE";
    static final String SYSTEM_FILE_UNLISTED = "BAG_SYSTEM_FILE_UNLISTED";
    static final String SYSTEM_FILE_MISSING = "BAG_SYSTEM_FILE_MISSING";
    static final String FETCH_LINE = "BAG_FETCH_LINE";
    static final String FETCH_URL = "BAG_FETCH_URL";
    static final String FETCH_UNLISTED = "BAG_FETCH_UNLISTED";
    static final String FETCH_LENGTH = "BAG_FETCH_LENGTH";
    static final String LINK = "BAG_LINK";
    static final String LINK_INSIDE = "BAG_LINK_INSIDE";
    static final String NOT_A_FILE = "BAG_NOT_A_FILE";
    static final String TOO_DEEP = "BAG_TOO_DEEP";
    static final String ARCHIVE_DAMAGED = "BAG_ARCHIVE_DAMAGED";
    static final String ARCHIVE_BOMB = "BAG_ARCHIVE_BOMB";
    static final String ARCHIVE_ROOT = "BAG_ARCHIVE_ROOT";
    static final String ARCHIVE_ROOT_NAME = "BAG_ARCHIVE_ROOT_NAME";
    static final String ARCHIVE_MAC_EXTRAS = "BAG_ARCHIVE_MAC_EXTRAS";
    static final String ARCHIVE_NAME_ENCODING = "BAG_ARCHIVE_NAME_ENCODING";

    private BagCode() {}

    /** All codes, for the documents. */
    public static SortedSet<String> all() {
        SortedSet<String> all = new TreeSet<>();
        for (Field field : BagCode.class.getDeclaredFields()) {
            try {
                if (field.get(null) instanceof String code) {
                    all.add(code);
                }
            } catch (IllegalAccessException e) {
                throw new IllegalStateException(e);
            }
        }
        return all;
    }
}
