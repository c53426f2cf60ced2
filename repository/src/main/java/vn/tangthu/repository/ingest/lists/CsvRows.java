package vn.tangthu.repository.ingest.lists;

import java.io.BufferedReader;
import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Finding;

/**
 * A CSV list in the encoding that the evidence speaks for ({@link CsvEncoding}), parted by the
 * separator that makes the most headings out of its first lines.
 */
final class CsvRows implements ListRows {
    private static final int SNIFFED_CHARS = 16_384;
    private static final char[] SEPARATORS = {',', ';', '\t', '|'};
    private static final ListSheet SHEET = new ListSheet(0, "");

    private final Path file;
    private final ListLimits limits;
    private final ToIntFunction<List<ListCell>> headings;
    private @Nullable CsvEncoding encoding;

    /**
     * @param headings how many headings of the list a row has
     */
    CsvRows(Path file, ListLimits limits, ToIntFunction<List<ListCell>> headings) {
        this.file = file;
        this.limits = limits;
        this.headings = headings;
    }

    @Override
    public void forEach(RowReader reader) throws IOException, UnreadableListException {
        String name = String.valueOf(file.getFileName());
        if (Files.size(file) > limits.fileBytes()) {
            throw new UnreadableListException(
                    Finding.blocks("LIST_TOO_LARGE", name, String.valueOf(limits.fileBytes())));
        }
        try (Reader text = new LineGuard(encoding().open(file), limits.rowChars());
                CSVParser parser = parse(text)) {
            for (CSVRecord row : parser) {
                // The line number of the parser is that of the row's end; count rows instead.
                if (!reader.row(SHEET, Math.toIntExact(row.getRecordNumber()), cells(row))) {
                    return;
                }
            }
        } catch (CharacterCodingException e) {
            throw new UnreadableListException(Finding.blocks("LIST_NOT_UTF8", name));
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            if (causedBy(e, CharacterCodingException.class)) {
                throw new UnreadableListException(Finding.blocks("LIST_NOT_UTF8", name));
            }
            throw new UnreadableListException(
                    Finding.blocks("LIST_UNREADABLE", name, String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Optional<Finding> guessed() {
        return encoding != null && encoding.guessed()
                ? Optional.of(
                        Finding.warns(
                                "LIST_ENCODING_GUESSED",
                                String.valueOf(file.getFileName()),
                                encoding.charset().name()))
                : Optional.empty();
    }

    private CsvEncoding encoding() throws IOException {
        CsvEncoding known = encoding;
        if (known == null) {
            known = CsvEncoding.of(file);
            encoding = known;
        }
        return known;
    }

    private static List<ListCell> cells(CSVRecord row) {
        List<ListCell> cells = new ArrayList<>(row.size());
        for (String value : row) {
            cells.add(ListCell.of(CsvText.plain(value)));
        }
        return cells;
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
        return CSVParser.parse(buffered, format(separator(buffered), false));
    }

    private static CSVFormat format(char separator, boolean lenient) {
        return CSVFormat.DEFAULT
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setLenientEof(lenient)
                .get();
    }

    private char separator(BufferedReader text) throws IOException {
        text.mark(SNIFFED_CHARS);
        char[] buffer = new char[SNIFFED_CHARS];
        int length = 0;
        while (length < buffer.length) {
            int read = text.read(buffer, length, buffer.length - length);
            if (read < 0) {
                break;
            }
            length += read;
        }
        text.reset();
        String head = new String(buffer, 0, length);
        char best = ',';
        long most = 0;
        for (char candidate : SEPARATORS) {
            // Headings decide; where there are none, how much a line is parted.
            long evidence = evidence(head, candidate);
            if (evidence > most) {
                best = candidate;
                most = evidence;
            }
        }
        return best;
    }

    private long evidence(String head, char separator) throws IOException {
        int known = 0;
        int fullest = 1;
        try (CSVParser parser = CSVParser.parse(head, format(separator, true))) {
            for (CSVRecord row : parser) {
                known = Math.max(known, headings.applyAsInt(cells(row)));
                fullest = Math.max(fullest, row.size());
            }
        } catch (IOException | UncheckedIOException | IllegalStateException e) {
            return ((long) known << 32) + fullest - 1; // a quotation that ends amiss
        }
        return ((long) known << 32) + fullest - 1;
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
