package vn.tangthu.repository.validation.common;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Forms of attribute values. */
public final class Values {
    private static final Pattern NAME =
            Pattern.compile("[\\p{L}_][\\p{L}\\p{M}\\p{Nd}._\\u00b7-]*");
    private static final Pattern MIME =
            Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}([ \\t]*;.*)?");
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:.*");
    private static final Pattern BAD_ESCAPE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** What the parser of Java takes besides, such as a small {@code t}, is none. */
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
                            + "(?<zone>Z|[+-][0-9]{2}:[0-9]{2})?");

    private Values() {}

    /** An xs:ID. */
    public static boolean isId(String text) {
        return NAME.matcher(text).matches();
    }

    public static boolean isMimeType(String text) {
        return MIME.matcher(text).matches();
    }

    /** An xs:dateTime of our era, with or without a zone (XML Schema Part 2, 3.2.7). */
    public static boolean isDateTime(String text) {
        Matcher parts = DATE_TIME.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        try {
            if (parts.group("zone") == null) {
                LocalDateTime.parse(text);
            } else {
                OffsetDateTime.parse(text);
            }
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }

    /**
     * The path a reference means, relative to the package; empty when it leads out of it or is no
     * relative reference.
     *
     * @param base directory of the METS document, empty or ending in a slash
     */
    public static Optional<String> path(String base, String reference) {
        String text = reference.strip();
        if (text.startsWith("file:")) {
            text =
                    text.substring("file:".length())
                            .replaceFirst("^/*(?=\\./)", "")
                            .replaceFirst("^//+", "");
        }
        if (text.isEmpty()
                || text.startsWith("/")
                || text.indexOf('\\') >= 0
                || SCHEME.matcher(text).matches()
                || BAD_ESCAPE.matcher(text).find()) {
            return Optional.empty();
        }
        String decoded = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        java.util.ArrayDeque<String> elements = new java.util.ArrayDeque<>();
        for (String element : (base + decoded).split("/", -1)) {
            switch (element) {
                case "", "." -> {}
                case ".." -> {
                    if (elements.pollLast() == null) {
                        return Optional.empty();
                    }
                }
                default -> {
                    if (element.indexOf('\0') >= 0) {
                        return Optional.empty();
                    }
                    elements.addLast(element);
                }
            }
        }
        return elements.isEmpty() ? Optional.empty() : Optional.of(String.join("/", elements));
    }
}
