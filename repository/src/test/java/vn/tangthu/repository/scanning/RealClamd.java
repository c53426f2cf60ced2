package vn.tangthu.repository.scanning;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;

/** A clamd of the system with two signatures of our own, on a socket in a folder of its own. */
final class RealClamd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/clamd");

    /** The EICAR test file, built from parts so that no scanner finds it in the sources. */
    static final String EICAR =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}" + "$EICAR-STANDARD-" + "ANTIVIRUS-TEST-FILE!$H+H*";

    final Path socket;
    private final Process process;

    private RealClamd(Path socket, Process process) {
        this.socket = socket;
        this.process = process;
    }

    static boolean isInstalled() {
        return Files.isExecutable(PROGRAM);
    }

    static RealClamd start(Path folder, String streamMaxLength) throws Exception {
        Path signatures = Files.createDirectories(folder.resolve("signatures"));
        Files.writeString(
                signatures.resolve("own.ndb"),
                "Eicar-Of-Ours:0:*:"
                        + hex(EICAR)
                        + "\nHarm-Of-Ours:0:*:"
                        + hex(FakeClamd.HARM)
                        + "\n");
        Path socket = folder.resolve("clamd.ctl");
        Path conf = folder.resolve("clamd.conf");
        Files.writeString(
                conf,
                """
                LocalSocket %s
                DatabaseDirectory %s
                Foreground yes
                StreamMaxLength %s
                AlertExceedsMax yes
                """
                        .formatted(socket, signatures, streamMaxLength));
        Process process =
                new ProcessBuilder(PROGRAM.toString(), "--config-file=" + conf)
                        .redirectErrorStream(true)
                        .redirectOutput(new File(folder.toFile(), "clamd.log"))
                        .start();
        RealClamd clamd = new RealClamd(socket, process);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!Files.exists(socket)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                clamd.close();
                throw new IOException(Files.readString(folder.resolve("clamd.log")));
            }
            Thread.sleep(50);
        }
        return clamd;
    }

    private static String hex(String words) {
        return HexFormat.of().formatHex(words.getBytes(StandardCharsets.US_ASCII));
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }
}
