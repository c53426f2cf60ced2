package vn.tangthu.repository.database;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * The data directory and the password of the embedded server. A data directory appears by a rename
 * when it is complete, so that a kill during the first start leaves nothing to repair.
 *
 * @param directory holds {@code data} and {@code password}
 */
record PostgresCluster(Path directory) {
    static final String OWNER = "tangthu";

    Path data() {
        return directory.resolve("data");
    }

    private Path passwordFile() {
        return directory.resolve("password");
    }

    String password() {
        try {
            return Files.readString(passwordFile()).strip();
        } catch (IOException e) {
            throw new DatabaseUnavailableException(
                    "Không đọc được tệp mật khẩu cơ sở dữ liệu " + passwordFile(),
                    "The password file of the database cannot be read.",
                    "Khôi phục tệp này từ bản sao lưu của thư mục, hoặc dựng lại: xóa thư mục"
                            + " database rồi chạy rebuild và restore. / Restore it from a copy of"
                            + " the directory, or remove the directory database, then rebuild and"
                            + " restore.",
                    e);
        }
    }

    /** Makes the data directory if there is none, and sees to it that these programs can use it. */
    void prepare(PostgresBinaries binaries, Launcher launcher) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        if (Files.exists(data())) {
            checkVersion(binaries, launcher);
            new PostgresProcesses(data()).stopAll();
        } else {
            initialise(binaries, launcher);
        }
        launcher.own(data());
    }

    private void checkVersion(PostgresBinaries binaries, Launcher launcher) throws IOException {
        String data = Files.readString(data().resolve("PG_VERSION")).strip();
        String said = run(launcher, List.of(binaries.program("postgres").toString(), "--version"));
        String programs = said.replaceAll("(?s)^\\D*(\\d+)\\..*$", "$1");
        if (!data.equals(programs)) {
            throw new DatabaseUnavailableException(
                    "Thư mục dữ liệu thuộc PostgreSQL "
                            + data
                            + ", còn bản này là PostgreSQL "
                            + programs
                            + ".",
                    "The data directory is of another major version of PostgreSQL.",
                    "Chạy `backup` bằng bản cũ, chuyển thư mục database đi nơi khác, rồi chạy"
                            + " `rebuild` và `restore` bằng bản mới. / Run `backup` with the old"
                            + " release, move the directory database away, then run `rebuild` and"
                            + " `restore` with the new one.",
                    null);
        }
    }

    private void initialise(PostgresBinaries binaries, Launcher launcher) throws IOException {
        Path fresh = directory.resolve("data.new");
        FileSystemUtils.deleteRecursively(fresh);
        Path passwordForInitdb = directory.resolve("password.new");
        String password = newPassword();
        writePrivately(passwordFile(), password);
        try {
            writePrivately(passwordForInitdb, password);
            Files.createDirectory(fresh);
            Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwx------"));
            launcher.own(fresh);
            launcher.own(passwordForInitdb);
            // The built-in provider orders by code point and folds case by Unicode, on every
            // machine alike: an update of the system's libraries cannot damage an index.
            String unused =
                    run(
                            launcher,
                            List.of(
                                    binaries.program("initdb").toString(),
                                    "--pgdata=" + fresh,
                                    "--username=" + OWNER,
                                    "--pwfile=" + passwordForInitdb,
                                    "--auth=scram-sha-256",
                                    "--encoding=UTF8",
                                    "--locale=C",
                                    "--locale-provider=builtin",
                                    "--builtin-locale=C.UTF-8",
                                    "--data-checksums"));
            Files.move(fresh, data(), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(passwordForInitdb);
            FileSystemUtils.deleteRecursively(fresh);
        }
    }

    private static String newPassword() {
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    private static void writePrivately(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                int unused = channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String run(Launcher launcher, List<String> command) throws IOException {
        List<String> all = new ArrayList<>(launcher.plainPrefix());
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.directory(new File("/"));
        cleanEnvironment(builder);
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new DatabaseUnavailableException(
                        "Không chuẩn bị được cơ sở dữ liệu kèm theo.",
                        "The embedded database cannot be prepared: " + said.strip(),
                        "Đặt tangthu.database.url tới một PostgreSQL bên ngoài."
                                + " / Set tangthu.database.url to an external PostgreSQL.",
                        null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
        return said;
    }

    /** Nothing of the caller's locale or PostgreSQL settings reaches the server. */
    static void cleanEnvironment(ProcessBuilder builder) {
        builder.environment()
                .keySet()
                .removeIf(
                        name ->
                                name.startsWith("PG")
                                        || name.startsWith("LC_")
                                        || name.equals("LANG")
                                        || name.equals("LD_LIBRARY_PATH"));
        builder.environment().put("LC_ALL", "C");
        builder.environment().put("TZ", "UTC");
    }
}
