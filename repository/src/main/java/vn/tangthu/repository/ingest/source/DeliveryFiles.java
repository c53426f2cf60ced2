package vn.tangthu.repository.ingest.source;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What lies in a delivery.
 *
 * @param root the folder
 * @param recordList the list of hồ sơ, if there is exactly one
 * @param documentList the list of documents, if there is exactly one
 * @param content all other files that count, relative to the root
 */
public record DeliveryFiles(
        Path root, Optional<Path> recordList, Optional<Path> documentList, List<Found> content) {
    public DeliveryFiles {
        content = List.copyOf(content);
    }

    /**
     * A file.
     *
     * @param path absolute
     * @param name relative to the root with {@code /}, as found
     * @param size bytes when the folder was walked
     */
    public record Found(Path path, String name, long size) {
        /** The name without folders. */
        public String fileName() {
            return name.substring(name.lastIndexOf('/') + 1);
        }
    }
}
