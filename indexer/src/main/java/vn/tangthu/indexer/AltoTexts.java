package vn.tangthu.indexer;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;

/**
 * The text of pages with the places of its words as ALTO 4.4 ({@code
 * http://www.loc.gov/standards/alto/ns-v4#}), for programs that lay it under images. The reader's
 * rights are checked here.
 *
 * <p>How large a page is in inches is not kept: {@code WIDTH} and {@code HEIGHT} are 10,000 each,
 * and places are ten-thousandths of the page's width and height, whatever its shape. To lay words
 * on an image of it, x goes by the image's width and y by its height.
 */
public interface AltoTexts {
    /**
     * Not written yet; empty when there is no such file, nothing of it is extracted yet, or the
     * reader may not have it: all look the same.
     */
    Optional<Alto> of(ContentFileId file, Reader reader) throws IOException;

    interface Alto {
        /**
         * All pages, one after the other; one without text is an empty one. The stream stays open.
         */
        void writeTo(OutputStream out) throws IOException;
    }
}
