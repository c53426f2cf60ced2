package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;

/** The digest file beside an inventory. */
final class Sidecar {
    static final String INVENTORY = "inventory.json";
    private static final Pattern FORM =
            Pattern.compile("([0-9A-Fa-f]+)[ \\t]+inventory\\.json[ \\t]*(\\r?\\n)*");
    private static final int MAX_BYTES = 4096;

    private Sidecar() {}

    static boolean isNamedSo(String name) {
        return name.startsWith(INVENTORY + ".");
    }

    /**
     * @param inner the directory's path in the object
     * @param algorithm as the inventory says; null if it does not
     */
    static void check(
            Path directory,
            String inner,
            List<Listing.Child> children,
            @Nullable String algorithm,
            Findings findings) {
        String where = inner.isEmpty() ? INVENTORY : inner + "/" + INVENTORY;
        List<String> present =
                children.stream()
                        .filter(child -> !child.directory())
                        .map(Listing.Child::name)
                        .filter(Sidecar::isNamedSo)
                        .toList();
        String wanted = INVENTORY + "." + algorithm;
        String file;
        if (algorithm == null) {
            if (present.isEmpty()) {
                findings.error("E058", where, INVENTORY + ".sha512");
                return;
            }
            file = present.getFirst();
        } else if (present.contains(wanted)) {
            file = wanted;
        } else {
            findings.error("E058", where, wanted);
            if (!present.isEmpty()) {
                findings.error("E059", where, present.getFirst());
            }
            return;
        }
        digest(directory, where, file, findings);
    }

    private static void digest(Path directory, String where, String file, Findings findings) {
        String algorithm = Digests.normalised(file.substring(INVENTORY.length() + 1));
        try (InputStream text = Files.newInputStream(directory.resolve(file))) {
            Matcher matcher =
                    FORM.matcher(new String(text.readNBytes(MAX_BYTES), StandardCharsets.UTF_8));
            if (!matcher.matches()) {
                findings.error("E061", where, file);
                return;
            }
            if (!Digests.known(algorithm)) {
                return; // E025 was told
            }
            try (InputStream in = Files.newInputStream(directory.resolve(INVENTORY))) {
                byte[] actual = Digests.read(in, List.of(algorithm)).bytes().getFirst();
                if (!Arrays.equals(actual, Digests.hex(matcher.group(1)).orElse(new byte[0]))) {
                    findings.error("E060", where, file);
                }
            }
        } catch (IOException e) {
            findings.error("OCFL_UNREADABLE", where, e.toString());
        }
    }
}
