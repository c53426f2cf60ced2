package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.extract.derivative.PageCodec;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;

/** What a file says without OCR: text layers of a PDF, the whole text of an office file. */
final class LayerExtraction {
    private static final Logger log = LoggerFactory.getLogger(LayerExtraction.class);

    /** Pages of a PDF in one request: some tenths of a second. */
    private static final int BATCH = 20;

    private static final Duration BATCH_LIMIT = Duration.ofSeconds(60);
    private static final Duration PAGE_LIMIT = Duration.ofSeconds(20);

    /** After so many pages of a file that ended a worker its other pages are not tried. */
    private static final int MAX_FATAL_PAGES = 5;

    /** The most characters of an office or text file; the rest is not searchable. */
    private static final int MAX_CHARS = 2_000_000;

    private static final Set<String> PAGED_IMAGES =
            Set.of("image/jpeg", "image/png", "image/gif", "image/tiff");

    private static final List<String> TEXTS =
            List.of(
                    "text/",
                    "application/rtf",
                    "application/msword",
                    "application/vnd.ms-excel",
                    "application/vnd.ms-powerpoint",
                    "application/vnd.openxmlformats-officedocument",
                    "application/vnd.oasis.opendocument",
                    "application/x-tika-msoffice",
                    "application/x-tika-ooxml",
                    "application/xhtml+xml");

    private final WorkerPool workers;

    LayerExtraction(WorkerPool workers) {
        this.workers = workers;
    }

    /** What came of a file: its text, or why there is none. */
    sealed interface Outcome {
        record Found(TextDerivative text) implements Outcome {}

        record Unreadable(String reason) implements Outcome {}
    }

    /**
     * @param declared the media type under which the file was taken in
     * @throws IOException when no worker could be had; that says nothing about the file
     */
    Outcome read(Path file, String declared) throws IOException {
        return switch (ask(new Request.Probe(file.toString()), WorkerContentProbe.MOST)) {
            case Answer.Readable a -> read(file, a, declared);
            case Answer.Encrypted _ -> new Outcome.Unreadable("needs a password");
            case Answer.Failed a -> new Outcome.Unreadable(a.reason());
            case Answer.Layers _,
                    Answer.Jpeg _,
                    Answer.Scan _,
                    Answer.Bindable _,
                    Answer.Text _,
                    Answer.Sights _,
                    Answer.Compared _,
                    Answer.Checked _,
                    Answer.Identified _ ->
                    throw new IllegalStateException("Not an answer to a probe");
        };
    }

    private Outcome read(Path file, Answer.Readable what, String declared) throws IOException {
        TextDerivative text = TextDerivative.empty();
        if (what.mimeType().equals("application/pdf")) {
            readPdf(file, what.pages(), text);
            return new Outcome.Found(text);
        }
        if (PAGED_IMAGES.contains(what.mimeType())) {
            for (int page = 0; page < what.pages(); page++) {
                add(text, Source.WAITING, null);
            }
            return new Outcome.Found(text);
        }
        if (isText(what.mimeType())) {
            return readOffice(file, text);
        }
        if (isText(declared)) {
            return new Outcome.Unreadable("is " + what.mimeType() + " and not " + declared);
        }
        return new Outcome.Found(text); // sound, film and the like have no text
    }

    private static boolean isText(String mimeType) {
        return TEXTS.stream().anyMatch(mimeType::startsWith);
    }

    private void readPdf(Path file, int pages, TextDerivative text) throws IOException {
        int fatal = 0;
        for (int from = 1; from <= pages; from += BATCH) {
            int to = Math.min(pages, from + BATCH - 1);
            Answer answer = ask(new Request.Layer(file.toString(), from, to), BATCH_LIMIT);
            if (answer instanceof Answer.Layers layers) {
                layers.pages().forEach(page -> text.add(page.source(), page.coded()));
                continue;
            }
            // One page of the batch ended the worker: find it, keep the others.
            for (int page = from; page <= to; page++) {
                if (fatal >= MAX_FATAL_PAGES) {
                    add(text, Source.FAILED, "not tried after the pages before it");
                    continue;
                }
                Answer one = ask(new Request.Layer(file.toString(), page, page), PAGE_LIMIT);
                if (one instanceof Answer.Layers layers) {
                    Answer.Page found = layers.pages().getFirst();
                    text.add(found.source(), found.coded());
                } else {
                    fatal++;
                    add(text, Source.FAILED, reason(one));
                }
            }
        }
    }

    private Outcome readOffice(Path file, TextDerivative text) throws IOException {
        Answer answer = ask(new Request.Text(file.toString(), MAX_CHARS), BATCH_LIMIT);
        if (!(answer instanceof Answer.Text found)) {
            return new Outcome.Unreadable(reason(answer));
        }
        if (found.cut()) {
            log.info("Only the first {} characters of {} are searchable", MAX_CHARS, file);
        }
        String plain = found.text().strip();
        Source source = plain.isEmpty() ? Source.EMPTY : Source.LAYER;
        text.add(
                source,
                PageCodec.encode(
                        new ExtractedText.Page(
                                1, source, plain, List.of(), null, found.convertedFrom())));
        return new Outcome.Found(text);
    }

    static void add(TextDerivative text, Source source, @Nullable String failure) {
        text.add(source, coded(source, failure));
    }

    /** A page without text. */
    static byte[] coded(Source source, @Nullable String failure) {
        return PageCodec.encode(new ExtractedText.Page(1, source, "", List.of(), failure));
    }

    private static String reason(Answer answer) {
        return switch (answer) {
            case Answer.Failed failed -> failed.reason();
            case Answer.Encrypted _ -> "needs a password";
            case Answer.Readable _,
                    Answer.Layers _,
                    Answer.Jpeg _,
                    Answer.Scan _,
                    Answer.Bindable _,
                    Answer.Text _,
                    Answer.Sights _,
                    Answer.Compared _,
                    Answer.Checked _,
                    Answer.Identified _ ->
                    throw new IllegalStateException("Not the answer that was asked for");
        };
    }

    private Answer ask(Request request, Duration limit) throws IOException {
        return workers.ask(Lane.BACKGROUND, request, limit);
    }
}
