package vn.tangthu.repository.recovery;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.repository.Progress;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Writes the schema {@code kept}: one CSV a table (RFC 4180, UTF-8, an unquoted empty field is a
 * null) and a manifest with their digests. All tables show one moment. The directory appears by a
 * rename when everything in it is on the disk. It holds personal data and password hashes: only its
 * owner may read it.
 */
final class KeptBackup {
    private final DataSource database;
    private final Clock clock;

    KeptBackup(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    void write(Path directory, Progress progress) throws IOException {
        Path target = directory.toAbsolutePath().normalize();
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("A backup is written to a directory of its own");
        }
        if (Files.exists(target) && !isEmptyDirectory(target)) {
            throw new DirectoryNotEmptyException(target.toString());
        }
        Files.createDirectories(parent);
        Path partial =
                Files.createDirectory(
                        parent.resolve("." + target.getFileName() + "-" + UUID.randomUUID()),
                        PosixFilePermissions.asFileAttribute(
                                PosixFilePermissions.fromString("rwx------")));
        try {
            writeTables(partial, progress);
            sync(partial);
            Files.deleteIfExists(target);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            sync(parent);
        } catch (SQLException e) {
            throw new IOException("The tables cannot be read", e);
        } finally {
            FileSystemUtils.deleteRecursively(partial);
        }
    }

    private static boolean isEmptyDirectory(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var entries = Files.list(path)) {
            return entries.findAny().isEmpty();
        }
    }

    private void writeTables(Path directory, Progress progress) throws IOException, SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                Map<String, List<String>> tables = KeptTables.inOrder(connection);
                List<BackupManifest.Table> written = new ArrayList<>();
                for (var table : tables.entrySet()) {
                    progress.at(Progress.Phase.BACKUP, written.size(), tables.size());
                    if (progress.cancelled()) {
                        throw new IOException("The backup was cancelled");
                    }
                    written.add(
                            writeTable(connection, table.getKey(), table.getValue(), directory));
                }
                BackupManifest manifest =
                        new BackupManifest(
                                BackupManifest.FORMAT,
                                clock.instant(),
                                KeptTables.migrations(connection),
                                written);
                Path file = directory.resolve(BackupManifest.FILE);
                Files.write(file, manifest.write());
                sync(file);
                progress.at(Progress.Phase.BACKUP, written.size(), tables.size());
            } finally {
                connection.rollback();
                connection.setReadOnly(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
                connection.setAutoCommit(true);
            }
        }
    }

    private static BackupManifest.Table writeTable(
            Connection connection, String table, List<String> columns, Path directory)
            throws IOException, SQLException {
        Path file = directory.resolve(table + ".csv");
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        long rows;
        try (OutputStream out =
                new DigestOutputStream(
                        new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            rows =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyOut(
                                    "copy (select "
                                            + KeptTables.list(columns)
                                            + " from kept."
                                            + KeptTables.quoted(table)
                                            + " order by 1) to stdout"
                                            + " (format csv, header, encoding 'UTF8')",
                                    out);
        }
        sync(file);
        return new BackupManifest.Table(
                table, columns, rows, Files.size(file), HexFormat.of().formatHex(digest.digest()));
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        path,
                        Files.isDirectory(path)
                                ? StandardOpenOption.READ
                                : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }
}
