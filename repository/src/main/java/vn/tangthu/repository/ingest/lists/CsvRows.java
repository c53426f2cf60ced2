package vn.tangthu.repository.ingest.lists;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import vn.tangthu.repository.Finding;

/**
 * A CSV list: UTF-8 with or without a byte order mark, or the UTF-16 that Excel calls "Unicode
 * text"; parted by comma, semicolon or tab, whichever the first line has most of. Anything that is
 * not valid in its encoding is refused as a whole: guessing TCVN3 or windows-1258 would store wrong
 * letters.
 */
final class CsvRows implements ListRows {
    private static final int SNIFFED_CHARS = 16_384;

    private final Path file;
    private final ListLimits limits;

    CsvRows(Path file, ListLimits limits) {
        this.file = file;
        this.limits = limits;
    }

    @Override
    public void forEach(RowReader reader) throws IOException, UnreadableListException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > limits.fileBytes()) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_TOO_LARGE", name, String.valueOf(limits.fileBytes())));
        }
        try (Reader text = new LineGuard(open(), limits.rowChars());
                CSVParser parser = parse(text)) {
            for (CSVRecord row : parser) {
                List<ListCell> cells = new ArrayList<>(row.size());
                for (String value : row) {
                    cells.add(ListCell.of(CsvText.plain(value)));
                }
                // The line number of the parser is that of the row's end; count rows instead.
                if (!reader.row(0, Math.toIntExact(row.getRecordNumber()), cells)) {
                    return;
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableListException(Finding.blocks("LIST_NOT_UTF8", name));
        } catch (IOException e) {
            if (e.getCause() instanceof CharacterCodingException) {
                throw new UnreadableListException(Finding.blocks("LIST_NOT_UTF8", name));
            }
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        } catch (java.io.UncheckedIOException | IllegalStateException e) {
            if (causedBy(e, CharacterCodingException.class)) {
                throw new UnreadableListException(Finding.blocks("LIST_NOT_UTF8", name));
            }
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        }
    }

    private static boolean causedBy(Throwable thrown, Class<? extends Throwable> type) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private CSVParser parse(Reader text) throws IOException {
        BufferedReader buffered = new BufferedReader(text, SNIFFED_CHARS * 2);
        CSVFormat format =
                CSVFormat.DEFAULT
                        .builder()
                        .setDelimiter(delimiter(buffered))
                        .setIgnoreEmptyLines(false)
                        .setLenientEof(false)
                        .get();
        return CSVParser.parse(buffered, format);
    }

    private static char delimiter(BufferedReader text) throws IOException {
        text.mark(SNIFFED_CHARS);
        char[] head = new char[SNIFFED_CHARS];
        int length = 0;
        while (length < head.length) {
            int read = text.read(head, length, head.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        text.reset();
        char best = ',';
        int most = 0;
        for (char candidate : new char[] {',', ';', '\t'}) {
            int count = inFullestLine(head, length, candidate);
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    /** Title lines above the headings have few of any, so the fullest line decides. */
    private static int inFullestLine(char[] head, int length, char candidate) {
        boolean quoted = false;
        int most = 0;
        int count = 0;
        for (int i = 0; i < length; i++) {
            char c = head[i];
            if (c == '"') {
                quoted = !quoted;
            } else if (c == '\n' && !quoted) {
                most = Math.max(most, count);
                count = 0;
            } else if (c == candidate && !quoted) {
                count++;
            }
        }
        return Math.max(most, count);
    }

    private Reader open() throws IOException {
        BufferedInputStream bytes = new BufferedInputStream(Files.newInputStream(file), 65_536);
        try {
            bytes.mark(4);
            byte[] mark = bytes.readNBytes(3);
            bytes.reset();
            Charset charset = StandardCharsets.UTF_8;
            if (mark.length == 3
                    && mark[0] == (byte) 0xEF
                    && mark[1] == (byte) 0xBB
                    && mark[2] == (byte) 0xBF) {
                skip(bytes, 3);
            } else if (mark.length >= 2 && mark[0] == (byte) 0xFF && mark[1] == (byte) 0xFE) {
                skip(bytes, 2);
                charset = StandardCharsets.UTF_16LE;
            } else if (mark.length >= 2 && mark[0] == (byte) 0xFE && mark[1] == (byte) 0xFF) {
                skip(bytes, 2);
                charset = StandardCharsets.UTF_16BE;
            }
            return new InputStreamReader(
                    bytes,
                    charset.newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT));
        } catch (IOException e) {
            bytes.close();
            throw e;
        }
    }

    private static void skip(InputStream bytes, int count) throws IOException {
        bytes.skipNBytes(count);
    }

    /** Stops a line without end before it fills the memory. */
    private static final class LineGuard extends FilterReader {
        private final int limit;
        private int sinceNewLine;

        LineGuard(Reader in, int limit) {
            super(in);
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int c = super.read();
            if (c >= 0) {
                count((char) c);
            }
            return c;
        }

        @Override
        public int read(char[] buffer, int offset, int length) throws IOException {
            int read = super.read(buffer, offset, length);
            for (int i = offset; i < offset + read; i++) {
                count(buffer[i]);
            }
            return read;
        }

        private void count(char c) throws IOException {
            sinceNewLine = c == '\n' ? 0 : sinceNewLine + 1;
            if (sinceNewLine > limit) {
                throw new IOException("A line of more than " + limit + " characters");
            }
        }
    }
}
