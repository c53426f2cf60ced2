package vn.tangthu.storage.s3;

import java.net.URI;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** A real S3 server on loopback inside the test JVM: s3proxy on files or in memory. */
public final class S3ProxyServer implements AutoCloseable {
    public static final String ACCESS_KEY = "test-access";
    public static final String SECRET_KEY = "test-secret-key";

    private final S3Proxy server;

    private S3ProxyServer(S3Proxy server) {
        this.server = server;
    }

    /**
     * @param directory where the server keeps its objects, or null for memory
     */
    public static S3ProxyServer start(@Nullable Path directory) {
        try {
            S3Proxy server =
                    S3Proxy.builder()
                            .blobStore(
                                    directory == null
                                            ? new TransientNio2BlobStore()
                                            : new FilesystemNio2BlobStore(directory.toString()))
                            .endpoint(URI.create("http://127.0.0.1:0"))
                            .awsAuthentication(
                                    AuthenticationType.AWS_V2_OR_V4, ACCESS_KEY, SECRET_KEY)
                            .build();
            server.start();
            return new S3ProxyServer(server);
        } catch (Exception e) {
            throw new IllegalStateException("s3proxy does not start", e);
        }
    }

    public int port() {
        return server.getPort();
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port();
    }

    public S3Settings settings(String bucket) {
        return S3Settings.of(endpoint(), "us-east-1", bucket, ACCESS_KEY, SECRET_KEY);
    }

    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
