package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ArchivalPdf;

/**
 * What makes a PDF of images and unseen text a PDF/A-2u (ISO 19005-2): the font of that text, which
 * has one empty glyph and says which letter each code is; the profile of colours that are meant;
 * and the statement itself. Objects of the document with numbers in a row.
 */
final class TwoLayerObjects {
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
    TwoLayerObjects(int first) {
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
        try (InputStream in = TwoLayerObjects.class.getResourceAsStream("glyphless.ttf")) {
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
                                Locale.ROOT, "<%02X00> <%02XFF> <%02X00>\n", high, high, high));
            }
            map.append("endbfrange\n");
        }
        return map.append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n")
                .toString();
    }

    /** The statement (ISO 19005-2, 6.6.4) and the colours (6.2.3). */
    void identity(String title, @Nullable String about, Streams streams) throws IOException {
        streams.write(
                metadata,
                "/Type /Metadata /Subtype /XML ",
                ArchivalPdf.statement(ArchivalPdf.Level.U, title, about));
        streams.write(profile, "/N 3 ", ArchivalPdf.colours());
    }

    String ofCatalog() {
        return " /Metadata "
                + metadata
                + " 0 R /OutputIntents [<< /Type /OutputIntent /S /GTS_PDFA1"
                + " /OutputConditionIdentifier ("
                + ArchivalPdf.COLOURS
                + ") /DestOutputProfile "
                + profile
                + " 0 R >>]";
    }
}
