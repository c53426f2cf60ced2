package vn.tangthu.repository.validation.bagit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;

/**
 * A payload or tag manifest, by its file name.
 *
 * @param tag whether it lists tag files
 * @param algorithm normalised
 * @param verifiable whether we have the algorithm
 */
record Manifest(String file, boolean tag, String algorithm, boolean verifiable) {
    private static final Pattern NAME =
            Pattern.compile("(tag)?manifest-([^/]+)\\.txt", Pattern.CASE_INSENSITIVE);

    /** Null when the name is no manifest's. */
    static @Nullable Manifest ofName(String file) {
        Matcher matcher = NAME.matcher(file);
        if (!matcher.matches()) {
            return null;
        }
        String algorithm = Digests.normalised(matcher.group(2));
        return new Manifest(file, matcher.group(1) != null, algorithm, Digests.known(algorithm));
    }

    /** Section 2.4: lower case, letters and digits only. */
    boolean isNamedByTheRule() {
        return file.equals((tag ? "tagmanifest-" : "manifest-") + algorithm + ".txt");
    }
}
