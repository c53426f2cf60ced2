package vn.tangthu.portal.publicpages;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * The digest of the first file of a form ({@code multipart/form-data}, RFC 7578), taken while its
 * bytes come in: none of them is kept, neither in memory nor on the disk.
 */
final class SentFile {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*boundary=\"?([^\";,]{1,70})\"?.*");

    /** Headers of a part are read so far. */
    private static final int MAX_HEADERS = 8 * 1024;

    private SentFile() {}

    /** More than was allowed. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param body is left open, so that the rest of it can be read
     * @param most bytes of the file
     * @return null when the form has no file or an empty one
     */
    static @Nullable Digest sha512(@Nullable String contentType, InputStream body, long most)
            throws IOException {
        Matcher type = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!type.matches()) {
            return null;
        }
        byte[] end = ("\r\n--" + type.group(1)).getBytes(StandardCharsets.ISO_8859_1);
        InputStream in = new BufferedInputStream(body, 64 * 1024);
        int skipped = MAX_HEADERS;
        // A line break is thought before the first boundary, which has none.
        int matched = 2;
        while (matched < end.length) {
            int next = in.read();
            if (next < 0 || skipped-- == 0) {
                return null;
            }
            matched = after(end, matched, (byte) next);
        }
        return headers(in) ? content(in, end, most) : null;
    }

    /** Whether the part has headers and a file behind them. */
    private static boolean headers(InputStream in) throws IOException {
        ByteArrayOutputStream headers = new ByteArrayOutputStream();
        byte[] blank = {'\r', '\n', '\r', '\n'};
        for (int matched = 0; matched < blank.length; ) {
            int next = in.read();
            if (next < 0 || headers.size() == MAX_HEADERS) {
                return false;
            }
            headers.write(next);
            matched = after(blank, matched, (byte) next);
        }
        return headers.toString(StandardCharsets.UTF_8).contains("filename");
    }

    private static @Nullable Digest content(InputStream in, byte[] end, long most)
            throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA512.newMessageDigest();
        byte[] out = new byte[64 * 1024];
        int filled = 0;
        long size = 0;
        int matched = 0;
        while (true) {
            int next = in.read();
            if (next < 0) {
                return null; // cut off: nothing is said of half a file
            }
            int now = after(end, matched, (byte) next);
            if (now == end.length) {
                digest.update(out, 0, filled);
                return size == 0 ? null : Digest.fromBytes(DigestAlgorithm.SHA512, digest.digest());
            }
            // What looked like the end and was not belongs to the file.
            int given = matched + 1 - now;
            for (int i = 0; i < given; i++) {
                out[filled++] = i < matched ? end[i] : (byte) next;
                if (filled == out.length) {
                    digest.update(out);
                    filled = 0;
                }
            }
            size += given;
            if (size > most) {
                throw new TooLarge();
            }
            matched = now;
        }
    }

    /**
     * How much of the pattern stands at the end of what was read. Both patterns begin with a
     * carriage return that comes again only where this counts on it.
     */
    private static int after(byte[] pattern, int matched, byte next) {
        int length = matched;
        while (length > 0 && pattern[length] != next) {
            length = border(pattern, length);
        }
        return pattern[length] == next ? length + 1 : 0;
    }

    /** The longest part before {@code length} that the pattern also begins with. */
    private static int border(byte[] pattern, int length) {
        for (int shorter = length - 1; shorter > 0; shorter--) {
            int offset = length - shorter;
            int i = 0;
            while (i < shorter && pattern[offset + i] == pattern[i]) {
                i++;
            }
            if (i == shorter) {
                return shorter;
            }
        }
        return 0;
    }
}
