package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.TextWork;

/** Works off the files whose text layer nobody has read yet, one after the other. */
final class LayerStage {
    private static final Logger log = LoggerFactory.getLogger(LayerStage.class);

    /** Few: other machines want some, too. */
    private static final int CLAIMED_AT_ONCE = 4;

    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final WorkList list;
    private final DerivativeExtractedTexts texts;
    private final LayerExtraction extraction;
    private final KeptPrints prints;
    private final Signal wakeUp;
    private final Runnable pagesWait;

    /**
     * @param pagesWait called when pages of a file wait for OCR
     */
    LayerStage(
            WorkList list,
            DerivativeExtractedTexts texts,
            LayerExtraction extraction,
            KeptPrints prints,
            Signal wakeUp,
            Runnable pagesWait) {
        this.list = list;
        this.texts = texts;
        this.extraction = extraction;
        this.prints = prints;
        this.wakeUp = wakeUp;
        this.pagesWait = pagesWait;
    }

    /** Runs until the thread is interrupted. */
    void run() {
        while (!Thread.currentThread().isInterrupted()) {
            Deque<TextWork.Item> left = new ArrayDeque<>();
            try {
                left.addAll(list.claim(TextWork.Stage.LAYER, CLAIMED_AT_ONCE));
                if (left.isEmpty()) {
                    wakeUp.await(PAUSE);
                }
                for (TextWork.Item item = left.peek(); item != null; item = left.peek()) {
                    if (Thread.currentThread().isInterrupted()) {
                        return; // what is claimed is released by the runner
                    }
                    work(item);
                    left.remove(); // from here on OCR may have claimed it
                    prints.see(item, list);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error e) { // a thread that ends would not be missed
                log.warn("The list of files whose text waits could not be worked off", e);
                left.forEach(list::letGo);
                pause();
            }
        }
    }

    private void work(TextWork.Item item) {
        try {
            Optional<TextDerivative> known = texts.newest(item.content().sha512());
            if (list.isLost(item)) {
                return;
            }
            if (known.isPresent()) {
                TextDerivative text = known.get();
                if (text.count(Source.FAILED) > 0 && list.isTriedAgain(item)) {
                    for (int page : text.numbers(Source.FAILED)) {
                        text.replace(
                                page, Source.WAITING, LayerExtraction.coded(Source.WAITING, null));
                    }
                    texts.putBack(item.content().sha512(), text);
                }
                done(item, text);
                return;
            }
            try (Retrieval.VerifiedFile file = list.open(item)) {
                switch (extraction.read(file.path(), item.content().mimeType())) {
                    case LayerExtraction.Outcome.Found found -> {
                        if (list.isLost(item)) {
                            return;
                        }
                        list.look(item, found.text());
                        if (!list.isHeld(item)) {
                            list.release(item);
                            return;
                        }
                        texts.put(item.content().sha512(), found.text());
                        if (!list.isHeld(item)) { // erased meanwhile
                            texts.delete(item.content().sha512());
                        }
                        done(item, found.text());
                    }
                    case LayerExtraction.Outcome.Unreadable unreadable ->
                            list.failed(item, unreadable.reason());
                }
            }
        } catch (Retrieval.Damaged e) {
            list.cannot(item, "the stored copy is damaged");
        } catch (Retrieval.NotAvailable e) {
            list.failed(item, "is no longer there");
        } catch (IOException | RuntimeException e) {
            if (!Thread.currentThread().isInterrupted()) {
                list.trouble(item, e);
                pause();
            }
        }
    }

    private void done(TextWork.Item item, TextDerivative text) {
        list.done(item, text);
        if (text.count(Source.WAITING) > 0) {
            pagesWait.run();
        }
    }

    private void pause() {
        try {
            Thread.sleep(list.pause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
