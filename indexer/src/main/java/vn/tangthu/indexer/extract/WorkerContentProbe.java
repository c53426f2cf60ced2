package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.extract.worker.Answer;
import vn.tangthu.indexer.extract.worker.Request;
import vn.tangthu.repository.ContentProbe;

/** Looks at delivered files in a worker. */
@Component
final class WorkerContentProbe implements ContentProbe {
    /**
     * A file of a scanner is looked at in a tenth of a second; what is made to be endless must not
     * hold up a delivery.
     */
    static final Duration LEAST = Duration.ofSeconds(9);

    static final Duration MOST = Duration.ofSeconds(60);

    /** A slow disk reads so much of a large file in a second. */
    private static final long BYTES_A_SECOND = 8L << 20;

    private final WorkerPool workers;

    WorkerContentProbe(WorkerPool workers) {
        this.workers = workers;
    }

    /** How long a file of so many bytes may take. */
    static Duration limit(long bytes) {
        Duration limit = LEAST.plusSeconds(bytes / BYTES_A_SECOND);
        return limit.compareTo(MOST) < 0 ? limit : MOST;
    }

    /**
     * @throws UncheckedIOException when no worker could be had; that says nothing about the file
     */
    @Override
    public Result probe(Path file) {
        Request request = new Request.Probe(file.toAbsolutePath().toString());
        Answer answer;
        try {
            answer = workers.ask(Lane.BACKGROUND, request, limit(Files.size(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("The file could not be looked at now: " + file, e);
        }
        return switch (answer) {
            case Answer.Readable a -> new Result.Readable(a.mimeType(), a.pages(), a.each());
            case Answer.Encrypted a -> new Result.Encrypted(a.mimeType());
            case Answer.Failed a -> new Result.Unreadable(a.reason());
            case Answer.Layers _, Answer.Jpeg _, Answer.Scan _, Answer.Text _ ->
                    throw new IllegalStateException("Not an answer to a probe: " + answer);
        };
    }
}
