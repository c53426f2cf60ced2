package vn.tangthu.repository.scanning;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.TangThuHome;

/**
 * {@code quarantine/} in the home: what the scanner found something in, when it was delivered,
 * named by its SHA-512, with a note beside it. Nothing of the application reads it; only the owner
 * of the home may. For whoever has to look into it, and erased after a while.
 */
@Component
final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final String FILE = ".quarantined";

    /** Long enough to be looked into. */
    private static final Duration KEPT = Duration.ofDays(90);

    private static final String NOTE = ".json";

    private final Path home;
    private final Path folder;
    private final JsonMapper json = JsonMapper.builder().build();

    Quarantine(TangThuHome home) {
        this.home = home.root();
        this.folder = home.root().resolve("quarantine");
    }

    private static FileAttribute<?>[] ownersOnly(Path folder, String permissions)
            throws IOException {
        return Files.getFileStore(folder).supportsFileAttributeView("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    /**
     * Copies the file; once for the same bytes. A failure is noted in the log and costs nothing.
     */
    void take(Path file, Digest sha512, VirusCheck said) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(home);
                Files.createDirectories(folder, ownersOnly(home, "rwx------"));
            }
            Path kept = folder.resolve(sha512.hex() + FILE);
            if (Files.exists(kept)) {
                return;
            }
            Path begun =
                    Files.createTempFile(folder, "begun-", ".tmp", ownersOnly(folder, "rw-------"));
            try {
                Files.copy(file, begun, StandardCopyOption.REPLACE_EXISTING);
                Map<String, String> note = new LinkedHashMap<>();
                note.put("name", String.valueOf(file.getFileName()));
                note.put("found", said.detail());
                note.put("engine", said.engine());
                note.put("at", said.at().toString());
                Files.writeString(
                        folder.resolve(sha512.hex() + NOTE), json.writeValueAsString(note));
                Files.move(begun, kept, StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(begun);
            }
        } catch (IOException e) {
            LOG.warn("An infected file was not put into quarantine; it is refused all the same", e);
        }
    }

    /** Erases what lies there for longer. */
    void erase(Instant now) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> all = Files.list(folder)) {
            for (Path one : all.toList()) {
                if (Files.getLastModifiedTime(one).toInstant().plus(KEPT).isBefore(now)) {
                    Files.deleteIfExists(one);
                }
            }
        } catch (IOException e) {
            LOG.warn("The quarantine was not cleared up", e);
        }
    }
}
