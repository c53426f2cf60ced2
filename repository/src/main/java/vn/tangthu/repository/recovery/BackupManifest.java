package vn.tangthu.repository.recovery;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a backup holds, in {@code manifest.json} beside its tables.
 *
 * @param format 1
 * @param createdAt the moment all tables show
 * @param migrations numbers of the migrations the schema {@code kept} had
 */
record BackupManifest(int format, Instant createdAt, List<String> migrations, List<Table> tables) {
    static final int FORMAT = 1;
    static final String FILE = "manifest.json";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /**
     * @param columns in the order of the file
     * @param sha256 of the file {@code <name>.csv}
     */
    record Table(String name, List<String> columns, long rows, long bytes, String sha256) {
        String file() {
            return name + ".csv";
        }
    }

    byte[] write() {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    }

    static BackupManifest read(Path directory) throws IOException {
        try {
            BackupManifest manifest =
                    MAPPER.readValue(
                            Files.readAllBytes(directory.resolve(FILE)), BackupManifest.class);
            if (manifest.format() != FORMAT) {
                throw new IOException("A backup of the unknown format " + manifest.format());
            }
            return manifest;
        } catch (JacksonException e) {
            throw new IOException("The manifest of the backup cannot be read", e);
        }
    }
}
