package vn.tangthu.indexer.extract.worker;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;

/** The shape of a page tree, ISO 32000-1 section 7.7.3. */
final class PdfTree {
    private PdfTree() {}

    /**
     * Whether a branch is reached twice, by a circle or from two places: a tree has none such, and
     * PDFBox would leave its pages out without a word.
     */
    static boolean isNoTree(PDDocument pdf) {
        Set<COSBase> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<COSDictionary> branches = new ArrayDeque<>();
        COSBase root = pdf.getDocumentCatalog().getCOSObject().getDictionaryObject(COSName.PAGES);
        if (root instanceof COSDictionary top && seen.add(top)) {
            branches.push(top);
        }
        int leaves = 0;
        while (!branches.isEmpty() && leaves <= PdfStructure.MAX_PAGES) {
            COSBase kids = branches.pop().getDictionaryObject(COSName.KIDS);
            int count = kids instanceof COSArray array ? array.size() : 0;
            for (int i = 0; i < count && leaves <= PdfStructure.MAX_PAGES; i++) {
                if (((COSArray) kids).getObject(i) instanceof COSDictionary kid
                        && kid.containsKey(COSName.KIDS)) {
                    if (!seen.add(kid)) {
                        return true;
                    }
                    branches.push(kid);
                } else {
                    leaves++;
                }
            }
        }
        return false;
    }
}
