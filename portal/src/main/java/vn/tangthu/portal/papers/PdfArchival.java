package vn.tangthu.portal.papers;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;

/**
 * Makes a PDF that embeds its fonts and has nothing but letters and lines claim to be PDF/A-2b (ISO
 * 19005-2): the colours it means (sRGB) and the same words about itself in XMP as elsewhere in it.
 */
final class PdfArchival {
    private static final String SRGB = "sRGB IEC61966-2.1";

    private PdfArchival() {}

    /**
     * @param title as in the information dictionary
     */
    static void claim(PDDocument document, String title) throws IOException {
        byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
        PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(profile));
        intent.setInfo(SRGB);
        intent.setOutputCondition(SRGB);
        intent.setOutputConditionIdentifier(SRGB);
        intent.setRegistryName("http://www.color.org");
        document.getDocumentCatalog().addOutputIntent(intent);
        document.getDocumentInformation().setTitle(title);
        document.getDocumentCatalog()
                .setMetadata(
                        new PDMetadata(
                                document,
                                new ByteArrayInputStream(
                                        xmp(title).getBytes(StandardCharsets.UTF_8))));
    }

    private static String xmp(String title) {
        String safe = title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return """
               <?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
               <x:xmpmeta xmlns:x="adobe:ns:meta/">
               <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
               <rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/">
               <pdfaid:part>2</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>
               </rdf:Description>
               <rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
               <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%s</rdf:li></rdf:Alt></dc:title>
               </rdf:Description>
               </rdf:RDF>
               </x:xmpmeta>
               <?xpacket end="w"?>
               """
                .formatted(safe);
    }
}
