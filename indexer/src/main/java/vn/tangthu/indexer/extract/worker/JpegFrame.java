package vn.tangthu.indexer.extract.worker;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a JPEG itself tells in its first frame header (ITU-T T.81, B.2.2), which need not be what
 * the PDF around it tells.
 *
 * @param marker 0xC0 to 0xCF, how it is coded
 * @param bits of a sample
 * @param components 1 grey, 3 colours, 4 inks
 */
public record JpegFrame(int marker, int bits, int width, int height, int components) {
    private static final int FILL = 0xff;
    private static final int START_OF_IMAGE = 0xd8;

    /** Null for what is no JPEG. */
    public static @Nullable JpegFrame of(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 13)) {
            return of(in);
        }
    }

    /** As the other, from its first byte on. */
    public static @Nullable JpegFrame of(InputStream bytes) throws IOException {
        DataInputStream in = new DataInputStream(bytes);
        try {
            if (in.readUnsignedByte() != FILL || in.readUnsignedByte() != START_OF_IMAGE) {
                return null;
            }
            while (in.readUnsignedByte() == FILL) {
                int marker = in.readUnsignedByte();
                while (marker == FILL) {
                    marker = in.readUnsignedByte();
                }
                int length = in.readUnsignedShort();
                if (isFrame(marker)) {
                    int bits = in.readUnsignedByte();
                    int height = in.readUnsignedShort();
                    int width = in.readUnsignedShort();
                    return new JpegFrame(marker, bits, width, height, in.readUnsignedByte());
                }
                in.skipNBytes(Math.max(0, length - 2));
            }
            return null;
        } catch (EOFException e) {
            return null;
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

    boolean isOf(int otherWidth, int otherHeight) {
        return width == otherWidth && height == otherHeight;
    }

    /**
     * Whether a PDF can have it as it is: baseline, extended or progressive Huffman coding of eight
     * bits (ISO 32000-1, 7.4.8), and its size known from the start.
     */
    public boolean fitsInPdf() {
        return marker <= 0xc2
                && bits == 8
                && width > 0
                && height > 0
                && (components == 1 || components == 3 || components == 4);
    }
}
