package vn.tangthu.indexer.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.extract.derivative.TextDerivative;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.JpegFrame;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.PageBinding;
import vn.tangthu.repository.PageRenderer.NotRenderable;
import vn.tangthu.repository.PageRenderer.Rendered;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.TangThuHome;

/** Has each file looked at in a worker, since it is a foreign one, and writes the PDF itself. */
@Component
final class WorkerPageBinding implements PageBinding {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private static final ExtractedText.Page NOTHING =
            new ExtractedText.Page(1, ExtractedText.Source.EMPTY, "", List.of(), null);

    private static final Logger LOG = LoggerFactory.getLogger(WorkerPageBinding.class);

    private final WorkerPool workers;
    private final DerivativeExtractedTexts texts;
    private final Path tmp;

    /**
     * Pages of PDFs are taken apart one at a time, for all that are bound together: each takes a
     * worker for a second, and the other one is for who looks at pages. Images cost next to
     * nothing.
     */
    private final Semaphore sheets = new Semaphore(1, true);

    WorkerPageBinding(WorkerPool workers, DerivativeExtractedTexts texts, TangThuHome home) {
        this.workers = workers;
        this.texts = texts;
        this.tmp = home.tmp();
    }

    @Override
    public Bound begin(OutputStream out, String title, @Nullable String about) {
        return new Binding(new StreamedPdf(out, title, about));
    }

    private Answer ask(Request request) throws IOException {
        if (!(request instanceof Request.BindSheet)) {
            return workers.ask(Lane.INTERACTIVE, request, LIMIT);
        }
        try {
            sheets.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Stopped while waiting to take a page apart");
        }
        try {
            return workers.ask(Lane.INTERACTIVE, request, LIMIT);
        } finally {
            sheets.release();
        }
    }

    private final class Binding implements Bound {
        private final StreamedPdf pdf;
        private @Nullable Digest readOf;
        private @Nullable TextDerivative text;
        private boolean unreadable;

        Binding(StreamedPdf pdf) {
            this.pdf = pdf;
        }

        @Override
        public void add(Path file, int page) throws IOException {
            add(file, false, page, null);
        }

        @Override
        public void addWithText(ContentFile file, Path copy, int page) throws IOException {
            add(copy, file.isPdf(), page, read(file, page));
        }

        @Override
        public void addWithText(ContentFile file, Rendered image, int page) throws IOException {
            add(image, read(file, page));
        }

        @Override
        public void add(Rendered page) throws IOException {
            add(page, null);
        }

        /**
         * The text of the file that is being bound stays at hand: it may have thousands of pages.
         *
         * @return null where it cannot be read now: the images are given without it, in a PDF that
         *     claims to be nothing more
         */
        private ExtractedText.@Nullable Page read(ContentFile file, int page) {
            if (!file.sha512().equals(readOf)) {
                text = null;
                unreadable = false;
                readOf = file.sha512();
                try {
                    text = texts.newest(file.sha512()).orElse(null);
                } catch (IOException e) {
                    unreadable = true;
                    LOG.warn("File {} is bound without its text: {}", file.id(), e.toString());
                }
            }
            if (unreadable) {
                return null;
            }
            TextDerivative known = text;
            return known == null || page > DerivativeExtractedTexts.pages(file, known)
                    ? NOTHING
                    : DerivativeExtractedTexts.page(file, known, page);
        }

        private void add(Path file, boolean pdfFile, int page, ExtractedText.@Nullable Page read)
                throws IOException {
            Path packed =
                    Files.createTempFile(tmp, "bind-" + ProcessHandle.current().pid() + "-", "");
            try {
                String path = file.toAbsolutePath().toString();
                Request request =
                        pdfFile
                                ? new Request.BindSheet(path, page, packed.toString())
                                : new Request.Bind(path, page, packed.toString());
                switch (ask(request)) {
                    case Answer.Bindable image -> pdf.add(image, packed, read);
                    case Answer.Failed failed ->
                            throw new NotRenderable("Page " + page + " " + failed.reason());
                    case Answer.Encrypted _ -> throw new NotRenderable("The file needs a password");
                    case Answer.Readable _,
                            Answer.Layers _,
                            Answer.Jpeg _,
                            Answer.Scan _,
                            Answer.Text _,
                            Answer.Sights _,
                            Answer.Compared _,
                            Answer.Checked _,
                            Answer.Identified _ ->
                            throw new IllegalStateException("Not an answer to a binding");
                }
            } finally {
                Files.deleteIfExists(packed);
            }
        }

        private void add(Rendered page, ExtractedText.@Nullable Page read) throws IOException {
            byte[] jpeg = page.jpeg();
            JpegFrame frame = JpegFrame.of(new ByteArrayInputStream(jpeg));
            if (frame == null || !frame.fitsInPdf()) {
                throw new NotRenderable("The image of a page is no JPEG");
            }
            Answer.Bindable image =
                    new Answer.Bindable(
                            Answer.Coding.JPEG,
                            frame.width(),
                            frame.height(),
                            frame.components(),
                            0,
                            false,
                            0,
                            1);
            pdf.add(image, new ByteArrayInputStream(jpeg), jpeg.length, read);
        }

        @Override
        public void addMissing(int page) throws IOException {
            pdf.addLine(
                    "Trang "
                            + page
                            + " khong hien thi duoc, xem tep goc. / Page "
                            + page
                            + " cannot be shown, see the original.");
        }

        @Override
        public void finish() throws IOException {
            pdf.finish();
        }

        @Override
        public void close() {
            // every page was let go of when it was written
        }
    }
}
