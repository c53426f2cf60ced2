package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A directory that lies on a small volume of its own, with all it had, and can be filled up. Needs
 * the right to mount; where it is missing the test is not run, never passed.
 */
final class SmallDisk implements AutoCloseable {
    private final Path directory;
    private final Path filler;

    private SmallDisk(Path directory) {
        this.directory = directory;
        this.filler = directory.resolve("filler");
    }

    /**
     * Nobody may have the directory open meanwhile.
     *
     * @param megabytes room beside what is there
     */
    static SmallDisk under(Path directory, int megabytes) throws Exception {
        Files.createDirectories(directory);
        Path aside = directory.resolveSibling(directory.getFileName() + ".aside");
        String mode = run("stat", "-c", "%a", directory.toString());
        long bytes = Long.parseLong(run("du", "-sb", directory.toString()).split("\\s")[0]);
        Files.move(directory, aside);
        Files.createDirectory(directory);
        Ran mounted =
                tried(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + (bytes / 1_000_000 + megabytes) + "m,mode=" + mode,
                        "tmpfs",
                        directory.toString());
        if (mounted.status() != 0) {
            Files.delete(directory);
            Files.move(aside, directory);
            Assumptions.abort("no right to mount a small volume: " + mounted.out());
        }
        run("cp", "-a", aside + "/.", directory.toString());
        run("chown", "--reference=" + aside, directory.toString());
        run("rm", "-rf", aside.toString());
        return new SmallDisk(directory);
    }

    /** Leaves so many bytes free. */
    void fill(long left) throws IOException {
        byte[] block = new byte[4096];
        long bytes = Files.getFileStore(directory).getUsableSpace() - left;
        try (OutputStream out = Files.newOutputStream(filler)) {
            for (long written = 0; written < bytes; written += block.length) {
                out.write(block);
            }
        } catch (IOException e) {
            assertThat(left).as("full before it should be: %s", e).isZero();
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(filler);
    }

    /** The directory is an ordinary one again, with all it has by now. */
    @Override
    public void close() throws Exception {
        free();
        Path back = directory.resolveSibling(directory.getFileName() + ".back");
        run("cp", "-a", directory.toString(), back.toString());
        run("umount", "-l", directory.toString());
        Files.delete(directory);
        Files.move(back, directory);
    }

    private record Ran(int status, String out) {}

    private static Ran tried(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), out.strip());
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Ran ran = tried(command);
        assertThat(ran.status()).as(ran.out()).isZero();
        return ran.out();
    }
}
