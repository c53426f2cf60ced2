package vn.tangthu.repository.validation.tt05;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the first bytes of a file say, against its MIME type. */
final class FileType {
    /** How many bytes are looked at. */
    static final int HEAD_BYTES = 1024;

    private static final Map<String, String> FAMILIES =
            Map.ofEntries(
                    Map.entry("application/pdf", "PDF"),
                    Map.entry("image/jpeg", "JPEG"),
                    Map.entry("image/jpg", "JPEG"),
                    Map.entry("image/gif", "GIF"),
                    Map.entry("image/png", "PNG"),
                    Map.entry("image/tiff", "TIFF"),
                    Map.entry("image/tif", "TIFF"),
                    Map.entry("application/rtf", "RTF"),
                    Map.entry("text/rtf", "RTF"),
                    Map.entry("application/msword", "OLE"),
                    Map.entry("application/vnd.ms-excel", "OLE"),
                    Map.entry("application/vnd.ms-powerpoint", "OLE"),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                            "ZIP"),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                            "ZIP"),
                    Map.entry(
                            "application/vnd.openxmlformats-officedocument.presentationml.presentation",
                            "ZIP"),
                    Map.entry("application/vnd.oasis.opendocument.text", "ZIP"),
                    Map.entry("application/vnd.oasis.opendocument.spreadsheet", "ZIP"),
                    Map.entry("application/vnd.oasis.opendocument.presentation", "ZIP"));

    /** The rest of the circular's lists, whose first bytes tell too little to say no. */
    private static final Set<String> LISTED =
            Set.of(
                    "text/plain",
                    "text/csv",
                    "text/html",
                    "video/mpeg",
                    "video/mp4",
                    "video/avi",
                    "video/x-msvideo",
                    "video/x-ms-wmv",
                    "video/quicktime",
                    "audio/mpeg",
                    "audio/mp3",
                    "audio/x-ms-wma",
                    "audio/aac");

    private FileType() {}

    private static String bare(String mimeType) {
        int end = mimeType.indexOf(';');
        return (end < 0 ? mimeType : mimeType.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    static boolean isListed(String mimeType) {
        return FAMILIES.containsKey(bare(mimeType)) || LISTED.contains(bare(mimeType));
    }

    /** What the content is instead; null when it may be what the type says. */
    static @Nullable String contradiction(String mimeType, byte[] head) {
        String wanted = FAMILIES.get(bare(mimeType));
        String found = family(head);
        if (wanted != null) {
            return wanted.equals(found) ? null : found == null ? "?" : found;
        }
        return LISTED.contains(bare(mimeType)) ? found : null;
    }

    private static @Nullable String family(byte[] head) {
        String text = new String(head, StandardCharsets.ISO_8859_1);
        if (text.contains("%PDF-")) {
            return "PDF";
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return "JPEG";
        }
        if (text.startsWith("\u0089PNG\r\n")) {
            return "PNG";
        }
        if (text.startsWith("GIF8")) {
            return "GIF";
        }
        if (text.startsWith("II*\0")
                || text.startsWith("MM\0*")
                || text.startsWith("II+\0")
                || text.startsWith("MM\0+")) {
            return "TIFF";
        }
        if (text.startsWith("PK\u0003\u0004")) {
            return "ZIP";
        }
        if (text.startsWith("\u00d0\u00cf\u0011\u00e0")) {
            return "OLE";
        }
        return text.startsWith("{\\rtf") ? "RTF" : null;
    }
}
