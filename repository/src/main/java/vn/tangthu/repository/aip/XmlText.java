package vn.tangthu.repository.aip;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.RefusedException;

/**
 * Writes XML 1.0 in UTF-8, element by element, indented by one space. Text comes back from a parser
 * exactly as it was given: carriage returns, and line breaks in attributes, are written as
 * references. What XML cannot say (most control characters, lone surrogates, U+FFFE, U+FFFF) is
 * refused, never dropped: silently changed metadata would be worse than a refused package.
 */
final class XmlText {

    private final StringBuilder out = new StringBuilder(2048);
    private final Deque<String> open = new ArrayDeque<>();
    private boolean tagOpen;
    private boolean textOnly;

    XmlText() {
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    XmlText start(String name) {
        closeTag();
        indent();
        out.append('<').append(name);
        open.push(name);
        tagOpen = true;
        return this;
    }

    /** An attribute of the element just started; nothing is written for null. */
    XmlText attribute(String name, @Nullable String value) {
        if (value != null) {
            out.append(' ').append(name).append("=\"");
            escape(name, value, true);
            out.append('"');
        }
        return this;
    }

    XmlText end() {
        String name = open.pop();
        if (tagOpen) {
            out.append("/>\n");
            tagOpen = false;
        } else {
            if (!textOnly) {
                indent();
            }
            textOnly = false;
            out.append("</").append(name).append(">\n");
        }
        return this;
    }

    /** An element with text; nothing is written for null, an empty element for no text. */
    XmlText element(String name, @Nullable String text) {
        if (text == null) {
            return this;
        }
        closeTag();
        indent();
        out.append('<').append(name);
        if (text.isEmpty()) {
            out.append("/>\n");
            return this;
        }
        out.append('>');
        escape(name, text, false);
        out.append("</").append(name).append(">\n");
        return this;
    }

    /** Text of the element just started, which has no other content; {@link #end} closes it. */
    XmlText text(String text) {
        String name = open.element();
        out.append('>');
        escape(name, text, false);
        tagOpen = false;
        textOnly = true;
        return this;
    }

    /** A comment before the root element; the text is ours and has no two hyphens in a row. */
    XmlText comment(String text) {
        out.append("<!-- ").append(text).append(" -->\n");
        return this;
    }

    byte[] bytes() {
        if (!open.isEmpty()) {
            throw new IllegalStateException("Not closed: " + open);
        }
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void closeTag() {
        if (tagOpen) {
            out.append(">\n");
            tagOpen = false;
        }
    }

    private void indent() {
        out.repeat(' ', open.size());
    }

    private void escape(String place, String text, boolean attribute) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\r' -> out.append("&#13;");
                case '\n', '\t' -> {
                    if (attribute) {
                        out.append("&#").append((int) c).append(';');
                    } else {
                        out.append(c);
                    }
                }
                default -> {
                    boolean pair =
                            Character.isHighSurrogate(c)
                                    && i + 1 < text.length()
                                    && Character.isLowSurrogate(text.charAt(i + 1));
                    if (pair) {
                        out.append(c).append(text.charAt(++i));
                    } else if (c < ' ' || Character.isSurrogate(c) || c >= 0xFFFE) {
                        throw new RefusedException(
                                Finding.blocks(
                                        "ILLEGAL_CHARACTER",
                                        place,
                                        String.format(Locale.ROOT, "U+%04X", (int) c)));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
    }
}
