package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.extract.legacy.Bytes;

/** Documents read run by run for the encodings of before Unicode. */
final class LegacyRuns {
    private static final int HEAD = 16_384;

    private LegacyRuns() {}

    /**
     * The converted text, or null when there was nothing to convert, or the file cannot be read in
     * this way: what is wrong with it, Tika's parser will say.
     */
    static FontedText.@Nullable Converted read(Path file, String mimeType, int maxChars) {
        try {
            FontedText text =
                    switch (mimeType) {
                        case "application/msword" -> WordRuns.read(file, maxChars);
                        case "application/vnd.ms-excel" -> SheetRuns.read(file, maxChars);
                        case "application/vnd.ms-powerpoint" -> SlideRuns.read(file, maxChars);
                        case "application/rtf", "text/rtf" -> RtfRuns.read(file, maxChars);
                        case "text/html", "text/xml" -> null;
                        default -> byKind(file, mimeType, maxChars);
                    };
            if (text == null) {
                return null;
            }
            FontedText.Converted converted = text.convert();
            return converted.from().isEmpty() ? null : converted;
        } catch (IOException | RuntimeException e) {
            return null;
        }
    }

    private static @Nullable FontedText byKind(Path file, String mimeType, int maxChars)
            throws IOException {
        // a package whose parts Tika did not see through is named x-tika-ooxml
        if (mimeType.contains("wordprocessingml") || mimeType.equals("application/x-tika-ooxml")) {
            return DocxRuns.read(file, maxChars);
        }
        return mimeType.startsWith("text/") ? plain(file, maxChars) : null;
    }

    /** Whether the file begins like a text in one of the encodings. */
    static boolean isText(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(HEAD);
        }
        int control = 0;
        for (byte b : head) {
            if (b == 0) {
                return false;
            }
            control += b > 0 && b < 0x20 && b != '\n' && b != '\r' && b != '\t' ? 1 : 0;
        }
        // VISCII and VPS have rare capitals there
        if (control > head.length / 50) {
            return false;
        }
        FontedText text = plain(file, HEAD);
        return text != null && !text.convert().from().isEmpty();
    }

    /** Bytes as windows-1252; null when they are UTF-8 or have the mark of Unicode. */
    private static @Nullable FontedText plain(Path file, int maxChars) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(maxChars);
        }
        boolean marked =
                bytes.length > 1
                        && ((bytes[0] & 0xFF) == 0xFF && (bytes[1] & 0xFF) == 0xFE
                                || (bytes[0] & 0xFF) == 0xFE && (bytes[1] & 0xFF) == 0xFF);
        if (marked || isUtf8(bytes)) {
            return null;
        }
        FontedText text = new FontedText(maxChars);
        StringBuilder line = new StringBuilder();
        for (byte b : bytes) {
            if (b == '\n') {
                text.add(line, null);
                text.end('\n');
                line.setLength(0);
            } else if (b != '\r') {
                line.append(Bytes.western(b));
            }
        }
        text.add(line, null);
        return text;
    }

    private static boolean isUtf8(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        CharBuffer out = CharBuffer.allocate(4_096);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        while (true) {
            // a character that the end cuts in two is no error here
            CoderResult result = decoder.decode(in, out, false);
            if (result.isError()) {
                return false;
            }
            if (result.isUnderflow()) {
                return true;
            }
            out.clear();
        }
    }
}
