package vn.tangthu.storage.configuration;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import vn.tangthu.storage.configuration.StorageProperties.S3Properties;

/**
 * Copies of the archive, {@code tangthu.copies.<name>.*}.
 *
 * @param copies by name; none unless said
 */
@ConfigurationProperties("tangthu")
record CopiesProperties(@DefaultValue Map<String, CopyProperties> copies) {
    /** A memory store would be no copy. */
    enum Type {
        FILESYSTEM,
        S3
    }

    /**
     * @param type where it lies
     * @param directory of a copy in files; it must be there: an empty mount point is no copy
     * @param s3 read only when {@code type} is {@code s3}
     * @param every from the end of one run to the next, 0 for never by itself
     * @param lockDays how many days each object is locked against removal (S3 object lock,
     *     governance mode), 0 for not at all, at most 36,500; before half of them are over it is
     *     locked anew
     */
    record CopyProperties(
            @DefaultValue("FILESYSTEM") Type type,
            @Nullable Path directory,
            @DefaultValue S3Properties s3,
            @DefaultValue("15m") Duration every,
            @DefaultValue("0") int lockDays) {}
}
