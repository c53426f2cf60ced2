package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import vn.tangthu.repository.PageFacts;

/**
 * Whether a PDF is whole enough to be kept as evidence: it opens, its page tree can be walked and
 * no page has lost its content or has an image that says it is larger than any. Nothing is
 * rendered.
 */
final class PdfStructure {
    /** The most pages of one file. */
    static final int MAX_PAGES = 20_000;

    /**
     * Where the end mark must be. ISO 32000 puts {@code %%EOF} last; common viewers look for it in
     * the last 1,024 bytes. PDFBox would mend a file without it by guessing, which hides that its
     * end was lost on the way.
     */
    private static final int TAIL = 4_096;

    private PdfStructure() {}

    static Answer probe(Path file, PdfOnHand pdfs) throws IOException {
        if (!hasEndMark(file)) {
            return new Answer.Failed(
                    "bị cắt, thiếu dấu kết thúc %%EOF / is cut off: the end mark %%EOF is missing");
        }
        PDDocument pdf = pdfs.open(file);
        if (pdf.isEncrypted()) {
            // Opened without a password, but bound by its owner: who keeps it must not need a key.
            return new Answer.Encrypted(Operations.PDF);
        }
        int declared = pdf.getNumberOfPages();
        if (declared > MAX_PAGES) {
            return new Answer.Failed("có quá " + MAX_PAGES + " trang / has more pages");
        }
        if (PdfTree.isNoTree(pdf)) {
            return new Answer.Failed(
                    "cây trang dẫn ngược về chính nó / has a page tree that leads back into itself");
        }
        PdfImages images = new PdfImages();
        int pages = 0;
        List<PageFacts> each = new ArrayList<>();
        for (PDPage page : pdf.getPages()) {
            pages++;
            if (pages > MAX_PAGES) {
                return new Answer.Failed("có quá " + MAX_PAGES + " trang / has more pages");
            }
            if (hasLostContent(page.getCOSObject())) {
                return new Answer.Failed(
                        "mất nội dung trang / has lost the content of page " + pages);
            }
            String flood = images.flood(page);
            if (flood != null) {
                return new Answer.Failed("trang / page " + pages + ": " + flood);
            }
            each.add(PdfPageFacts.of(page));
        }
        if (pages == 0) {
            return new Answer.Failed("không có trang nào / has no pages");
        }
        return new Answer.Readable(Operations.PDF, pages, each, PdfClaims.of(pdf));
    }

    private static boolean hasLostContent(COSDictionary page) {
        if (!page.containsKey(COSName.CONTENTS)) {
            return false;
        }
        COSBase contents = page.getDictionaryObject(COSName.CONTENTS);
        if (contents instanceof COSArray parts) {
            for (int i = 0; i < parts.size(); i++) {
                if (!(parts.getObject(i) instanceof COSStream)) {
                    return true;
                }
            }
            return false;
        }
        return !(contents instanceof COSStream);
    }

    private static boolean hasEndMark(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            byte[] tail = new byte[(int) Math.min(TAIL, length)];
            in.seek(length - tail.length);
            in.readFully(tail);
            return new String(tail, StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }
}
