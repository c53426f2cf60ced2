package vn.tangthu.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs a rival: a shell command, timed from outside. */
final class Shell {
    private Shell() {}

    /**
     * @return seconds of wall-clock time
     */
    static double seconds(Path directory, Map<String, String> environment, String command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("sh", "-c", "set -e; " + command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        int status = builder.start().waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (status != 0) {
            throw new IOException("Status " + status + " from: " + command);
        }
        return seconds;
    }
}
