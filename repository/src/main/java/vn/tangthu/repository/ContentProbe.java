package vn.tangthu.repository;

import java.nio.file.Path;
import java.util.List;

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

    /** What it is. */
    sealed interface Result {
        /**
         * @param pages 0 where pages mean nothing
         * @param each what is known of each page, in order; empty where nothing is
         * @param prints of each page, in order; empty where there are none
         */
        record Readable(String mimeType, int pages, List<PageFacts> each, List<PagePrint> prints)
                implements Result {
            public Readable {
                each = List.copyOf(each);
                prints = List.copyOf(prints);
            }

            public Readable(String mimeType, int pages, List<PageFacts> each) {
                this(mimeType, pages, each, List.of());
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
