package vn.tangthu.indexer.extract;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A process that reads a page that never ends; the test kills this one. */
final class ParentOfAnEndlessPage {
    private ParentOfAnEndlessPage() {}

    public static void main(String[] args) throws Exception {
        Path dir = Path.of(args[1]);
        Tesseract.Result unused =
                new Tesseract(args[0], dir)
                        .read(List.of(dir.resolve("any")), 300, Duration.ofMinutes(5));
    }
}
