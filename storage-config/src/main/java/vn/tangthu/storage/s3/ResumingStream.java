package vn.tangthu.storage.s3;

import io.minio.GetObjectResponse;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A download that goes on where it was cut off, as long as the server still has the same object by
 * its ETag; without an ETag it fails as it was cut.
 */
final class ResumingStream extends InputStream {
    /** Asks for the rest. */
    interface Rest {
        GetObjectResponse from(long alreadyRead, String etag) throws IOException;
    }

    private final Rest rest;
    private final @Nullable String etag;
    private final int attempts;
    private InputStream in;
    private long read;
    private int failures;

    ResumingStream(Rest rest, GetObjectResponse first, int attempts) {
        this.rest = rest;
        this.in = first;
        this.etag = first.headers().get("ETag");
        this.attempts = attempts;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        while (true) {
            try {
                int count = in.read(buffer, offset, length);
                if (count > 0) {
                    read += count;
                    failures = 0;
                }
                return count;
            } catch (IOException e) {
                if (etag == null || ++failures >= attempts) {
                    throw e;
                }
                in.close();
                Attempts.pause(failures);
                in = rest.from(read, etag);
            }
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
