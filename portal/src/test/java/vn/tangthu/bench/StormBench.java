package vn.tangthu.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Progress;

/**
 * A storm of 50 random facet addresses a second, from one network and from two hundred, against the
 * product as it is served, while a person searches and opens what was found. The bars are those of
 * the portal: the person's 95th percentile at most 1 s, the heap flat.
 */
final class StormBench {
    private static final int A_SECOND = 50;
    private static final int NETWORKS = 200;
    private static final long PERSON_PAUSES = 500;
    private static final String[] WORDS = {
        "đất", "quyết định", "tài liệu", "uỷ ban", "kế hoạch", "cấp giấy", "hồ sơ", "1998"
    };

    private final Path work;
    private final Table table;
    private final Path script;

    StormBench(Path work, Table table, Path script) {
        this.work = work.resolve("storm");
        this.table = table;
        this.script = script;
    }

    void run(int minutes) throws IOException, InterruptedException {
        Path home = work.resolve("home");
        Archive.delete(work);
        Files.createDirectories(home);
        try (Archive archive = new Archive(home, false, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            Path delivery = work.resolve("delivery");
            SizedDelivery.write(delivery, archive.port(DeliveryTemplate.class), 1, 300, 4, 4_000);
            var unused = archive.ingest(delivery, Progress.NONE);
        }
        try (ServedArchive served = ServedArchive.start(script, home, work.resolve("serve.log"))) {
            indexed(served);
            storm(served, minutes, 1, "one network");
            storm(served, minutes, NETWORKS, NETWORKS + " networks");
        }
        Archive.delete(work);
    }

    private static void indexed(ServedArchive served) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; i < 240; i++) {
                if (get(client, served, "/tim?q=t%C3%A0i+li%E1%BB%87u")
                        .body()
                        .contains("/ho-so/")) {
                    return;
                }
                Thread.sleep(500);
            }
        }
        throw new IllegalStateException("Nothing is found");
    }

    private void storm(ServedArchive served, int minutes, int networks, String from)
            throws IOException, InterruptedException {
        double before = served.heapHeld();
        List<HttpClient> clients = new ArrayList<>();
        for (int i = 0; i < networks; i++) {
            // Each /24 of the loopback is a network of its own to the throttle.
            clients.add(
                    HttpClient.newBuilder()
                            .localAddress(InetAddress.getByName("127.1." + i + ".1"))
                            .build());
        }
        TreeMap<Integer, AtomicLong> answers = new TreeMap<>();
        List<Double> person = new ArrayList<>();
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        Thread storm =
                Thread.ofPlatform()
                        .daemon()
                        .name("storm")
                        .start(() -> rage(served, clients, answers, end));
        try (HttpClient client = HttpClient.newHttpClient()) {
            for (int i = 0; System.nanoTime() < end; i++) {
                long start = System.nanoTime();
                String found = ask(client, served, "/tim?q=t%C3%A0i+li%E1%BB%87u");
                person.add((System.nanoTime() - start) / 1e6);
                int at = found.indexOf("/ho-so/");
                if (i % 3 == 0 && at >= 0) {
                    start = System.nanoTime();
                    String unused = ask(client, served, found.substring(at, at + 43));
                    person.add((System.nanoTime() - start) / 1e6);
                }
                Thread.sleep(PERSON_PAUSES);
            }
        }
        storm.join();
        clients.forEach(HttpClient::close);
        double after = served.heapHeld();
        double[] millis = person.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        table.atMost(
                "a person while 50 facet addresses a second come from " + from + ", p95",
                String.format(
                        Locale.ROOT,
                        "median %.0f ms of %d; the storm had %s",
                        millis[millis.length / 2],
                        millis.length,
                        answers),
                "ms",
                millis[(int) Math.ceil(0.95 * millis.length) - 1],
                1_000);
        table.atMost(
                "heap that is held more after the storm from " + from,
                String.format(Locale.ROOT, "%.0f → %.0f MB", before, after),
                "MB",
                after - before,
                20);
    }

    /** A person may be told to ask again once: that is time they wait. */
    private static String ask(HttpClient client, ServedArchive served, String path)
            throws IOException, InterruptedException {
        for (int i = 0; i < 10; i++) {
            HttpResponse<String> answer = get(client, served, path);
            if (answer.statusCode() == 200) {
                return answer.body();
            }
            Thread.sleep(1_000);
        }
        throw new IOException("A person was turned away from " + path);
    }

    private static HttpResponse<String> get(HttpClient client, ServedArchive served, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(served.address(path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static void rage(
            ServedArchive served,
            List<HttpClient> clients,
            TreeMap<Integer, AtomicLong> answers,
            long end) {
        SplittableRandom random = new SplittableRandom(7);
        long next = System.nanoTime();
        while (next < end) {
            HttpClient client = clients.get(random.nextInt(clients.size()));
            HttpRequest request = HttpRequest.newBuilder(served.address(facet(random))).build();
            var unused =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .handle(
                                    (answer, failed) -> {
                                        int status = answer == null ? 0 : answer.statusCode();
                                        synchronized (answers) {
                                            answers.computeIfAbsent(status, s -> new AtomicLong())
                                                    .incrementAndGet();
                                        }
                                        return null;
                                    });
            next += 1_000_000_000L / A_SECOND;
            long wait = next - System.nanoTime();
            if (wait > 0) {
                LockSupport.parkNanos(wait);
            }
        }
    }

    private static String facet(SplittableRandom random) {
        String word = WORDS[random.nextInt(WORDS.length)];
        int from = 1_945 + random.nextInt(80);
        List<String> parts =
                new ArrayList<>(
                        Arrays.asList(
                                "tu=" + from,
                                "den=" + (from + random.nextInt(30)),
                                "loai=0" + (1 + random.nextInt(9)),
                                "ngonngu=0" + (1 + random.nextInt(9)),
                                "trang=" + (1 + random.nextInt(50)),
                                "online=1"));
        while (parts.size() > 1 + random.nextInt(4)) {
            String unused = parts.remove(random.nextInt(parts.size()));
        }
        return "/tim?q="
                + URLEncoder.encode(word, StandardCharsets.UTF_8)
                + "&"
                + String.join("&", parts);
    }
}
