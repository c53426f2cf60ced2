package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.PageRenderer;

/** Renders pages of PDF and image files in a worker, ahead of all background work. */
@Component
final class WorkerPageRenderer implements PageRenderer {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final WorkerPool workers;

    WorkerPageRenderer(WorkerPool workers) {
        this.workers = workers;
    }

    @Override
    public Rendered render(Path file, String mimeType, int page, int width) throws IOException {
        if (width < 100 || width > 4_000 || page < 1) {
            throw new IllegalArgumentException("Page " + page + " at " + width + " pixels");
        }
        Request request = new Request.Render(file.toAbsolutePath().toString(), page, width);
        return switch (workers.ask(Lane.INTERACTIVE, request, LIMIT)) {
            case Answer.Jpeg jpeg -> new Rendered(jpeg.bytes(), jpeg.width(), jpeg.height());
            case Answer.Encrypted _ -> throw new NotRenderable("The file needs a password");
            case Answer.Failed failed ->
                    throw new NotRenderable("Page " + page + " " + failed.reason());
            case Answer.Readable _,
                    Answer.Layers _,
                    Answer.Scan _,
                    Answer.Bindable _,
                    Answer.Text _,
                    Answer.Sights _,
                    Answer.Compared _,
                    Answer.Checked _,
                    Answer.Identified _ ->
                    throw new IllegalStateException("Not an answer to a rendering");
        };
    }
}
