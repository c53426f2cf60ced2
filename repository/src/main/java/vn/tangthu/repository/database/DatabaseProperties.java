package vn.tangthu.repository.database;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Which database to use. Without {@code url} the application starts its own below the home.
 *
 * @param url {@code jdbc:postgresql://host:port/name} of an external PostgreSQL 15 or newer, or
 *     null for the embedded one
 * @param username role that owns the schemas {@code projection} and {@code kept}
 * @param password its password; {@code passwordFile} keeps it out of configuration
 * @param passwordFile a file that holds the password and nothing else
 * @param poolSize connections, 2 to 100; default 8
 * @param runAs account of the embedded server when the application runs as root; default: {@code
 *     tangthu}, {@code postgres} or {@code nobody}, whichever exists
 */
@ConfigurationProperties("tangthu.database")
record DatabaseProperties(
        @Nullable String url,
        @Nullable String username,
        @Nullable String password,
        @Nullable Path passwordFile,
        @Nullable Integer poolSize,
        @Nullable String runAs) {
    static final int DEFAULT_POOL_SIZE = 8;

    int connections() {
        int size = poolSize == null ? DEFAULT_POOL_SIZE : poolSize;
        if (size < 2 || size > 100) {
            throw new IllegalArgumentException("tangthu.database.pool-size is 2 to 100: " + size);
        }
        return size;
    }
}
