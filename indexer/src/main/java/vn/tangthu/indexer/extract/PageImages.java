package vn.tangthu.indexer.extract;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files that a worker makes of a page, of which one is the image that is read. */
final class PageImages {
    private static final Logger log = LoggerFactory.getLogger(PageImages.class);

    private PageImages() {}

    /**
     * Removes whatever a worker has written for a page, also where it broke off.
     *
     * @param out as it was asked to write it: without extension
     */
    static void remove(Path out) {
        Path dir = out.getParent();
        if (dir == null) {
            return;
        }
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(dir, out.getFileName() + "{.,-}*")) {
            for (Path file : files) {
                boolean unused = Files.deleteIfExists(file);
            }
        } catch (IOException | RuntimeException e) {
            log.debug("The image of a page is left behind", e);
        }
    }
}
