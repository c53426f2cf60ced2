package vn.tangthu.repository.granted;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import vn.tangthu.repository.Redactions.Ground;

/** The grounds of {@code redaction-grounds.csv}. */
final class RedactionGrounds {
    private static final String FILE = "redaction-grounds.csv";

    private RedactionGrounds() {}

    static List<Ground> read() {
        InputStream in =
                Objects.requireNonNull(RedactionGrounds.class.getResourceAsStream(FILE), FILE);
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<Ground> grounds = new ArrayList<>();
            for (String line; (line = lines.readLine()) != null; ) {
                if (!line.isBlank() && !line.startsWith("#")) {
                    String[] cells = line.split(";", 4);
                    grounds.add(new Ground(cells[0], cells[1], cells[2], cells[3]));
                }
            }
            return List.copyOf(grounds);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
