package vn.tangthu.repository;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What every PDF/A-2 of ours says of itself (ISO 19005-2), whatever writes it. */
public final class ArchivalPdf {
    /** Name of the colours that are meant (6.2.3). */
    public static final String COLOURS = "sRGB IEC61966-2.1";

    private ArchivalPdf() {}

    /** How much it promises (6.6.4). */
    public enum Level {
        /** It looks the same for ever. */
        B,
        /** The same, and each letter can be read by programs. */
        U
    }

    /**
     * The statement (6.6.4), with its title.
     *
     * @param title signs that XML 1.0 cannot hold are left out
     * @return XMP in UTF-8
     */
    public static byte[] statement(Level level, String title) {
        return statement(level, title, null);
    }

    /**
     * As the other.
     *
     * @param about what else it says of itself, or null
     */
    public static byte[] statement(Level level, String title, @Nullable String about) {
        String description =
                about == null
                        ? ""
                        : """
                          <dc:description><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:description>
                          """
                                .formatted(inXml(about));
        return """
               <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
               <x:xmpmeta xmlns:x="adobe:ns:meta/">
               <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
               <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
               <pdfaid:part>2</pdfaid:part><pdfaid:conformance>%s</pdfaid:conformance>
               </rdf:Description>
               <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
               %s</rdf:Description>
               </rdf:RDF>
               </x:xmpmeta>
               <?xpacket end="r"?>"""
                .formatted(level, inXml(title), description)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The ICC profile of {@link #COLOURS}. */
    public static byte[] colours() {
        return ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
    }

    private static String inXml(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF)
                .forEach(safe::appendCodePoint);
        return safe.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
