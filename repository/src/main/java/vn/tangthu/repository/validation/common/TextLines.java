package vn.tangthu.repository.validation.common;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import org.jspecify.annotations.Nullable;

/**
 * Lines that end with LF, CR or CRLF, of bounded length. Bytes that the encoding does not have
 * throw a {@link java.nio.charset.CharacterCodingException}.
 */
public final class TextLines implements Closeable {
    /** Paths of file systems have at most 4,096 bytes; a URL may be longer. */
    public static final int MAX_CHARACTERS = 20_000;

    private final Reader in;
    private int ahead = -2;
    private int number;
    private boolean ended;

    /** A line that is longer than any honest one. */
    public static final class LineTooLongException extends IOException {
        private static final long serialVersionUID = 1;

        LineTooLongException(int line) {
            super("line " + line + " is longer than " + MAX_CHARACTERS + " characters");
        }
    }

    /** The bytes themselves cannot be read. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(IOException cause) {
            super(cause);
        }
    }

    public TextLines(InputStream in, Charset encoding) {
        this.in =
                new BufferedReader(
                        new InputStreamReader(
                                in,
                                encoding.newDecoder()
                                        .onMalformedInput(CodingErrorAction.REPORT)
                                        .onUnmappableCharacter(CodingErrorAction.REPORT)),
                        32_768);
    }

    /** The next line without its ending, or null at the end. */
    public @Nullable String next() throws IOException {
        try {
            return line();
        } catch (CharacterCodingException | LineTooLongException e) {
            throw e;
        } catch (IOException e) {
            throw new UnreadableException(e);
        }
    }

    private @Nullable String line() throws IOException {
        int c = ahead == -2 ? in.read() : ahead;
        ahead = -2;
        if (c < 0) {
            return null;
        }
        number++;
        StringBuilder line = new StringBuilder(128);
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() == MAX_CHARACTERS) {
                throw new LineTooLongException(number);
            }
            line.append((char) c);
            c = in.read();
        }
        ended = c >= 0;
        if (c == '\r') {
            int following = in.read();
            if (following != '\n') {
                ahead = following;
            }
        }
        return line.toString();
    }

    /** Number of the line last returned, from 1. */
    public int number() {
        return number;
    }

    /** Whether the line last returned had an ending. */
    public boolean ended() {
        return ended;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
