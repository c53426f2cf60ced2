package vn.tangthu.indexer.extract.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static vn.tangthu.indexer.extract.worker.ScannedPages.paper;
import static vn.tangthu.indexer.extract.worker.ScannedPages.text;

import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of an image that cannot be levelled. */
class UprightImageTest {
    private static final List<String> LINES =
            Collections.nCopies(30, "Kính gửi Phòng Nông nghiệp và Phát triển nông thôn huyện");

    @TempDir Path dir;

    private Path crooked(String name) throws IOException {
        var scan =
                paper(
                        p -> {
                            p.transform(AffineTransform.getRotateInstance(Math.toRadians(5)));
                            text(p, 35, 30, 11, LINES);
                        });
        return Files.write(dir.resolve(name), ScannedPages.jpeg(scan, 0.8f, false));
    }

    private static Answer.Scan scan(Path image) {
        return new Answer.Scan(image.toString(), 150, 0, 0, 10_000, 10_000);
    }

    @Test
    void anImageOfMoreBytesThanMayBeLookedAtIsReadAsItLies() throws IOException {
        Path image = crooked("long.jpg");
        Request.PageImage request =
                new Request.PageImage(image.toString(), 1, dir.resolve("page-1").toString());
        assertThat(UprightImage.of(scan(image), request).turned()).isNotZero();
        try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(140L << 20); // with nothing after its end
        }
        assertThat(UprightImage.of(scan(image), request)).isEqualTo(scan(image));
    }

    @Test
    void whenThereIsNoRoomForTheTurnedImageNeitherOfTheTwoIsLeftBehind() throws IOException {
        Path file = crooked("file.pdf");
        Path image = crooked("page-7.jpg");
        Path inTheWay = Files.createDirectories(dir.resolve("page-7-level.pgm/full"));
        Request.PageImage request =
                new Request.PageImage(file.toString(), 1, dir.resolve("page-7").toString());
        assertThatThrownBy(() -> UprightImage.of(scan(image), request))
                .isInstanceOf(IOException.class);
        assertThat(image).doesNotExist();
        assertThat(file).exists();
        Files.delete(inTheWay);
        Request.PageImage itself =
                new Request.PageImage(file.toString(), 1, dir.resolve("page-7").toString());
        assertThatThrownBy(() -> UprightImage.of(scan(file), itself))
                .isInstanceOf(IOException.class);
        assertThat(file).as("the file itself").exists();
    }
}
