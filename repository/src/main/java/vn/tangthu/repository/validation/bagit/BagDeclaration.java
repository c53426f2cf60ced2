package vn.tangthu.repository.validation.bagit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.validation.common.Report;

/**
 * bagit.txt: exactly two lines in UTF-8 without a byte order mark (section 2.1.1).
 *
 * @param version as declared; {@code 1.0} when it could not be read
 * @param strict whether the rules of 1.0 hold
 */
record BagDeclaration(String version, boolean strict, Charset encoding) {
    private static final Set<String> VERSIONS =
            Set.of("0.93", "0.94", "0.95", "0.96", "0.97", "1.0");
    private static final Pattern VERSION_1 = Pattern.compile("BagIt-Version: ([0-9]+\\.[0-9]+)");
    private static final Pattern ENCODING_1 =
            Pattern.compile("Tag-File-Character-Encoding: (\\S+)");
    private static final Pattern VERSION_0 =
            Pattern.compile("BagIt-Version[ \\t]*:[ \\t]*([0-9]+\\.[0-9]+)[ \\t]*");
    private static final Pattern ENCODING_0 =
            Pattern.compile("Tag-File-Character-Encoding[ \\t]*:[ \\t]*(\\S+)[ \\t]*");
    private static final String FILE = "bagit.txt";
    private static final int MAX_BYTES = 4096;

    private static BagDeclaration unread() {
        return new BagDeclaration("1.0", true, StandardCharsets.UTF_8);
    }

    static BagDeclaration read(BagSource source, Report report) throws IOException {
        byte[] bytes;
        Optional<InputStream> file = source.tagFile(FILE);
        if (file.isEmpty()) {
            report.error(BagCode.DECLARATION_MISSING, FILE);
            return unread();
        }
        try (InputStream in = file.get()) {
            bytes = in.readNBytes(MAX_BYTES);
        } catch (IOException e) {
            report.error(BagCode.FILE_UNREADABLE, FILE, e.toString());
            return unread();
        }
        if (bytes.length >= 2
                && ((bytes[0] == (byte) 0xEF && bytes[1] == (byte) 0xBB)
                        || (bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE))) {
            report.error(BagCode.DECLARATION_BOM, FILE);
            return unread();
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (bytes.length == MAX_BYTES || text.indexOf('\uFFFD') >= 0) {
            report.error(BagCode.DECLARATION_MALFORMED, FILE, shown(text));
            return unread();
        }
        String[] lines = text.split("\r\n|\r|\n", -1);
        boolean ended = lines.length > 0 && lines[lines.length - 1].isEmpty();
        int count = ended ? lines.length - 1 : lines.length;
        Matcher version = VERSION_0.matcher(count > 0 ? lines[0] : "");
        Matcher encoding = ENCODING_0.matcher(count > 1 ? lines[1] : "");
        if (!version.matches() || !encoding.matches()) {
            report.error(BagCode.DECLARATION_MALFORMED, FILE, shown(text));
            return version.matches()
                    ? new BagDeclaration(
                            version.group(1),
                            version.group(1).equals("1.0"),
                            StandardCharsets.UTF_8)
                    : unread();
        }
        String declared = version.group(1);
        boolean strict = !declared.startsWith("0.");
        if (!VERSIONS.contains(declared)) {
            report.error(BagCode.VERSION_UNKNOWN, FILE, declared);
        }
        if (count != 2
                || !VERSION_1.matcher(lines[0]).matches()
                || !ENCODING_1.matcher(lines[1]).matches()) {
            if (strict) {
                report.error(BagCode.DECLARATION_MALFORMED, FILE, shown(text));
            } else {
                report.warning(BagCode.DECLARATION_MALFORMED, FILE, shown(text));
            }
        } else if (!ended && strict) {
            report.warning(BagCode.DECLARATION_MALFORMED, FILE, shown(text));
        }
        return new BagDeclaration(declared, strict, charset(encoding.group(1), report));
    }

    private static Charset charset(String name, Report report) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            report.error(BagCode.ENCODING_UNKNOWN, FILE, name);
            return StandardCharsets.UTF_8;
        }
    }

    private static String shown(String text) {
        return text.length() > 120 ? text.substring(0, 120) + "…" : text;
    }
}
