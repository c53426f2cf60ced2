package vn.tangthu.storage.configuration;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Which object store holds the archive, {@code tangthu.storage.*}.
 *
 * @param type where objects lie; {@code filesystem} unless said otherwise
 * @param directory root of the file system store; {@code store} below the home when absent
 * @param s3 the S3 service, read only when {@code type} is {@code s3}
 */
@ConfigurationProperties("tangthu.storage")
record StorageProperties(
        @DefaultValue("FILESYSTEM") Type type,
        @Nullable Path directory,
        @DefaultValue S3Properties s3) {

    enum Type {
        FILESYSTEM,
        S3,
        /** Nothing survives the process. */
        MEMORY
    }

    /**
     * @param endpoint scheme, host and port: {@code https://s3.example.vn}
     * @param region what requests are signed for; services without regions take the default
     * @param bucket made at start when {@code createBucket} and it is not there
     * @param accessKey or {@code accessKeyFile}
     * @param accessKeyFile a file whose first line is the access key
     * @param secretKey or, better, {@code secretKeyFile}: a file is not seen in a process list
     * @param secretKeyFile a file whose first line is the secret key
     * @param pathStyle bucket in the path rather than in the host name; what most services outside
     *     AWS want
     * @param versioning whether to switch on the bucket's versioning at start where the server can
     * @param multipartThreshold objects larger than this go up in parts; also the size of a part, 5
     *     MB to 1 GB
     * @param parallelTransfers how many bodies may be on their way up at once; each holds one part
     *     in memory
     * @param attempts how often a request is tried in all, 1 to 10
     * @param connectTimeout for the connection
     * @param readTimeout the longest silence of the server that is borne
     */
    record S3Properties(
            @Nullable String endpoint,
            @DefaultValue("us-east-1") String region,
            @DefaultValue("tangthu") String bucket,
            @Nullable String accessKey,
            @Nullable Path accessKeyFile,
            @Nullable String secretKey,
            @Nullable Path secretKeyFile,
            @DefaultValue("true") boolean pathStyle,
            @DefaultValue("true") boolean createBucket,
            @DefaultValue("true") boolean versioning,
            @DefaultValue("8MB") DataSize multipartThreshold,
            @DefaultValue("4") int parallelTransfers,
            @DefaultValue("5") int attempts,
            @DefaultValue("10s") Duration connectTimeout,
            @DefaultValue("60s") Duration readTimeout) {
        /** Leaves the secret out. */
        @Override
        public String toString() {
            return endpoint + "/" + bucket;
        }
    }
}
