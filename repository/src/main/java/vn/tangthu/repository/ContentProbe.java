package vn.tangthu.repository;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
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
     * So many bytes at either end, and what a container ({@code PK}, OLE2) holds, are all that
     * {@link #identify} looks at; twice as many as it does, for sequences that begin within.
     */
    int IDENTIFIED_BY = 128 << 10;

    /**
     * Versions of the PRONOM signature files that {@link #identify} goes by, binary and container:
     * {@code V100/37}. Empty while nobody can say.
     */
    default String signatures() {
        return "";
    }

    /**
     * Checks what the file says of itself, in a worker, bounded in time: what overruns or kills it
     * is undecided, and says so.
     *
     * @throws java.io.UncheckedIOException when no worker could be had; that says nothing about it
     */
    default ContentCheck check(Path file, ContentCheck.Kind kind) {
        throw new UnsupportedOperationException("Nothing is checked here");
    }

    /** What checks of this kind, with its version and all else its answer hangs on. */
    default String tool(ContentCheck.Kind kind) {
        return "";
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
         * @param claims what it says of itself that can be checked
         */
        record Readable(
                String mimeType,
                int pages,
                List<PageFacts> each,
                List<PagePrint> prints,
                List<ScanPrint> scans,
                Set<ContentCheck.Claim> claims)
                implements Result {
            public Readable {
                each = List.copyOf(each);
                prints = List.copyOf(prints);
                scans = List.copyOf(scans);
                claims = Set.copyOf(claims);
            }

            public Readable(
                    String mimeType,
                    int pages,
                    List<PageFacts> each,
                    List<PagePrint> prints,
                    List<ScanPrint> scans) {
                this(mimeType, pages, each, prints, scans, Set.of());
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
