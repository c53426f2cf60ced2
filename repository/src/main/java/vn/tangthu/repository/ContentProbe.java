package vn.tangthu.repository;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a delivered file from a worker process, bounded in time and memory. Implemented by the
 * indexer.
 */
public interface ContentProbe {
    /**
     * @param file a file on the local disk; its bytes, not its name, decide
     * @param limit the most pages and pixels that are looked at are the implementation's own limits
     */
    Result probe(Path file);

    /**
     * Which format of the PRONOM registry it is in; null where nobody could say.
     *
     * @param name as it was delivered; its ending counts where its bytes say nothing
     */
    default @Nullable Identified identify(Path file, String name) {
        return null;
    }

    /**
     * @param endingFits whether the ending of its name is one that the registry has for the format,
     *     or it has none for it
     */
    record Identified(FormatIdentification format, boolean endingFits) {}

    /**
     * Whether pages of two files show one scan that was saved in two ways. They are decoded and
     * held over each other; what cannot be, or takes too long, is not the same.
     *
     * @param pages some, numbers of both files
     * @return for each of them, in order
     */
    default List<Boolean> sameScan(Path one, Path other, List<TwoPages> pages) {
        return Collections.nCopies(pages.size(), false);
    }

    /** Numbers of pages, from 1. */
    record TwoPages(int one, int other) {}

    /** What it is. */
    sealed interface Result {
        /**
         * @param pages 0 where pages mean nothing
         * @param each what is known of each page, in order; empty where nothing is
         * @param prints of what each page says, in order; empty where there are none
         * @param scans of the image of each page, in order; empty where there are none
         */
        record Readable(
                String mimeType,
                int pages,
                List<PageFacts> each,
                List<PagePrint> prints,
                List<ScanPrint> scans)
                implements Result {
            public Readable {
                each = List.copyOf(each);
                prints = List.copyOf(prints);
                scans = List.copyOf(scans);
            }

            public Readable(String mimeType, int pages, List<PageFacts> each) {
                this(mimeType, pages, each, List.of(), List.of());
            }

            public Readable(String mimeType, int pages) {
                this(mimeType, pages, List.of());
            }
        }

        /** A password is needed. */
        record Encrypted(String mimeType) implements Result {}

        /**
         * It could not be read, took too long or too much memory; {@code reason} is for the log and
         * the report.
         */
        record Unreadable(String reason) implements Result {}
    }
}
