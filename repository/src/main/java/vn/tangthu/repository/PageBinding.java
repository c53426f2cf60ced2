package vn.tangthu.repository;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Binds page images to one PDF while it is written. Implemented by the indexer. */
public interface PageBinding {
    /**
     * @param title of the PDF
     * @param about what else it says of itself, to programs; null for nothing
     * @return nothing is written before its first page
     */
    Bound begin(OutputStream out, String title, @Nullable String about);

    /** As the other, with no more than its title. */
    default Bound begin(OutputStream out, String title) {
        return begin(out, title, null);
    }

    /** A PDF that grows. The bytes of the pages are written at once and not held. */
    interface Bound extends Closeable {
        /**
         * A page of an image file, with the picture of its JPEG or its fax bytes as they are where
         * a PDF can have them, turned as Exif has it; else packed anew, black and white without
         * loss. Nothing else of the file goes along: no Exif, thumbnail, comment, or bytes after
         * its end.
         *
         * @param file a verified private copy
         * @param page from 1
         * @throws PageRenderer.NotRenderable when there can be no image of the page; nothing was
         *     written
         */
        void add(Path file, int page) throws IOException;

        /** A page that was rendered; as wide as A4. */
        void add(PageRenderer.Rendered page) throws IOException;

        /**
         * As {@link #add(Path, int)}, and what was read on the page lies unseen under its image, so
         * that it is found and copied. A PDF of such pages alone is PDF/A-2u (ISO 19005-2), unless
         * an image has the four colours of print.
         *
         * <p>A page of a PDF is as that shows it: its picture as {@link #add(Path, int)} has it
         * where it shows one picture and nothing else, else drawn.
         *
         * @param file whose page it is; who may have its images may have its text. By its type it
         *     is an image or a PDF.
         * @param copy a verified private copy of it
         * @param page of the file, from 1
         */
        void addWithText(ContentFile file, Path copy, int page) throws IOException;

        /**
         * As {@link #add(PageRenderer.Rendered)}, with what was read on it.
         *
         * @param page of the file, from 1
         */
        void addWithText(ContentFile file, PageRenderer.Rendered image, int page)
                throws IOException;

        /** A sheet that says that this page cannot be shown. */
        void addMissing(int page) throws IOException;

        /** Makes it whole. */
        void finish() throws IOException;

        /** Lets go of what it needed; what was not finished stays no PDF. */
        @Override
        void close() throws IOException;
    }
}
