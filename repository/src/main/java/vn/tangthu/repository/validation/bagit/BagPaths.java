package vn.tangthu.repository.validation.bagit;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What RFC 8493 and the file systems of the world say about paths. */
final class BagPaths {
    private static final Pattern ENCODED = Pattern.compile("%(0A|0D|25)", Pattern.CASE_INSENSITIVE);
    private static final Pattern ENCODED_BREAK =
            Pattern.compile("%(0A|0D)", Pattern.CASE_INSENSITIVE);

    private static final Pattern ANY_ENCODING =
            Pattern.compile("%(?:25)*+(0A|0D)|%(?:25)++", Pattern.CASE_INSENSITIVE);

    /** Section 2.1.3: a percent sign that is not itself encoded. */
    private static final Pattern RAW_PERCENT =
            Pattern.compile("%(?!0A|0D|25)", Pattern.CASE_INSENSITIVE);

    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:.*", Pattern.DOTALL);
    private static final Pattern ENVIRONMENT =
            Pattern.compile("^%[A-Za-z_()0-9]+%[\\\\/].*", Pattern.DOTALL);
    private static final Pattern DEVICE =
            Pattern.compile(
                    "(CON|PRN|AUX|NUL|COM[0-9\u00b9\u00b2\u00b3]|LPT[0-9\u00b9\u00b2\u00b3])",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern NOT_PORTABLE = Pattern.compile("[<>:\"|?*\\\\\\p{Cntrl}]");

    /** Files that operating systems leave behind; none of them is a record. */
    private static final Set<String> SYSTEM_FILES =
            Set.of(".ds_store", "thumbs.db", "desktop.ini", "ehthumbs.db");

    private BagPaths() {}

    /** BagIt 1.0: CR, LF and % are encoded, and nothing else. */
    static String decoded(String path) {
        return replace(ENCODED, path);
    }

    /** The drafts before 1.0: CR and LF are encoded. */
    static String breaksDecoded(String path) {
        return replace(ENCODED_BREAK, path);
    }

    static boolean hasRawPercent(String path) {
        return RAW_PERCENT.matcher(path).find();
    }

    private static String replace(Pattern encoded, String path) {
        if (path.indexOf('%') < 0) {
            return path;
        }
        return encoded.matcher(path)
                .replaceAll(
                        found ->
                                Matcher.quoteReplacement(
                                        Character.toString(Integer.parseInt(found.group(1), 16))));
    }

    /** Equal for all spellings that may mean one file: encoded or not, NFC or NFD, any case. */
    static String key(String path) {
        String bare = path;
        if (path.indexOf('%') >= 0) { // however often a percent sign was encoded
            bare =
                    ANY_ENCODING
                            .matcher(path)
                            .replaceAll(
                                    found ->
                                            switch (String.valueOf(found.group(1))) {
                                                case "0A", "0a" -> "\n";
                                                case "0D", "0d" -> "\r";
                                                default -> "%";
                                            });
        }
        return nfc(bare).toLowerCase(Locale.ROOT);
    }

    static String nfc(String path) {
        return Normalizer.normalize(path, Normalizer.Form.NFC);
    }

    /** Absolute, upwards, home, drive, UNC, or through an environment variable. */
    static boolean leavesTheBag(String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            return true;
        }
        char first = path.charAt(0);
        if (first == '/' || first == '\\' || first == '~') {
            return true;
        }
        if (DRIVE.matcher(path).matches() || ENVIRONMENT.matcher(path).matches()) {
            return true;
        }
        for (String element : path.replace('\\', '/').split("/", -1)) {
            if (element.equals("..")) {
                return true;
            }
        }
        return false;
    }

    /** Without {@code ./}, {@code //} and {@code /./}. */
    static String plain(String path) {
        if (!path.startsWith("./") && !path.contains("//") && !path.contains("/./")) {
            return path;
        }
        StringBuilder plain = new StringBuilder(path.length());
        for (String element : path.split("/", -1)) {
            if (!element.isEmpty() && !element.equals(".")) {
                plain.append(plain.isEmpty() ? "" : "/").append(element);
            }
        }
        return path.endsWith("/") ? plain.append('/').toString() : plain.toString();
    }

    /** A device of Windows as an element, with any extension: {@code data/aux.tif}. */
    static boolean hasDeviceName(String path) {
        for (String element : path.split("/", -1)) {
            int dot = element.indexOf('.');
            String stem = dot < 0 ? element : element.substring(0, dot);
            if (DEVICE.matcher(stem.strip()).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Characters or endings that some file system refuses or drops. */
    static boolean isNotPortable(String path) {
        if (NOT_PORTABLE.matcher(path).find()) {
            return true;
        }
        for (String element : path.split("/", -1)) {
            if (element.endsWith(".") || element.endsWith(" ")) {
                return true;
            }
        }
        return false;
    }

    static boolean isSystemFile(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return name.startsWith("._") || SYSTEM_FILES.contains(name.toLowerCase(Locale.ROOT));
    }

    static boolean isPayload(String path) {
        return path.startsWith("data/");
    }
}
