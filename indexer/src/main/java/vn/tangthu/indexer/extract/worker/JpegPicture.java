package vn.tangthu.indexer.extract.worker;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A JPEG again with nothing but what its picture is made of (ITU-T T.81, B.1): tables, frame and
 * scans, bit for bit. Application segments and comments (Exif with its thumbnail, texts, places,
 * previews) stay behind, and so does everything after the end of the image. What tells how the
 * colours are meant (JFIF, Adobe) is written anew, without what else may stand there. Colour
 * profiles stay behind, too: in a PDF the image's dictionary says the colours (ISO 32000-1, 7.4.8).
 *
 * <p>Not seen: what somebody hides in the coded picture itself.
 */
final class JpegPicture {
    private static final int SOI = 0xd8;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DHT = 0xc4;
    private static final int DQT = 0xdb;
    private static final int DRI = 0xdd;
    private static final int JFIF_SEGMENT = 0xe0;
    private static final int EXIF_SEGMENT = 0xe1;
    private static final int ADOBE_SEGMENT = 0xee;

    /** Version 1.2, no density, no thumbnail. */
    private static final byte[] JFIF = {'J', 'F', 'I', 'F', 0, 1, 2, 0, 0, 1, 0, 1, 0, 0};

    /** Version 100, no flags; what follows says how colours were turned. */
    private static final byte[] ADOBE = {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0};

    private final DataInputStream in;
    private final OutputStream out;
    private int orientation = ExifDensity.UPRIGHT;
    private boolean exifSeen;

    private JpegPicture(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /**
     * @param file that begins as a JPEG
     * @return how the picture is to be turned, 1 (not at all) to 8, as its Exif block has it (CIPA
     *     DC-008, 4.6.4)
     * @throws IOException also when it is not made as it should; what was written is nothing then
     */
    static int write(Path file, Path to) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(to), 1 << 16)) {
            JpegPicture picture = new JpegPicture(in, out);
            picture.copy();
            return picture.orientation;
        }
    }

    /** The same of one that may not be made as it should, as far as it can be gone through. */
    static int orientation(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            JpegPicture picture = new JpegPicture(in, OutputStream.nullOutputStream());
            try {
                picture.copy();
            } catch (IOException e) {
                return picture.orientation; // Exif stands before what is wrong, or nowhere
            }
            return picture.orientation;
        }
    }

    private void copy() throws IOException {
        if (in.readUnsignedByte() != 0xff || in.readUnsignedByte() != SOI) {
            throw new IOException("No JPEG");
        }
        marker(SOI);
        boolean scanned = false;
        int marker = next();
        while (marker != EOI) {
            if (isAlone(marker)) {
                marker = next();
                continue;
            }
            int length = in.readUnsignedShort() - 2;
            if (length < 0) {
                throw new IOException("A segment without a length");
            }
            byte[] body = in.readNBytes(length);
            if (body.length < length) {
                throw new EOFException();
            }
            segment(marker, body);
            if (marker == SOS) {
                scanned = true;
                marker = scan();
            } else {
                marker = next();
            }
        }
        if (!scanned) {
            throw new IOException("A JPEG without a picture");
        }
        marker(EOI);
    }

    private void segment(int marker, byte[] body) throws IOException {
        switch (marker) {
            case 0xc0, 0xc1, 0xc2, DHT, DQT, DRI, SOS -> put(marker, body);
            case JFIF_SEGMENT -> {
                if (begins(body, "JFIF\0")) {
                    put(marker, JFIF);
                }
            }
            case ADOBE_SEGMENT -> {
                if (begins(body, "Adobe") && body.length > ADOBE.length) {
                    byte[] adobe = Arrays.copyOf(ADOBE, ADOBE.length + 1);
                    adobe[ADOBE.length] = body[ADOBE.length];
                    put(marker, adobe);
                }
            }
            case EXIF_SEGMENT -> {
                if (!exifSeen && begins(body, "Exif\0")) { // the first has the word, as in readers
                    exifSeen = true;
                    orientation = ExifDensity.orientation(body);
                }
            }
            default -> {
                // not of the picture
            }
        }
    }

    /**
     * The coded picture, up to the marker that ends it. One that is cut off ends there, as readers
     * show it.
     */
    private int scan() throws IOException {
        for (int read = in.read(); read >= 0; read = in.read()) {
            if (read != 0xff) {
                out.write(read);
                continue;
            }
            int code = in.read();
            while (code == 0xff) {
                code = in.read();
            }
            if (code == 0 || code >= 0xd0 && code < SOI) { // a byte 0xff, or a restart
                marker(code);
            } else if (code > 0) {
                return code;
            }
        }
        return EOI;
    }

    /** Behind whatever stands between segments, which readers go over as well. */
    private int next() throws IOException {
        while (in.readUnsignedByte() != 0xff) {
            // not of the picture
        }
        int marker = in.readUnsignedByte();
        while (marker == 0xff) {
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /** Without a length after it (B.1.1.3), or a byte that is no marker. */
    private static boolean isAlone(int marker) {
        return marker <= 1 || marker >= 0xd0 && marker <= SOI;
    }

    private void put(int marker, byte[] body) throws IOException {
        marker(marker);
        out.write(body.length + 2 >> 8);
        out.write(body.length + 2);
        out.write(body);
    }

    private void marker(int marker) throws IOException {
        out.write(0xff);
        out.write(marker);
    }

    private static boolean begins(byte[] body, String with) {
        for (int i = 0; i < with.length(); i++) {
            if (i >= body.length || body[i] != with.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
