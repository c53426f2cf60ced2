package vn.tangthu.repository.ingest.check;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The computer files a delivery may hold, by the ending of their name: the code list of Thông tư
 * 05/2025 (DOC, OTHER, PIC). The bytes must be of one of the types beside it.
 */
final class FileTypes {
    private static final String OOXML = "application/vnd.openxmlformats-officedocument.";
    private static final String OPEN_DOCUMENT = "application/vnd.oasis.opendocument.";
    private static final Set<String> ARCHIVES =
            Set.of("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso");

    /** Ending → type it is kept as → other names of that type. */
    private static final Map<String, Type> TYPES =
            Map.ofEntries(
                    Map.entry("pdf", new Type("application/pdf")),
                    Map.entry("txt", new Type("text/plain", "text/", "application/xml")),
                    Map.entry("rtf", new Type("application/rtf", "text/rtf", "text/richtext")),
                    Map.entry(
                            "docx",
                            new Type(
                                    OOXML + "wordprocessingml.document",
                                    "application/x-tika-ooxml")),
                    Map.entry(
                            "doc",
                            new Type(
                                    "application/msword",
                                    "application/x-tika-msoffice",
                                    "text/rtf",
                                    "application/rtf")),
                    Map.entry("odt", new Type(OPEN_DOCUMENT + "text")),
                    Map.entry("csv", new Type("text/csv", "text/")),
                    Map.entry(
                            "xlsx",
                            new Type(OOXML + "spreadsheetml.sheet", "application/x-tika-ooxml")),
                    Map.entry(
                            "xls",
                            new Type("application/vnd.ms-excel", "application/x-tika-msoffice")),
                    Map.entry("ods", new Type(OPEN_DOCUMENT + "spreadsheet")),
                    Map.entry("htm", new Type("text/html", "application/xhtml+xml")),
                    Map.entry("html", new Type("text/html", "application/xhtml+xml")),
                    Map.entry(
                            "pptx",
                            new Type(
                                    OOXML + "presentationml.presentation",
                                    "application/x-tika-ooxml")),
                    Map.entry(
                            "ppt",
                            new Type(
                                    "application/vnd.ms-powerpoint",
                                    "application/x-tika-msoffice")),
                    Map.entry("odp", new Type(OPEN_DOCUMENT + "presentation")),
                    Map.entry("jpg", new Type("image/jpeg")),
                    Map.entry("jpeg", new Type("image/jpeg")),
                    Map.entry("gif", new Type("image/gif")),
                    Map.entry("tif", new Type("image/tiff")),
                    Map.entry("tiff", new Type("image/tiff")),
                    Map.entry("png", new Type("image/png")));

    private FileTypes() {}

    /** The type of files with this ending, or empty when they are not taken in. */
    static Optional<Type> byEnding(String ending) {
        return Optional.ofNullable(TYPES.get(ending));
    }

    static boolean isArchive(String fileName) {
        return ARCHIVES.contains(ending(fileName));
    }

    /** Lower case, without the full stop; empty when there is none. */
    static String ending(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot < 0 ? "" : fileName.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** A type and the names under which a detector may know it; a trailing slash is a prefix. */
    record Type(String mimeType, Set<String> alsoKnownAs) {
        Type(String mimeType, String... alsoKnownAs) {
            this(mimeType, Set.of(alsoKnownAs));
        }

        boolean isOf(String detected) {
            return detected.equals(mimeType)
                    || alsoKnownAs.stream()
                            .anyMatch(
                                    other ->
                                            other.endsWith("/")
                                                    ? detected.startsWith(other)
                                                    : detected.equals(other));
        }
    }
}
