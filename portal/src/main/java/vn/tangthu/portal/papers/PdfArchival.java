package vn.tangthu.portal.papers;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import vn.tangthu.repository.ArchivalPdf;

/**
 * Makes a PDF that embeds its fonts and has nothing but letters and lines claim to be PDF/A-2b (ISO
 * 19005-2): the colours it means (sRGB) and the same words about itself in XMP as elsewhere in it.
 */
final class PdfArchival {
    private PdfArchival() {}

    /**
     * @param title as in the information dictionary
     */
    static void claim(PDDocument document, String title) throws IOException {
        PDOutputIntent intent =
                new PDOutputIntent(document, new ByteArrayInputStream(ArchivalPdf.colours()));
        intent.setInfo(ArchivalPdf.COLOURS);
        intent.setOutputCondition(ArchivalPdf.COLOURS);
        intent.setOutputConditionIdentifier(ArchivalPdf.COLOURS);
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
        document.getDocumentInformation().setTitle(title);
        byte[] statement = ArchivalPdf.statement(ArchivalPdf.Level.B, title);
        document.getDocumentCatalog()
                .setMetadata(new PDMetadata(document, new ByteArrayInputStream(statement)));
    }
}
