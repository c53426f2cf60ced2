package vn.tangthu.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;

/**
 * Documents as one PDF to read, made on the way: of images and scanned PDFs, the pages one after
 * the other as they were delivered; of pages in a file shared with other documents, their images
 * and nothing else of that file. What was read on the pages lies unseen under the images, so the
 * copy can be searched; it is PDF/A-2u unless a page cannot be shown or an image file has the four
 * colours of print. A convenience: what is kept, and what was signed, is the originals ({@link
 * OriginalFiles}).
 */
public interface ReadingCopies {
    /**
     * The documents of a record that have such a copy ({@link ArchivalDocument#hasReadingCopy}) and
     * no damaged file. This is for what a page offers; what goes out is decided by {@link #of}.
     */
    Set<DocumentId> offered(RecordView.Full record);

    /**
     * @throws Retrieval.NotAvailable when there is no such document, it has no such copy ({@link
     *     ArchivalDocument#hasReadingCopy}), or the reader may not have it: all look the same
     */
    ReadingCopy of(AipId record, DocumentId document, Reader reader) throws Retrieval.NotAvailable;

    /** Not made yet. */
    interface ReadingCopy {
        /**
         * The document's code with {@code .pdf}; with {@code -hai-lop.pdf} (two layers) where an
         * original is a PDF, too.
         */
        String fileName();

        /**
         * Makes it. Nothing is written before the first page is there; each file is matched against
         * its digests before a page of it is written, and each page is asked for with the reader's
         * rights of that moment. One file is held at a time, so a document of any length needs the
         * room of one page. A page that cannot be shown leaves a sheet that says so. Where a file
         * had digital signatures the copy says in its metadata that it is not what was signed.
         *
         * @throws Retrieval.NotAvailable when the document was withheld meanwhile; what was written
         *     by then is no whole PDF and must not look like one
         * @throws Retrieval.Damaged when a file is damaged; as above
         */
        void writeTo(OutputStream out)
                throws IOException, Retrieval.NotAvailable, Retrieval.Damaged;
    }
}
