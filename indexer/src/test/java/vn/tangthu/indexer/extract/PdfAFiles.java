package vn.tangthu.indexer.extract;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/** Real files that call themselves PDF/A-2b, made with PDFBox. */
final class PdfAFiles {
    private static final String XMP =
            """
            <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/">
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
            <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
            <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
            </rdf:Description></rdf:RDF></x:xmpmeta>
            <?xpacket end="w"?>
            """;

    private PdfAFiles() {}

    /**
     * @param text in a font that is not embedded, which no PDF/A may have; empty for none
     */
    static Path write(Path file, String text) throws IOException {
        try (PDDocument pdf = new PDDocument()) {
            pdf.setVersion(1.7f);
            PDPage page = new PDPage(PDRectangle.A4);
            pdf.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(pdf, page)) {
                content.setNonStrokingColor(0.5f, 0.2f, 0.1f);
                content.addRect(50, 50, 100, 100);
                content.fill();
                if (!text.isEmpty()) {
                    content.beginText();
                    content.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                    content.newLineAtOffset(50, 500);
                    content.showText(text);
                    content.endText();
                }
            }
            PDMetadata metadata = new PDMetadata(pdf);
            metadata.importXMPMetadata(XMP.strip().getBytes(StandardCharsets.UTF_8));
            pdf.getDocumentCatalog().setMetadata(metadata);
            byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
            PDOutputIntent intent = new PDOutputIntent(pdf, new ByteArrayInputStream(profile));
            intent.setInfo("sRGB");
            intent.setOutputCondition("sRGB");
            intent.setOutputConditionIdentifier("sRGB");
            intent.setRegistryName("http://www.color.org");
            pdf.getDocumentCatalog().addOutputIntent(intent);
            pdf.save(file.toFile(), CompressParameters.NO_COMPRESSION);
        }
        return file;
    }
}
