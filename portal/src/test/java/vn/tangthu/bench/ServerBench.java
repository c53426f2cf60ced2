package vn.tangthu.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The application as people start it: time to the first page, memory of all its processes. */
final class ServerBench {
    private final Path work;
    private final Table table;
    private final Path script;

    ServerBench(Path work, Table table, Path script) {
        this.work = work;
        this.table = table;
        this.script = script;
    }

    void demo() throws IOException, InterruptedException {
        Path home = work.resolve("demo-home");
        Archive.delete(home);
        Files.createDirectories(home);
        Path log = work.resolve("demo.log");
        int port = freePort();
        long start = System.nanoTime();
        Process demo = start("demo", home, port, log);
        long peak = 0;
        double searchable = -1;
        try {
            String address = "http://127.0.0.1:" + port;
            while (searchable < 0) {
                peak = Math.max(peak, proportionalSetSize(home, demo.pid()));
                if (finds(address)) {
                    searchable = (System.nanoTime() - start) / 1e9;
                }
                alive(demo, log);
                Thread.sleep(500);
            }
            while (!Files.readString(log).contains("three things to try")) {
                peak = Math.max(peak, proportionalSetSize(home, demo.pid()));
                alive(demo, log);
                Thread.sleep(500);
            }
            long until = System.nanoTime() + 60_000_000_000L;
            while (System.nanoTime() < until) {
                peak = Math.max(peak, proportionalSetSize(home, demo.pid()));
                Thread.sleep(1000);
            }
            double megabytes = proportionalSetSize(home, demo.pid()) / 1024.0;
            table.atMost(
                    "demo to the first searchable record",
                    "./tangthu demo, built",
                    "s",
                    searchable,
                    180);
            table.atMost(
                    "memory 60 s after the demo, database included",
                    String.format(Locale.ROOT, "PSS of all processes; peak %.0f MB", peak / 1024.0),
                    "MB",
                    megabytes,
                    600);
        } finally {
            stop(demo);
        }
        port = freePort();
        double[] seconds = new double[3];
        for (int i = 0; i < seconds.length; i++) {
            start = System.nanoTime();
            Process serve = start("serve", home, port, log);
            try {
                while (!answers("http://127.0.0.1:" + port + "/")) {
                    alive(serve, log);
                    Thread.sleep(50);
                }
                seconds[i] = (System.nanoTime() - start) / 1e9;
            } finally {
                stop(serve);
            }
        }
        java.util.Arrays.sort(seconds);
        table.atMost(
                "second start to the first page",
                "./tangthu serve, median of 3",
                "s",
                seconds[1],
                8);
        Archive.delete(home);
    }

    private Process start(String verb, Path home, int port, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(script.toString(), verb, "--port", Integer.toString(port))
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        builder.environment().put("TANGTHU_HOME", home.toString());
        return builder.start();
    }

    private static void alive(Process process, Path log) throws IOException {
        if (!process.isAlive()) {
            throw new IllegalStateException("It stopped: " + Files.readString(log));
        }
    }

    private static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    private static boolean finds(String address) {
        return body(address + "/tim?q=giao+dat").contains("/ho-so/");
    }

    private static boolean answers(String address) {
        return !body(address).isEmpty();
    }

    private static String body(String address) {
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(1)).build()) {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(URI.create(address))
                                    .timeout(Duration.ofSeconds(5))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? response.body() : "";
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** KiB of the process, its descendants and whatever else names the home on its command line. */
    static long proportionalSetSize(Path home, long pid) throws IOException {
        Set<Long> pids = new HashSet<>();
        pids.add(pid);
        ProcessHandle.of(pid).ifPresent(p -> p.descendants().forEach(d -> pids.add(d.pid())));
        ProcessHandle.allProcesses()
                .filter(p -> commandLine(p.pid()).contains(home.toString()))
                .forEach(
                        p -> {
                            pids.add(p.pid());
                            p.descendants().forEach(d -> pids.add(d.pid()));
                        });
        long sum = 0;
        for (long each : pids) {
            try {
                for (String line : Files.readAllLines(Path.of("/proc/" + each + "/smaps_rollup"))) {
                    if (line.startsWith("Pss:")) {
                        sum += Long.parseLong(line.replaceAll("[^0-9]", ""));
                    }
                }
            } catch (IOException e) {
                // it ended meanwhile
            }
        }
        return sum;
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}
