package vn.tangthu.portal.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code address-matrix.txt}: every address by every reader. Columns are parted by
 * spaces: method ({@code VIEW} for one of Vaadin's), address with what is filled in in braces, what
 * is sent, which planted word shows that somebody sees it, and a cell for each reader, or one for
 * all of them. A line with a method and {@code =} before it is an address that holds nothing of
 * rights, with the reason.
 */
record MatrixTable(List<Row> rows, List<Free> free) {
    /** The columns before those of the readers. */
    private static final int FIRST = 4;

    /** What must come, a letter for each of {@link MatrixThing}'s first four. */
    enum Cell {
        /** Sees it. */
        S,
        /** Sees what is their own about it (a request), and nothing of the thing itself. */
        T,
        /** What everybody is told of everything that is only listed; of a code, what it is of. */
        L,
        /** The answer for what was never there, to the last header. */
        M,
        /** Must log in first; the same for what was never there. */
        G,
        /** Refused; the same for what was never there. */
        R
    }

    /**
     * @param sent {@code -} for nothing
     * @param witness the planted word that stands in what is seen; {@code -} where there is none,
     *     as in an image
     */
    record Row(
            String method,
            String address,
            String sent,
            String witness,
            Map<MatrixReader, String> cells) {
        /** Null where it is not asked. */
        @Nullable Cell cell(MatrixReader reader, MatrixThing thing) {
            String letters = Objects.requireNonNull(cells.get(reader));
            char letter = letters.charAt(thing.ordinal());
            return letter == '-' ? null : Cell.valueOf(String.valueOf(letter));
        }

        @Override
        public String toString() {
            return method + " " + address + (sent.equals("-") ? "" : " " + sent);
        }
    }

    /** An address without an object of rights. */
    record Free(String method, String address, String reason) {
        @Override
        public String toString() {
            return method + " " + address;
        }
    }

    static MatrixTable read() throws IOException {
        List<Row> rows = new ArrayList<>();
        List<Free> free = new ArrayList<>();
        try (InputStream in =
                        Objects.requireNonNull(
                                MatrixTable.class.getResourceAsStream("address-matrix.txt"));
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                if (line.startsWith("=")) {
                    String[] parts = line.substring(1).strip().split("\\s+", 3);
                    if (parts.length < 3) {
                        throw new IOException("No reason: " + line);
                    }
                    free.add(new Free(parts[0], parts[1], parts[2]));
                } else {
                    rows.add(row(line));
                }
            }
        }
        return new MatrixTable(List.copyOf(rows), List.copyOf(free));
    }

    private static Row row(String line) throws IOException {
        String[] parts = line.strip().split("\\s+", -1);
        int of = parts.length - FIRST;
        if (of != 1 && of != MatrixReader.values().length) {
            throw new IOException("Neither one cell nor one for each reader: " + line);
        }
        Map<MatrixReader, String> cells = new EnumMap<>(MatrixReader.class);
        for (MatrixReader reader : MatrixReader.values()) {
            String letters = parts[FIRST + (of == 1 ? 0 : reader.ordinal())];
            if (!letters.matches("[STLMGR-]{" + MatrixThing.LETTERS + "}")) {
                throw new IOException(letters + " in: " + line);
            }
            cells.put(reader, letters);
        }
        return new Row(parts[0], parts[1], parts[2], parts[3], cells);
    }
}
