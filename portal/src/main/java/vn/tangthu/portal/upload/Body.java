package vn.tangthu.portal.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.upload.UploadRefused.Reason;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * The bytes of one request.
 *
 * @param length how many the sender says there are; −1 when it does not say
 * @param sha256 what they must sum to, or null when the sender does not say
 */
record Body(InputStream in, long length, byte @Nullable [] sha256) {
    private static final int BUFFER = 128 << 10;
    private static final int END = -1;
    private static final int BROKEN = -2;

    /** The file ends elsewhere. */
    static final class WrongOffset extends Exception {
        private static final long serialVersionUID = 1L;
        private final long offset;

        WrongOffset(long offset) {
            super("The file has " + offset + " bytes");
            this.offset = offset;
        }

        long offset() {
            return offset;
        }
    }

    /** The bytes changed on their way. */
    static final class WrongSum extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Writes them behind what the file has and on to the disk.
     *
     * @param stop whether the package is being ended; then the rest is left
     * @return where the file ends now: all of them, or those that came before the line broke
     */
    long write(Path path, IncomingFile file, BooleanSupplier stop) throws IOException, WrongSum {
        long room = file.size() - file.offset();
        if (length > room) {
            throw new UploadRefused(Reason.NOT_AS_ANNOUNCED, file.path());
        }
        MessageDigest digest = sha256 == null ? null : DigestAlgorithm.SHA256.newMessageDigest();
        try (FileChannel out =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            // What lies beyond was never answered for.
            out.truncate(file.offset());
            out.position(file.offset());
            long came = 0;
            byte[] buffer = new byte[BUFFER];
            int read = 0;
            while (!stop.getAsBoolean()) {
                read = read(buffer, length < 0 ? BUFFER : Math.min(BUFFER, length - came));
                if (read <= 0) {
                    break;
                }
                if (came + read > room) {
                    out.truncate(file.offset());
                    throw new UploadRefused(Reason.NOT_AS_ANNOUNCED, file.path());
                }
                if (digest != null) {
                    digest.update(buffer, 0, read);
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    int unused = out.write(bytes);
                }
                came += read;
            }
            boolean all = length < 0 ? read == END : came == length;
            if (all && digest != null && !MessageDigest.isEqual(digest.digest(), sha256)) {
                out.truncate(file.offset());
                throw new WrongSum();
            }
            out.force(false);
            return file.offset() + came;
        }
    }

    /** BROKEN where the line broke: whoever waits for the answer has gone. */
    private int read(byte[] buffer, long most) {
        try {
            return most == 0 ? END : in.read(buffer, 0, (int) most);
        } catch (IOException e) {
            return BROKEN;
        }
    }
}
