package vn.tangthu.repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The reading of images of pages (OCR) as people steer it: what waits, how fast it goes, what could
 * not be read or was read badly. {@link TextWork} is the same line as those see it who read.
 *
 * <p>Pausing, priorities and what is chosen outlive this process. Nothing here counts rows of pages
 * or files: sums are kept by fonds. Only archivists may change something.
 */
public interface TextLine {
    Status status();

    /** Fonds that have content files: those in which something waits first, then by priority. */
    Slice<FondsLine> fonds(int offset, int limit);

    /** Pages that are being read come to an end, no others begin. What is read of a file stays. */
    void pause(Reader actor);

    void resume(Reader actor);

    void prioritise(FondsId fonds, Priority priority, Reader actor);

    /**
     * The files of a delivery are read before all that is only of a fonds with priority.
     *
     * @return files that wait
     */
    int choose(DeliveryId delivery, Reader actor);

    /**
     * Somebody looks at a page that is not read yet: its file is read next. At most {@link
     * #MOST_AWAITED} files at a time, so that a robot that looks at everything changes nothing.
     */
    void await(ContentFileId file);

    int MOST_AWAITED = 50;

    /**
     * Pages that could not be read.
     *
     * @param fonds null for all
     * @param after the last of the piece before, or null
     */
    List<PageLine> failed(@Nullable FondsId fonds, @Nullable PageLine after, int limit);

    /** Pages that were read, the worst first; the same parameters. */
    List<PageLine> worst(@Nullable FondsId fonds, @Nullable PageLine after, int limit);

    /** Pages that OCR was spared because nothing seemed to be on them; the same parameters. */
    List<PageLine> blank(@Nullable FondsId fonds, @Nullable PageLine after, int limit);

    /**
     * The pages of a file that failed are tried once more, before what is not urgent.
     *
     * @return false when none of it failed, or it is being read
     */
    boolean again(ContentFileId file, Reader actor);

    /**
     * The pages of a file that OCR has read, or was spared as blank, are read once more. Their old
     * text serves until all of the new one is there, which is then indexed; a page that fails keeps
     * its old text.
     *
     * @param model one of those that are set up ({@code tangthu.extraction.ocr.models})
     * @return files that are in line for it: 0 or 1
     */
    int readAgain(ContentFileId file, String model, Reader actor);

    /** The same for all files of a record. */
    int readAgain(AipId aip, String model, Reader actor);

    /**
     * The same for files of a fonds that were read badly.
     *
     * @param below only files whose pages have a lower mean confidence, per cent; 101 for all,
     *     those too of which it is not known
     */
    int readAgain(FondsId fonds, String model, int below, Reader actor);

    enum Priority {
        FIRST,
        USUAL,
        LAST
    }

    /**
     * @param pausedBy who paused it, or null while it is not
     * @param perHour pages an hour, by the minutes of the last hour in which some were read; 0 when
     *     none were
     * @param through when nothing will wait any more if it goes on so; null while that cannot be
     *     said
     * @param chosen files that go before all others because somebody waits for them or chose them;
     *     counted up to {@link #MOST_COUNTED}
     * @param again files that are in line for another model, counted likewise
     */
    record Status(
            @Nullable String pausedBy,
            @Nullable Instant pausedAt,
            long filesWaiting,
            long pagesWaiting,
            long pagesFailed,
            long filesFailed,
            long pagesLastHour,
            long perHour,
            @Nullable Instant through,
            int chosen,
            int again) {
        public boolean paused() {
            return pausedAt != null;
        }
    }

    int MOST_COUNTED = 1_000;

    /**
     * @param filesWaiting for their text layer or for OCR
     * @param pagesBlank images with nothing on them, which OCR was spared
     * @param confidence mean of the pages that OCR read, per cent; empty when none is measured
     */
    record FondsLine(
            FondsId fonds,
            String code,
            String title,
            Priority priority,
            long files,
            long filesWaiting,
            long pages,
            long pagesWithText,
            long pagesWaiting,
            long pagesFailed,
            long pagesBlank,
            Optional<Integer> confidence) {}

    /**
     * @param page of the document's file, from 1; 0 for the file as a whole
     * @param failure why it could not be read, or null
     * @param confidence of a page that was read, per cent; {@link TextWork#NOTHING_ON_IT} of one
     *     that seemed blank
     * @param record the record's code
     */
    record PageLine(
            ContentFileId file,
            AipId aip,
            DocumentId document,
            String record,
            String name,
            int page,
            @Nullable String failure,
            int confidence) {
        public boolean blank() {
            return failure == null && confidence == TextWork.NOTHING_ON_IT;
        }
    }
}
