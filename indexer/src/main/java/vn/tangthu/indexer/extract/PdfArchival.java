package vn.tangthu.indexer.extract;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;

/**
 * What makes a PDF of images and unseen text a PDF/A-2u (ISO 19005-2): the font of that text, which
 * has one empty glyph and says which letter each code is; the profile of colours that are meant;
 * and the statement itself. Objects of the document with numbers in a row.
 */
final class PdfArchival {
    /** So many numbers it needs. */
    static final int OBJECTS = 8;

    /** Ranges of codes that a map may have in one block (Adobe Technical Note 5411). */
    private static final int MOST_RANGES = 100;

    private final int font;
    private final int descendant;
    private final int descriptor;
    private final int program;
    private final int glyphs;
    private final int letters;
    private final int metadata;
    private final int profile;

    /**
     * @param first number, that of the font
     */
    PdfArchival(int first) {
        font = first;
        descendant = first + 1;
        descriptor = first + 2;
        program = first + 3;
        glyphs = first + 4;
        letters = first + 5;
        metadata = first + 6;
        profile = first + 7;
    }

    interface Values {
        void write(int number, String value) throws IOException;
    }

    interface Streams {
        void write(int number, String entries, byte[] bytes) throws IOException;
    }

    /** Codes are letters in UTF-16; each is shown by the one glyph (ISO 32000-1, 9.7). */
    void font(Values objects, Streams streams) throws IOException {
        objects.write(
                font,
                "<< /Type /Font /Subtype /Type0 /BaseFont /GlyphLessFont /Encoding /Identity-H"
                        + " /DescendantFonts ["
                        + descendant
                        + " 0 R] /ToUnicode "
                        + letters
                        + " 0 R >>");
        objects.write(
                descendant,
                "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /GlyphLessFont /CIDSystemInfo"
                        + " << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
                        + " /FontDescriptor "
                        + descriptor
                        + " 0 R /CIDToGIDMap "
                        + glyphs
                        + " 0 R /DW 500 >>");
        objects.write(
                descriptor,
                "<< /Type /FontDescriptor /FontName /GlyphLessFont /FontFile2 "
                        + program
                        + " 0 R /Flags 5 /FontBBox [0 0 500 1000] /Ascent 1000 /Descent -1"
                        + " /CapHeight 1000 /ItalicAngle 0 /StemV 80 >>");
        byte[] file;
        try (InputStream in = PdfArchival.class.getResourceAsStream("glyphless.ttf")) {
            file = Objects.requireNonNull(in, "glyphless.ttf").readAllBytes();
        }
        streams.write(program, "/Length1 " + file.length + " ", file);
        byte[] one = new byte[2 << 16];
        for (int code = 0; code < 1 << 16; code++) {
            one[2 * code + 1] = 1;
        }
        streams.write(glyphs, "", one);
        streams.write(letters, "", toUnicode().getBytes(StandardCharsets.US_ASCII));
    }

    private static String toUnicode() {
        StringBuilder map =
                new StringBuilder(
                        """
                        /CIDInit /ProcSet findresource begin
                        12 dict begin
                        begincmap
                        /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
                        /CMapName /Adobe-Identity-UCS def
                        /CMapType 2 def
                        1 begincodespacerange
                        <0000> <FFFF>
                        endcodespacerange
                        """);
        for (int from = 0; from < 256; from += MOST_RANGES) {
            int count = Math.min(MOST_RANGES, 256 - from);
            map.append(count).append(" beginbfrange\n");
            for (int high = from; high < from + count; high++) {
                map.append(
                        String.format(
                                Locale.ROOT, "<%02X00> <%02XFF> <%02X00>%n", high, high, high));
            }
            map.append("endbfrange\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    /** The statement (ISO 19005-2, 6.6.4) and the colours (6.2.3). */
    void identity(String title, Streams streams) throws IOException {
        String xmp =
                """
                <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
                <x:xmpmeta xmlns:x="adobe:ns:meta/">
                <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
                <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
                <pdfaid:part>2</pdfaid:part><pdfaid:conformance>U</pdfaid:conformance>
                </rdf:Description>
                <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
                <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
                </rdf:Description>
                </rdf:RDF>
                </x:xmpmeta>
                <?xpacket end="r"?>"""
                        .formatted(inXml(title));
        streams.write(
                metadata, "/Type /Metadata /Subtype /XML ", xmp.getBytes(StandardCharsets.UTF_8));
        streams.write(profile, "/N 3 ", ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData());
    }

    String ofCatalog() {
        return " /Metadata "
                + metadata
                + " 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1"
                + " /OutputConditionIdentifier (sRGB IEC61966-2.1) /DestOutputProfile "
                + profile
                + " 0 R >>]";
    }

    private static String inXml(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c >= 0x20 && c <= 0xD7FF || c >= 0xE000 && c <= 0xFFFD || c > 0xFFFF)
                .forEach(safe::appendCodePoint);
        return safe.toString().replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
