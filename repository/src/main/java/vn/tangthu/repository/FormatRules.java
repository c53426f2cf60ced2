package vn.tangthu.repository;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which formats are taken in. A rule for its PUID decides before one for its type; of several the
 * first: what a contract says before what the archive says before the law.
 *
 * @param rules what a contract says, then what the archive says, then {@link #LAW}
 */
public record FormatRules(List<Rule> rules) {
    /** A file that no signature of the PRONOM registry knows. */
    public static final String UNKNOWN = "unknown";

    /** A file whose ending is not one that the registry has for its format. */
    public static final String MISMATCH = "mismatch";

    /** A digitised document as PDF that is no PDF/A. */
    public static final String SCAN_NOT_PDFA = "scan-not-pdfa";

    /** A file that calls itself PDF/A and breaks rules of it. */
    public static final String PDFA_BROKEN = "pdfa-broken";

    /** A file with a digital signature that does not fit its bytes. */
    public static final String SIGNATURE_BROKEN = "signature-broken";

    /** What a rule can be about beside a PUID or a MIME type. */
    public static final List<String> WORDS =
            List.of(UNKNOWN, MISMATCH, SCAN_NOT_PDFA, PDFA_BROKEN, SIGNATURE_BROKEN);

    /** The most rules that can be said of one contract. */
    public static final int MOST = 200;

    /** The most characters of a reason. */
    public static final int LONGEST_REASON = 300;

    private static final Pattern PUID = Pattern.compile("(x-)?fmt/[1-9][0-9]{0,5}");
    private static final Pattern MIME =
            Pattern.compile("(application|audio|image|text|video)/[a-z0-9][a-z0-9.+-]{0,100}");

    /**
     * What holds where nobody said otherwise: the code lists of file formats of Thông tư
     * 05/2025/TT-BNV (DOC, OTHER, PIC) are taken; a digitised document is to be PDF/A (Điều 8).
     */
    public static final FormatRules LAW = new FormatRules(law());

    public FormatRules {
        rules = List.copyOf(rules);
    }

    /** What becomes of a delivery with such a file. */
    public enum Standing {
        /** It is taken in, and nothing is said. */
        ACCEPTED,
        /** It is taken in, with a warning. */
        TOLERATED,
        /** It is not taken in. */
        REFUSED
    }

    /**
     * @param key a PUID, a MIME type, or one of {@link #WORDS}
     * @param reason why; shown to who delivers
     */
    public record Rule(String key, Standing standing, String reason) {
        public boolean accepts() {
            return standing == Standing.ACCEPTED;
        }
    }

    private static List<Rule> law() {
        List<Rule> law = new ArrayList<>();
        String list = "Thông tư 05/2025/TT-BNV, danh mục định dạng tệp ";
        String office = "application/vnd.openxmlformats-officedocument.";
        String open = "application/vnd.oasis.opendocument.";
        for (String mime :
                List.of(
                        "application/pdf",
                        "text/plain",
                        "application/rtf",
                        "application/msword",
                        office + "wordprocessingml.document",
                        open + "text")) {
            law.add(new Rule(mime, Standing.ACCEPTED, list + "DOC"));
        }
        for (String mime :
                List.of(
                        "text/csv",
                        "text/html",
                        "application/vnd.ms-excel",
                        "application/vnd.ms-powerpoint",
                        office + "spreadsheetml.sheet",
                        office + "presentationml.presentation",
                        open + "spreadsheet",
                        open + "presentation")) {
            law.add(new Rule(mime, Standing.ACCEPTED, list + "OTHER"));
        }
        for (String mime : List.of("image/jpeg", "image/gif", "image/tiff", "image/png")) {
            law.add(new Rule(mime, Standing.ACCEPTED, list + "PIC"));
        }
        law.add(new Rule(SCAN_NOT_PDFA, Standing.TOLERATED, "Thông tư 05/2025/TT-BNV, Điều 8"));
        law.add(
                new Rule(
                        UNKNOWN,
                        Standing.TOLERATED,
                        "Không có trong sổ đăng ký PRONOM (not in the PRONOM registry)"));
        law.add(
                new Rule(
                        MISMATCH,
                        Standing.TOLERATED,
                        "Đuôi tệp không phải của định dạng (the ending is not one of the format)"));
        law.add(
                new Rule(
                        PDFA_BROKEN,
                        Standing.TOLERATED,
                        "ISO 19005 (Thông tư 05/2025/TT-BNV, Điều 8)"));
        law.add(
                new Rule(
                        SIGNATURE_BROKEN,
                        Standing.TOLERATED,
                        "Luật Giao dịch điện tử 20/2023/QH15, Điều 22"));
        return law;
    }

    /** These before those. */
    public FormatRules before(FormatRules others) {
        List<Rule> all = new ArrayList<>(rules);
        all.addAll(others.rules);
        return new FormatRules(all);
    }

    /** What is said of a word; of one of which nothing is said it is accepted. */
    public Rule of(String word) {
        Rule found = find(word);
        return found == null ? new Rule(word, Standing.ACCEPTED, "") : found;
    }

    /**
     * What is said of a format.
     *
     * @param puid empty where no signature knows it
     * @param mimeType what it is kept as
     */
    public Rule of(String puid, String mimeType) {
        for (Rule rule : rules) {
            if (!puid.isEmpty() && rule.key.equals(puid)) {
                return rule;
            }
        }
        Rule found = find(mimeType);
        return found == null
                ? new Rule(mimeType, Standing.REFUSED, "Thông tư 05/2025/TT-BNV")
                : found;
    }

    private @Nullable Rule find(String key) {
        return rules.stream().filter(rule -> rule.key.equals(key)).findFirst().orElse(null);
    }

    /**
     * @return the key of the first rule that cannot be said, or null: a key that is none or stands
     *     twice, a reason that is missing or too long
     */
    public @Nullable String wrong() {
        Set<String> keys = new HashSet<>();
        for (Rule rule : rules) {
            boolean known =
                    WORDS.contains(rule.key)
                            || PUID.matcher(rule.key).matches()
                            || MIME.matcher(rule.key).matches();
            if (!known
                    || !keys.add(rule.key)
                    || rule.reason.isBlank()
                    || rule.reason.length() > LONGEST_REASON) {
                return rule.key.isEmpty() ? "—" : rule.key;
            }
        }
        return null;
    }

    /** A key as people type it. */
    public static String key(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }
}
