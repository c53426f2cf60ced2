package vn.tangthu.indexer.extract.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The size that a JPEG itself tells in its frame header (ITU-T T.81, B.2.2), which need not be the
 * one that the PDF around it tells.
 */
final class JpegSize {
    private static final int FILL = 0xff;
    private static final int START_OF_IMAGE = 0xd8;

    private JpegSize() {}

    /** Whether the first frame has this size; false also for what is no JPEG. */
    static boolean isOf(Path file, int width, int height) throws IOException {
        try (DataInputStream in =
                new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 13))) {
            if (in.readUnsignedByte() != FILL || in.readUnsignedByte() != START_OF_IMAGE) {
                return false;
            }
            while (in.readUnsignedByte() == FILL) {
                int marker = in.readUnsignedByte();
                while (marker == FILL) {
                    marker = in.readUnsignedByte();
                }
                int length = in.readUnsignedShort();
                if (isFrame(marker)) {
                    in.readUnsignedByte(); // bits of a sample
                    return in.readUnsignedShort() == height && in.readUnsignedShort() == width;
                }
                in.skipNBytes(Math.max(0, length - 2));
            }
            return false;
        } catch (EOFException e) {
            return false;
        }
    }

    /** SOF0 to SOF15; DHT, JPG and DAC lie between them. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != 0xc4
                && marker != 0xc8
                && marker != 0xcc;
    }
}
