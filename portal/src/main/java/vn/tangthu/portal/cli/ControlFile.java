package vn.tangthu.portal.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import vn.tangthu.storage.TangThuHome;

/**
 * How other processes of the same user find the one that owns the home: its loopback port and a
 * secret, in a file that only the owner of the home can read.
 */
record ControlFile(int port, String token) {
    static Path path(TangThuHome home) {
        return home.run().resolve("control");
    }

    void write(TangThuHome home) throws IOException {
        Path temporary = home.run().resolve("control.new");
        Files.deleteIfExists(temporary);
        Files.createFile(
                temporary,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, port + "\n" + token + "\n");
        Files.move(
                temporary,
                path(home),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    static Optional<ControlFile> read(TangThuHome home) throws IOException {
        try {
            List<String> lines = Files.readAllLines(path(home), StandardCharsets.UTF_8);
            return lines.size() < 2
                    ? Optional.empty()
                    : Optional.of(new ControlFile(Integer.parseInt(lines.get(0)), lines.get(1)));
        } catch (NoSuchFileException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    static void delete(TangThuHome home) throws IOException {
        Files.deleteIfExists(path(home));
    }
}
