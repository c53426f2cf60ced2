package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.TextWork;
import vn.tangthu.storage.Digest;

/**
 * A file whose pages are being read, several at a time. It ends once: finished when its last page
 * is, or given up.
 */
final class OcrFile {
    private static final Logger log = LoggerFactory.getLogger(OcrFile.class);

    private final TextWork.Item item;
    private final Retrieval.VerifiedFile copy;
    private final TextDerivative text;
    private final OcrSpool spool;
    private final OcrModel model;
    private final WorkList list;
    private final DerivativeExtractedTexts texts;

    /** Pages that are not read yet, and one for the feeder as long as it adds pages. */
    private int open;

    private volatile boolean ended;
    private boolean survived;

    /** Whether a page was read: what failed throughout was not read again. */
    private boolean found;

    /**
     * @param pages that are to be read
     */
    OcrFile(
            TextWork.Item item,
            Retrieval.VerifiedFile copy,
            TextDerivative text,
            int pages,
            OcrModel model,
            OcrSpool spool,
            WorkList list,
            DerivativeExtractedTexts texts) {
        this.item = item;
        this.copy = copy;
        this.text = text;
        this.model = model;
        this.spool = spool;
        this.list = list;
        this.texts = texts;
        this.open = pages + 1;
    }

    OcrModel model() {
        return model;
    }

    /** Whether its pages have a text already, which must not get worse. */
    boolean isAgain() {
        return item.model() != null;
    }

    boolean isFor(TextWork.Item other) {
        return item.file().equals(other.file());
    }

    boolean isOf(TextWork.Item other) {
        return isOf(other.content().sha512());
    }

    boolean isOf(Digest sha512) {
        return item.content().sha512().equals(sha512);
    }

    String path() {
        return copy.path().toString();
    }

    /** Takes over a page that was read before a restart. */
    synchronized boolean hasInSpool(int page) throws IOException {
        Optional<OcrSpool.Page> known = spool.get(page);
        known.ifPresent(found -> replace(page, found.source(), found.coded()));
        if (known.isPresent()) {
            open--;
        }
        return known.isPresent();
    }

    /** A page is read, or could not be. */
    synchronized void read(int page, Source source, byte[] coded) {
        if (ended) {
            return;
        }
        try {
            spool.put(page, source, coded);
        } catch (IOException e) {
            log.warn("Page {} of {} would have to be read again after a kill", page, item, e);
        }
        replace(page, source, coded);
        if (!survived) {
            survived = true;
            list.survived(item);
        }
        one();
    }

    private void replace(int page, Source source, byte[] coded) {
        boolean better =
                source == Source.OCR || source == Source.EMPTY && text.source(page) == Source.BLANK;
        if (isAgain() && !better) {
            log.warn("Page {} of {} keeps its old text: {} finds none", page, item.file(), model);
        } else {
            found = true;
            text.replace(page, source, coded);
        }
    }

    /** The feeder has no more pages of it. */
    synchronized void allFed() {
        one();
    }

    private void one() {
        open--;
        if (open > 0 || ended) {
            return;
        }
        try {
            if (list.isLost(item)) {
                close(); // its pages stay in the spool as long as it is in line
                return;
            }
            if (!list.isHeld(item)) {
                list.release(item);
            } else if (isAgain() && !found) {
                list.keepOld(item, "it found words on none of its pages");
            } else {
                keep();
            }
            spool.remove();
        } catch (IOException | RuntimeException e) {
            list.trouble(item, e);
        }
        close();
    }

    private void keep() throws IOException {
        Digest sha512 = item.content().sha512();
        list.look(item, text);
        if (isAgain()) {
            texts.replace(sha512, text);
        } else {
            texts.put(sha512, text);
        }
        if (!list.isHeld(item)) { // erased meanwhile, maybe before this was there
            texts.delete(sha512);
        }
        list.done(item, text);
    }

    /** Ends without a trace where the bytes were erased since it was claimed. */
    void endIfErased() {
        if (!list.isHeld(item)) {
            giveUp();
        }
    }

    /** What is read stays in the spool; the file goes back in line. */
    synchronized void giveUp() {
        if (!ended) {
            try {
                list.release(item);
            } catch (RuntimeException e) {
                log.debug("The claim of {} ends with this process", item.file(), e);
            }
            close();
        }
    }

    synchronized void trouble(Exception e) {
        if (!ended) {
            list.trouble(item, e);
            close();
        }
    }

    boolean isEnded() {
        return ended;
    }

    private void close() {
        ended = true;
        try {
            copy.close();
        } catch (IOException e) {
            log.debug("A verified copy is left behind", e);
        }
    }
}
