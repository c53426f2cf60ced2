package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Conformance declarations: NAMASTE files of objects and of storage roots. */
enum Declaration {
    OBJECT("ocfl_object_", "E002", "E003", "E004", "E005", "E006", "E007"),
    ROOT("ocfl_", "E075", "E076", "E077", "E078", "E079", "E080");

    private static final Pattern NAMASTE = Pattern.compile("([0-9]+)=(.+)", Pattern.DOTALL);
    private static final int MAX_BYTES = 1024;

    private final String prefix;
    private final String form;
    private final String exactlyOne;
    private final String pattern;
    private final String tag;
    private final String value;
    private final String content;

    Declaration(
            String prefix,
            String form,
            String exactlyOne,
            String pattern,
            String tag,
            String value,
            String content) {
        this.prefix = prefix;
        this.form = form;
        this.exactlyOne = exactlyOne;
        this.pattern = pattern;
        this.tag = tag;
        this.value = value;
        this.content = content;
    }

    /** Whether the name is meant as a declaration, right or wrong. */
    boolean isMeant(String name) {
        Matcher matcher = NAMASTE.matcher(name);
        return matcher.matches()
                && (matcher.group(1).equals("0") || matcher.group(2).startsWith(prefix));
    }

    /** The version, of a name that is exactly right. */
    Optional<Spec> exact(String name) {
        return name.startsWith("0=" + prefix)
                ? Spec.ofNumber(name.substring(2 + prefix.length()))
                : Optional.empty();
    }

    static boolean isObjectRoot(List<Listing.Child> children) {
        return children.stream()
                .anyMatch(child -> !child.directory() && child.name().startsWith("0=ocfl_object_"));
    }

    /** The declared version; null when there is not exactly one sound name. */
    @Nullable Spec check(List<Listing.Child> children, Findings findings) {
        Spec declared = null;
        int meant = 0;
        for (Listing.Child child : children) {
            String name = child.name();
            if (!isMeant(name)) {
                continue;
            }
            Optional<Spec> exact = exact(name);
            if (child.directory()) {
                findings.error(form, name, name + "/");
                continue;
            }
            meant++;
            if (exact.isEmpty()) {
                Matcher matcher = NAMASTE.matcher(name);
                if (matcher.matches()) {
                    findings.error(pattern, name, name);
                    boolean ours = matcher.group(2).startsWith(prefix);
                    findings.error(ours && !matcher.group(1).equals("0") ? tag : value, name, name);
                }
                continue;
            }
            if (declared == null || exact.get().compareTo(declared) > 0) {
                declared = exact.get();
            }
            if (!text(child.path()).equals(name.substring(2) + "\n")) {
                findings.error(content, name, name.substring(2) + "\\n");
            }
        }
        if (meant != 1 || declared == null) {
            if (this == ROOT && declared == null) {
                findings.error("E069", "", "0=ocfl_1.1");
            }
            findings.error(exactlyOne, "", "" + meant);
        }
        return declared;
    }

    private static String text(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
