package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Set;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import vn.tangthu.repository.ContentCheck.Claim;

/** What a PDF says of itself, read from its catalogue only. */
final class PdfClaims {
    /** Namespace of the PDF/A identification schema, ISO 19005-1, 6.7.11. */
    private static final String PDFA = "http://www.aiim.org/pdfa/ns/id/";

    /** Metadata that are longer than any that were seen say nothing. */
    private static final int LONGEST = 4 << 20;

    /**
     * Bit 1 of SigFlags, ISO 32000-1, 12.7.2: the document has a signature field that is signed.
     */
    private static final int SIGNATURES_EXIST = 1;

    private PdfClaims() {}

    static Set<Claim> of(PDDocument pdf) {
        EnumSet<Claim> claims = EnumSet.noneOf(Claim.class);
        if (claimsPdfA(pdf)) {
            claims.add(Claim.PDFA);
        }
        COSDictionary form =
                pdf.getDocumentCatalog().getCOSObject().getCOSDictionary(COSName.ACRO_FORM);
        if (form != null && (form.getInt(COSName.SIG_FLAGS, 0) & SIGNATURES_EXIST) != 0) {
            claims.add(Claim.SIGNED);
        }
        return claims;
    }

    private static boolean claimsPdfA(PDDocument pdf) {
        PDMetadata metadata = pdf.getDocumentCatalog().getMetadata();
        if (metadata == null) {
            return false;
        }
        try (InputStream in = metadata.exportXMPMetadata()) {
            return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8).contains(PDFA);
        } catch (IOException e) {
            return false; // what cannot be read claims nothing
        }
    }
}
