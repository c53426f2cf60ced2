package vn.tangthu.repository;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a delivery has twice, in itself or beside what is kept, two by two, for an archivist to look
 * at side by side and decide. They are found when the delivery is checked, and again each time it
 * is checked again; a decision holds as long as both sides have the bytes it was made about. For
 * archivists; everybody else is refused.
 */
public interface DeliveryPairs {
    /** The most pairs of one delivery that are kept one by one; findings tell of all. */
    int MOST = 10_000;

    /** How the two are the same. */
    enum Kind {
        /** One code for two hồ sơ or documents. */
        SAME_CODE,
        /** Two files, byte for byte. */
        SAME_BYTES,
        /** Pages that are the same scan, saved in another way. */
        SAME_IMAGE,
        /** Pages that say nearly the same. */
        SAME_TEXT
    }

    enum Decision {
        /**
         * Both are right: accepted with a reason, which stands in the PREMIS of the hồ sơ. Not for
         * {@link Kind#SAME_CODE}: a code can be only one's.
         */
        KEEP_BOTH,
        /** The hồ sơ that came is not taken in; the others of the delivery are. */
        LEAVE_OUT
    }

    /** How many pairs there are of each kind that there is; in the order of the kinds. */
    Map<Kind, Count> counts(DeliveryId delivery, Reader reader);

    /** In the order of the lists. */
    Slice<Pair> list(DeliveryId delivery, Kind kind, int offset, int limit, Reader reader);

    Optional<Pair> find(DeliveryId delivery, String key, Reader reader);

    /** The first that waits for a decision. */
    Optional<Pair> nextUndecided(DeliveryId delivery, Reader reader);

    /** Whether it can be decided now: it is neither worked on nor at its end. */
    boolean open(DeliveryId delivery, Reader reader);

    /**
     * Decides, or decides anew. It acts when the delivery goes on.
     *
     * @throws RefusedException when it cannot be decided now or so, or without a reason
     */
    void decide(DeliveryId delivery, String key, Decision decision, String reason, Reader actor);

    /** Takes a decision back, as long as {@link #open}. */
    void undo(DeliveryId delivery, String key, Reader actor);

    /** One side as this reader may see it; empty when the reader may not see what is kept. */
    Optional<Shown> look(DeliveryId delivery, String key, boolean other, Reader reader);

    /**
     * The bytes of a file of the delivery as they lie there now: match them with the digest before
     * anything is made of them.
     *
     * @throws Retrieval.NotAvailable when they are there no more
     */
    InputStream open(DeliveryId delivery, String key, boolean other, Reader reader)
            throws IOException, Retrieval.NotAvailable;

    /**
     * @param undecided how many of them wait for a decision
     */
    record Count(long pairs, long undecided) {}

    /**
     * One thing of a pair.
     *
     * @param kept whether it is kept already; then only codes, name and digest stand here, and
     *     {@link #look} tells the rest
     * @param record arcFileCode of the hồ sơ
     * @param document docCode; empty where it is the hồ sơ as a whole or not known
     * @param file path in the delivery, or the original name of a kept one; empty where it is no
     *     file
     * @param sha512 hexadecimal, empty where it is no file
     * @param page the page that is alike, from 1
     */
    record Side(
            boolean kept,
            String record,
            String document,
            String file,
            String sha512,
            int page,
            Facts facts) {
        /** Its name in a line: the file, otherwise the code. */
        public String name() {
            return file.isEmpty() ? document.isEmpty() ? record : document : file;
        }
    }

    /**
     * What is told of a hồ sơ or a document, blank or 0 where nothing is.
     *
     * @param number as printed, {@code 5023/KH-UBND}
     * @param pages of the file; of a hồ sơ, as declared
     * @param bytes of the file
     * @param documents of a hồ sơ: code and subject of each, at most {@link #MOST_DOCUMENTS}
     */
    record Facts(
            String title,
            @Nullable DocumentType type,
            String number,
            String date,
            String organ,
            int pages,
            long bytes,
            String mimeType,
            List<String> documents) {
        public static final int MOST_DOCUMENTS = 100;
        public static final Facts NONE = new Facts("", null, "", "", "", 0, 0, "", List.of());

        public Facts {
            // Of checks before this was told, there is none.
            documents = documents == null ? List.of() : List.copyOf(documents);
        }

        /** The same hồ sơ with its documents. */
        public Facts with(Stream<DocumentDescription> all) {
            return new Facts(
                    title,
                    type,
                    number,
                    date,
                    organ,
                    pages,
                    bytes,
                    mimeType,
                    all.limit(MOST_DOCUMENTS)
                            .map(each -> each.docCode() + ": " + each.subject())
                            .toList());
        }
    }

    /**
     * What a check found.
     *
     * @param one what came
     * @param other another of the delivery, before it in the lists, or what is kept
     * @param pages how many pages are alike; 0 where that means nothing
     * @param likeness 0 to 1
     */
    record Found(Kind kind, Side one, Side other, int pages, double likeness) {
        /** Whether somebody can decide here: a code that stands twice in the lists is mended. */
        public boolean decidable() {
            return kind != Kind.SAME_CODE || other.kept();
        }
    }

    /**
     * @param key names it in its delivery: the same two things have the same again
     * @param leftOut whether the hồ sơ that came is left out, for this pair or another
     */
    record Pair(String key, Found found, @Nullable Decided decided, boolean leftOut) {}

    /** Who decided what, and why. */
    record Decided(Decision decision, String reason, String by, Instant at) {}

    /**
     * @param record where it is kept, or null
     * @param file the kept file, or null
     * @param page of this file, or of the document where it is only a part of one
     * @param pages to turn, 0 where there is nothing to look at
     */
    record Shown(
            Side side, @Nullable AipId record, @Nullable ContentFileId file, int page, int pages) {}
}
