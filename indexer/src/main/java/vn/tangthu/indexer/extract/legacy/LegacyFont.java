package vn.tangthu.indexer.extract.legacy;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the name of a font says about the text in it. Only a hint: the name stays where somebody has
 * converted the text and not the font.
 *
 * @param encoding null when the name says nothing
 * @param capitals whether the font shows capitals for small letters
 */
public record LegacyFont(@Nullable LegacyEncoding encoding, boolean capitals) {
    public static final LegacyFont UNKNOWN = new LegacyFont(null, false);

    /** ABCDEF+, which PDF puts before the name of a font of which only some glyphs are inside. */
    private static final Pattern SUBSET = Pattern.compile("^[A-Z]{6}\\+");

    /** .VnTime, .VnArial NarrowH, VnTime; the point is lost now and then. */
    private static final Pattern ABC = Pattern.compile("^\\.vn[a-z3].*|^vn[a-hj-z3].*");

    /** The capitals: .VnTimeH, .VnArial NarrowH, .VnBahamasBH, .VnTimeH,Bold. */
    private static final Pattern ABC_CAPITALS =
            Pattern.compile("^[^,]*?h(?:[,\\- ]*(?:bold|italic|bolditalic|regular|normal))*$");

    /** Names of ABC that end in an h and are no capitals. */
    private static final Pattern NOT_CAPITALS =
            Pattern.compile(".*(?:english|gothich?|monotype.*)$");

    private static final Pattern VNI =
            Pattern.compile("^vni[ \\-_].*|^vni(?:times|helve|univer).*");
    private static final Pattern VISCII = Pattern.compile(".*viscii.*|^vi (?:times|arial).*");
    private static final Pattern VPS = Pattern.compile("^vps[ \\-_]?[a-z].*");
    private static final Pattern BK = Pattern.compile("^(?:vn)?bk ?hcm.*|^vbk.*");

    /**
     * @param name as the document has it; null when it has none
     */
    public static LegacyFont of(@Nullable String name) {
        if (name == null) {
            return UNKNOWN;
        }
        String plain = SUBSET.matcher(name.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
        if (VNI.matcher(plain).matches()) {
            return new LegacyFont(LegacyEncoding.VNI, false);
        }
        if (VPS.matcher(plain).matches()) {
            return new LegacyFont(LegacyEncoding.VPS, false);
        }
        if (VISCII.matcher(plain).matches()) {
            return new LegacyFont(LegacyEncoding.VISCII, false);
        }
        if (BK.matcher(plain).matches()) {
            return new LegacyFont(LegacyEncoding.BK_HCM2, false);
        }
        if (ABC.matcher(plain).matches()) {
            return new LegacyFont(
                    LegacyEncoding.TCVN3,
                    ABC_CAPITALS.matcher(plain).matches()
                            && !NOT_CAPITALS.matcher(plain).matches());
        }
        if (plain.endsWith("(vietnamese)")) {
            return new LegacyFont(LegacyEncoding.WINDOWS_1258, false);
        }
        return UNKNOWN;
    }
}
