package vn.tangthu.indexer.extract.derivative;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Small numbers in few bytes: seven bits a byte, the lowest first. */
final class Varints {
    private Varints() {}

    static void write(ByteArrayOutputStream out, int value) {
        int rest = value;
        while ((rest & ~0x7f) != 0) {
            out.write(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.write(rest);
    }

    static int read(ByteBuffer in) {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int b = in.get();
            value |= (b & 0x7f) << shift;
            if (b >= 0) {
                return value;
            }
        }
        throw new IllegalStateException("A number is too long");
    }

    /** Small numbers of either sign. */
    static void writeSigned(ByteArrayOutputStream out, int value) {
        write(out, value << 1 ^ value >> 31);
    }

    static int readSigned(ByteBuffer in) {
        int value = read(in);
        return value >>> 1 ^ -(value & 1);
    }

    static void writeText(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(out, bytes.length);
        out.writeBytes(bytes);
    }

    static String readText(ByteBuffer in) {
        byte[] bytes = new byte[checked(read(in), in)];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** A count of things of at least one byte each that must still be there. */
    static int checked(int count, ByteBuffer in) {
        if (count < 0 || count > in.remaining()) {
            throw new IllegalStateException("A length of " + count + " leads past the end");
        }
        return count;
    }
}
