package vn.tangthu.portal.publicpages;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What somebody sends, as long as it comes on: who hardly sends is not waited for. */
final class SteadyStream extends FilterInputStream {
    /** In bytes, after {@link #START}: a line of 1 Mbit/s does. */
    static final long LEAST_PER_SECOND = 50_000;

    static final Duration START = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final long begun;
    private long read;

    /** Less came than is waited for. */
    static final class TooSlow extends IOException {
        private static final long serialVersionUID = 1L;
    }

    SteadyStream(InputStream in, LongSupplier nanoTime) {
        super(in);
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? -1 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int from, int length) throws IOException {
        int now = super.read(buffer, from, length);
        count(now);
        return now;
    }

    private void count(int now) throws TooSlow {
        if (now < 0) {
            return; // all of it
        }
        read += now;
        long nanos = nanoTime.getAsLong() - begun;
        if (nanos > START.toNanos() && read < nanos / 1e9 * LEAST_PER_SECOND) {
            throw new TooSlow();
        }
    }
}
