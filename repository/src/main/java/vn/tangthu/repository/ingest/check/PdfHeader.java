package vn.tangthu.repository.ingest.check;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The little that can be said of a PDF without a parser (ISO 32000-1, 7.5.2 and 7.5.5): a header in
 * its first kilobyte and an end-of-file mark in its last. Used only where no probe is wired.
 */
final class PdfHeader {
    private static final int WINDOW_BYTES = 1024;

    private PdfHeader() {}

    static boolean looksWhole(Path file) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            byte[] window = new byte[(int) Math.min(WINDOW_BYTES, in.length())];
            in.readFully(window);
            boolean header = new String(window, StandardCharsets.ISO_8859_1).contains("%PDF-");
            in.seek(in.length() - window.length);
            in.readFully(window);
            return header && new String(window, StandardCharsets.ISO_8859_1).contains("%%EOF");
        }
    }
}
