package vn.tangthu.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a rival: a shell command, timed from outside. */
final class Shell {
    private static final Pattern TIME = Pattern.compile("(\\d+)m([\\d.]+)s");

    private Shell() {}

    /**
     * @param seconds of the wall clock
     * @param cpu seconds of processor time, of the command and all it started
     */
    record Took(double seconds, double cpu) {}

    /**
     * @return seconds of wall-clock time
     */
    static double seconds(Path directory, Map<String, String> environment, String command)
            throws IOException, InterruptedException {
        return run(directory, environment, command).seconds();
    }

    static Took run(Path directory, Map<String, String> environment, String command)
            throws IOException, InterruptedException {
        // The shell's own times: processor time is what a busy neighbour changes least.
        ProcessBuilder builder =
                new ProcessBuilder(
                                "sh", "-c", "set -e; { " + command + "; } >/dev/null 2>&1; times")
                        .directory(directory.toFile())
                        .redirectErrorStream(true);
        builder.environment().putAll(environment);
        long start = System.nanoTime();
        Process process = builder.start();
        process.getOutputStream().close();
        String times = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (status != 0) {
            throw new IOException("Status " + status + " from: " + command);
        }
        double cpu = 0;
        for (Matcher time = TIME.matcher(times); time.find(); ) {
            cpu += 60 * Integer.parseInt(time.group(1)) + Double.parseDouble(time.group(2));
        }
        return new Took(seconds, cpu);
    }

    /**
     * Seconds of processor time so far: of this process, of those it started that have ended, and
     * of those that live.
     */
    static double ownCpu() throws IOException {
        return cpu(ProcessHandle.current());
    }

    /** The same of another process. */
    static double cpu(ProcessHandle of) throws IOException {
        double sum = cpuOf(of.pid());
        for (ProcessHandle living : of.descendants().toList()) {
            try {
                sum += cpuOf(living.pid());
            } catch (IOException e) {
                continue; // ended between the two calls: its parent tells of it next time
            }
        }
        return sum;
    }

    /**
     * Where the processor time of {@link #ownCpu} went: this JVM, other JVMs, the database, ended.
     */
    static Map<String, Double> whereCpu() throws IOException {
        Map<String, Double> where = new TreeMap<>();
        double[] own = timesOf(ProcessHandle.current().pid());
        where.put("this JVM", own[0]);
        where.put("ended processes", own[1]);
        for (ProcessHandle living : ProcessHandle.current().descendants().toList()) {
            try {
                double[] times = timesOf(living.pid());
                String name = Files.readString(Path.of("/proc/" + living.pid() + "/comm")).strip();
                where.merge(name, times[0], Double::sum);
                where.merge("ended processes", times[1], Double::sum);
            } catch (IOException e) {
                continue; // ended between the two calls: its parent tells of it next time
            }
        }
        return where;
    }

    /** proc(5): utime, stime, cutime and cstime are fields 14 to 17, in hundredths of a second. */
    private static double cpuOf(long pid) throws IOException {
        double[] times = timesOf(pid);
        return times[0] + times[1];
    }

    /** Of the process, and of its children that ended and were waited for. */
    private static double[] timesOf(long pid) throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        double[] times = new double[2];
        for (int field = 14; field <= 17; field++) {
            times[field / 16] += Long.parseLong(fields[field - 3]) / 100.0;
        }
        return times;
    }
}
