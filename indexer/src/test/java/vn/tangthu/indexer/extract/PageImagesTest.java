package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left of a page that could not be made ready. */
class PageImagesTest {
    @TempDir Path dir;

    @Test
    void allThatWasWrittenForAPageGoesAndNothingOfAnother() throws IOException {
        for (String name : List.of("page-7.jpg", "page-7-level.pgm", "page-70.jpg", "page-6.jp2")) {
            Files.createFile(dir.resolve(name));
        }
        PageImages.remove(dir.resolve("page-7"));
        PageImages.remove(dir.resolve("gone/page-1"));
        try (Stream<Path> left = Files.list(dir)) {
            assertThat(left.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("page-70.jpg", "page-6.jp2");
        }
    }
}
