package vn.tangthu.repository;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;

/**
 * The list of content files whose text is to be extracted, kept in the database so that it survives
 * a kill, and several processes work it off ({@link TextWorkers}). A file is in one {@link Stage}
 * at a time. What a process claimed is its own as long as its lease holds; the claims of a dead one
 * are free again at the next start of its home, or when its lease has run out.
 */
public interface TextWork {
    /** So often the process may die while a file is read: a page may be what kills it. */
    int MAX_DEATHS = 5;

    /** The number of a page in what is told of a file as a whole. */
    int WHOLE_FILE = 0;

    /** Told in place of a confidence: a page seemed blank, so OCR was spared it. */
    int NOTHING_ON_IT = -1;

    /** Below it, in per cent, the mean confidence of a page's words is told: it was read badly. */
    int BAD_BELOW = 75;

    /**
     * Takes up to {@code limit} files that wait in the stage, none of whose bytes another process
     * reads now: what somebody waits for, then by the priority of their fonds, then the newest
     * day's records first, as they came. No one else gets them meanwhile. Files that were claimed
     * when this process died are no part of a batch any more: they come last, one at a time, so
     * that no file is blamed for another. One that was being read {@link #MAX_DEATHS} times when
     * this process died is not given out any more but recorded as one that cannot be read.
     */
    List<Item> claim(Stage stage, int limit);

    /**
     * Takes a file that waits for OCR and that somebody is looking at ({@link TextLine#await}), for
     * whoever is in the middle of a long one.
     */
    Optional<Item> claimAwaited();

    /** Gives a claimed file back unchanged, e.g. because OCR is not installed. */
    void release(ContentFileId file);

    /**
     * Gives back, unchanged, whatever this process has claimed and does not work on: the database
     * did not answer when it was to be given back.
     *
     * @param files those that it works on
     * @return how many there were
     */
    int releaseAllBut(Set<ContentFileId> files);

    /**
     * Gives a claimed file back to the process that owns the archive, which alone gets it from now
     * on: a helper does not judge whether stored bytes are damaged, and its own troubles are not
     * the file's.
     */
    void leaveToArchive(ContentFileId file);

    /** A claimed file is not read again after all: what was found before stays. */
    void keepOld(ContentFileId file);

    /**
     * Whether a file that this process had claimed is another's by now, or free: then nothing of it
     * is to be kept. False also of a file that is in no line any more.
     */
    boolean isLost(ContentFileId file);

    /**
     * Notes what was found and appends {@link ChangeJournal.Kind#TEXT_CHANGED} in the same
     * transaction, if the file is this process's.
     *
     * @return false when it is not, or not any more: nothing was noted
     */
    boolean done(ContentFileId file, Found found);

    /**
     * Puts every file that {@link State#FAILED}, has pages that failed, or waits for OCR back in
     * line. Until it is done its coverage still counts the pages that failed: those are tried
     * again.
     */
    int retryFailed();

    /** Whether somebody paused the reading of images; asked before each page. */
    boolean paused();

    /** Whether a file of the catalogue has these bytes: of what is erased, none has. */
    boolean isHeld(Digest sha512);

    /**
     * Whether a file is in line whose bytes have a digest that begins so: only then what was read
     * of them so far is of use.
     *
     * @param sha512 at least 32 hex digits
     */
    boolean isInLine(String sha512);

    /**
     * A page of a claimed file was read and kept: the deaths of this process before do not count
     * towards {@link #MAX_DEATHS} any more, since the file gets on.
     */
    void survived(ContentFileId file);

    /** OCR of this process has read so many more pages: what the forecast is made of. */
    void pagesRead(int pages);

    Optional<Coverage> coverage(ContentFileId file);

    /**
     * Files of a record of which OCR read pages: what was read stands in no layer of their own. Not
     * those that wait for it, nor those read before it was noted how sure it was.
     */
    Set<ContentFileId> readByOcr(AipId record);

    /** Whether files still wait for their text layer; those that wait for OCR only do not count. */
    boolean layersWaiting();

    /** The whole archive's text coverage. */
    Totals totals();

    enum Stage {
        /** The text layer, or the whole text of an office file. */
        LAYER,
        /** Pages that are images. */
        OCR,
        /** Pages that were read, by another model: {@link TextLine#readAgain}. */
        AGAIN
    }

    enum State {
        WAITING,
        /** The text layer is read; pages wait for OCR. */
        WAITING_FOR_OCR,
        DONE,
        FAILED
    }

    /**
     * @param from first page of the whole file that this one answers for. Between two parts, before
     *     the first and after the last may lie pages of no document; they are given out with the
     *     file, so they are read as well, with the part before them or the first.
     * @param to last such page, or more than the file has
     * @param model what is to read it {@link Stage#AGAIN}, or null for what usually reads
     */
    record Item(
            ContentFileId file,
            AipId aip,
            DocumentId document,
            ContentFile content,
            int from,
            int to,
            @Nullable String model) {
        /** A file that waits for the first time. */
        public Item(
                ContentFileId file,
                AipId aip,
                DocumentId document,
                ContentFile content,
                int from,
                int to) {
            this(file, aip, document, content, from, to, null);
        }

        /** A file that is no part answers for all of its pages. */
        public Item(ContentFileId file, AipId aip, DocumentId document, ContentFile content) {
            this(file, aip, document, content, 1, Integer.MAX_VALUE);
        }
    }

    /**
     * What an extraction found.
     *
     * @param pagesWaiting pages that need OCR and do not have it yet; 0 ends the work on the file
     * @param pagesFailed pages that could not be read
     * @param failure why the file as a whole could not be read, or null
     * @param quality how well its pages were read
     */
    record Found(
            int pages,
            int pagesWithText,
            int pagesWaiting,
            int pagesFailed,
            @Nullable String failure,
            Quality quality) {
        /** Of pages of which nothing is to be told. */
        public Found(
                int pages,
                int pagesWithText,
                int pagesWaiting,
                int pagesFailed,
                @Nullable String failure) {
            this(pages, pagesWithText, pagesWaiting, pagesFailed, failure, Quality.NONE);
        }
    }

    /**
     * How well the pages of a file were read.
     *
     * @param confidence sum over the measured pages of the mean confidence of their words, per cent
     * @param measured pages that OCR read and whose confidence is known
     * @param told the pages that failed, those read below {@link #BAD_BELOW} and the blank ones
     * @param blank pages with nothing on them, which OCR was spared
     */
    record Quality(long confidence, int measured, List<ToldPage> told, int blank) {
        public static final Quality NONE = new Quality(0, 0, List.of());

        public Quality {
            told = List.copyOf(told);
        }

        /** Of pages none of which is blank. */
        public Quality(long confidence, int measured, List<ToldPage> told) {
            this(confidence, measured, told, 0);
        }
    }

    /**
     * A page that somebody should look at.
     *
     * @param number of the document's file, from 1; {@link #WHOLE_FILE} for the file as a whole, or
     *     pages that it only answers for
     * @param failure why it could not be read, or null
     * @param confidence of one that was read, per cent, or {@link #NOTHING_ON_IT}
     */
    record ToldPage(int number, @Nullable String failure, int confidence) {}

    record Coverage(
            State state,
            int pages,
            int pagesWithText,
            int pagesWaiting,
            int pagesFailed,
            @Nullable String failure) {}

    record Totals(
            long files,
            long filesWaiting,
            long filesFailed,
            long pages,
            long pagesWithText,
            long pagesWaiting,
            long pagesFailed) {}
}
