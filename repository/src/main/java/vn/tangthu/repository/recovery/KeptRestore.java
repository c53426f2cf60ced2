package vn.tangthu.repository.recovery;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import vn.tangthu.repository.Progress;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * Reads a backup back. Everything is checked before anything is touched; then one transaction
 * empties the tables and fills them, so that a failure leaves what was there.
 */
final class KeptRestore {
    private final DataSource database;

    KeptRestore(DataSource database) {
        this.database = database;
    }

    void read(Path directory, Progress progress) throws IOException {
        BackupManifest manifest = BackupManifest.read(directory);
        for (BackupManifest.Table table : manifest.tables()) {
            check(directory, table);
        }
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                replace(connection, manifest, directory, progress);
                connection.commit();
            } catch (IOException | SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IOException(
                    "The backup cannot be put into the database; nothing was changed", e);
        }
    }

    private static void check(Path directory, BackupManifest.Table table) throws IOException {
        MessageDigest digest = DigestAlgorithm.SHA256.newMessageDigest();
        try (InputStream in =
                new DigestInputStream(
                        Files.newInputStream(directory.resolve(table.file())), digest)) {
            long unused = in.transferTo(OutputStream.nullOutputStream());
        }
        if (!HexFormat.of().formatHex(digest.digest()).equals(table.sha256())) {
            throw new IOException(
                    "The backup is damaged: "
                            + table.file()
                            + " has another digest than its manifest says; nothing was changed");
        }
    }

    private static void replace(
            Connection connection, BackupManifest manifest, Path directory, Progress progress)
            throws SQLException, IOException {
        Map<String, List<String>> tables = KeptTables.inOrder(connection);
        if (!KeptTables.migrations(connection).containsAll(manifest.migrations())) {
            throw new IOException(
                    "The backup is of a newer release than this one; nothing was changed");
        }
        Map<String, BackupManifest.Table> saved = new LinkedHashMap<>();
        manifest.tables().forEach(table -> saved.put(table.name(), table));
        if (!tables.keySet().containsAll(saved.keySet())) {
            throw new IOException("The backup has tables that this release does not know");
        }
        try (Statement statement = connection.createStatement()) {
            for (String table : tables.keySet()) {
                // Logs refuse to be changed; a restore is the one exception.
                statement.execute("alter table " + name(table) + " disable trigger user");
            }
            if (!tables.isEmpty()) {
                statement.execute(
                        "truncate "
                                + String.join(
                                        ", ",
                                        tables.keySet().stream().map(KeptRestore::name).toList()));
            }
            int done = 0;
            for (String table : tables.keySet()) {
                progress.at(Progress.Phase.BACKUP, done++, tables.size());
                BackupManifest.Table from = saved.get(table);
                if (from != null) {
                    copyIn(connection, from, directory);
                    continueNumbers(connection, table, from.columns());
                }
            }
            for (String table : tables.keySet()) {
                statement.execute("alter table " + name(table) + " enable trigger user");
            }
            // A back-up of an older release does not have them; what is there is left alone.
            statement.execute("select kept.write_old_outcomes()");
            // The statistics are of another past now: they are counted again.
            statement.execute("delete from projection.use_counted");
            progress.at(Progress.Phase.BACKUP, done, tables.size());
        }
    }

    private static String name(String table) {
        return "kept." + KeptTables.quoted(table);
    }

    private static void copyIn(Connection connection, BackupManifest.Table table, Path directory)
            throws SQLException, IOException {
        try (InputStream in =
                new BufferedInputStream(Files.newInputStream(directory.resolve(table.file())))) {
            long rows =
                    connection
                            .unwrap(PGConnection.class)
                            .getCopyAPI()
                            .copyIn(
                                    "copy "
                                            + name(table.name())
                                            + " ("
                                            + KeptTables.list(table.columns())
                                            + ") from stdin (format csv, header, encoding 'UTF8')",
                                    in);
            if (rows != table.rows()) {
                throw new IOException(
                        table.file() + " has " + rows + " rows and not " + table.rows());
            }
        }
    }

    /** New rows get numbers after the greatest that was restored. */
    private static void continueNumbers(Connection connection, String table, List<String> columns)
            throws SQLException {
        for (String column : columns) {
            String sequence;
            try (var select = connection.prepareStatement("select pg_get_serial_sequence(?, ?)")) {
                select.setString(1, name(table));
                select.setString(2, column);
                try (ResultSet row = select.executeQuery()) {
                    sequence = row.next() ? row.getString(1) : null;
                }
            }
            if (sequence != null) {
                try (Statement statement = connection.createStatement()) {
                    statement.execute(
                            "select setval('%s', greatest((select max(%s) from %s), 1),"
                                            .formatted(
                                                    sequence,
                                                    KeptTables.quoted(column),
                                                    name(table))
                                    + " exists (select from "
                                    + name(table)
                                    + "))");
                }
            }
        }
    }
}
