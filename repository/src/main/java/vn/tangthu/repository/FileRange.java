package vn.tangthu.repository;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A range of a file that somebody else opened and closes; several of one channel may be read at
 * once.
 */
public final class FileRange extends InputStream {
    private final FileChannel channel;
    private long at;
    private long left;

    /**
     * @param at offset in bytes from the start of the file
     * @param length bytes; a file that ends before is an {@link EOFException}
     */
    public FileRange(FileChannel channel, long at, long length) {
        this.channel = channel;
        this.at = at;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int n = channel.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), at);
        if (n < 0) {
            throw new EOFException("the file ends early");
        }
        at += n;
        left -= n;
        return n;
    }
}
