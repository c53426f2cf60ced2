package vn.tangthu.repository.catalogue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.FormatRisks;

/**
 * The table of risks: UTF-8, a line each, fields between tabs: PUIDs between commas, level, source,
 * reason in Vietnamese, reason in English. Lines that begin with {@code #} are for people.
 */
@Component
class FormatRiskTable implements FormatRisks {
    private static final String OWN = "/vn/tangthu/repository/format-risks.tsv";
    private static final int FIELDS = 5;
    private static final Risk UNRATED = new Risk(Level.UNRATED, "", "", "");

    private final Map<String, Risk> risks = new HashMap<>();

    /**
     * @param file of an operator; the application's own where empty
     * @throws IllegalStateException when the file cannot be read: an operator who set one means it
     */
    FormatRiskTable(@Value("${tangthu.formats.risks:}") String file) {
        List<String> lines;
        try {
            lines =
                    file.isBlank()
                            ? own()
                            : Files.readAllLines(Path.of(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The table of risks cannot be read (tangthu.formats.risks): " + file, e);
        }
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (!line.isBlank() && !line.startsWith("#")) {
                read(line, file + ":" + (i + 1));
            }
        }
    }

    private static List<String> own() throws IOException {
        try (InputStream own = FormatRiskTable.class.getResourceAsStream(OWN)) {
            if (own == null) {
                throw new IOException("The application brings no " + OWN);
            }
            return new String(own.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }

    private void read(String line, String place) {
        List<String> fields = List.of(line.split("\t", -1));
        try {
            if (fields.size() != FIELDS) {
                throw new IllegalArgumentException(fields.size() + " fields");
            }
            Risk risk =
                    new Risk(
                            Level.valueOf(fields.get(1).strip()),
                            fields.get(3).strip(),
                            fields.get(4).strip(),
                            fields.get(2).strip());
            for (String key : fields.getFirst().split(",", -1)) {
                risks.put(key.strip(), risk);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "Not a line of the table of risks (tangthu.formats.risks): " + place, e);
        }
    }

    @Override
    public Risk of(@Nullable String puid) {
        String key = puid == null ? NOT_LOOKED : puid.isEmpty() ? UNKNOWN : puid;
        return risks.getOrDefault(key, UNRATED);
    }
}
