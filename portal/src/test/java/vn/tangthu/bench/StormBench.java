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
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Progress;

/**
 * A storm of 50 random facet addresses a second, from one network and from two hundred, and one of
 * facets, pages of fonds, hồ sơ that are not there and parts of the sitemap, against the product as
 * it is served, while one person searches what nobody searched before and opens what was found, and
 * another reads what many read. The bars are those of the portal: each person's 95th percentile at
 * most 1 s, the heap flat, no session. First both read alone for some seconds, the pages made anew
 * and remembered, so that the storm's part can be told.
 */
final class StormBench {
    private static final int A_SECOND = 50;
    private static final int NETWORKS = 200;
    private static final long PERSON_PAUSES = 500;
    private static final int ALONE_SECONDS = 20;

    /** What many read: the start page, two searches of the day, a list. */
    private static final List<String> MUCH_READ =
            List.of(
                    "/",
                    "/tim?q=t%C3%A0i+li%E1%BB%87u",
                    "/tim?q=quy%E1%BA%BFt+%C4%91%E1%BB%8Bnh",
                    "/phong");

    private static final int FILTERS_EVERY = 4;

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
            quiet(served);
            facetPage(served);
            String facets = "50 facet addresses a second come from ";
            storm(served, minutes, 1, facets + "one network", StormBench::facet);
            storm(served, minutes, NETWORKS, facets + NETWORKS + " networks", StormBench::facet);
            String mixed = "50 mixed addresses a second come from ";
            String fonds = fonds(served);
            for (int networks : new int[] {1, NETWORKS}) {
                storm(
                        served,
                        minutes,
                        networks,
                        mixed + (networks == 1 ? "one network" : networks + " networks"),
                        random -> mixed(random, fonds));
            }
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

    /** The address of the one fonds. */
    private static String fonds(ServedArchive served) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String list = ask(client, served, "/phong");
            int at = list.indexOf("\"/phong/");
            if (at < 0) {
                throw new IOException("No fonds in /phong");
            }
            return list.substring(at + 1, list.indexOf('"', at + 1));
        }
    }

    private void storm(
            ServedArchive served,
            int minutes,
            int networks,
            String storming,
            Function<SplittableRandom, String> addresses)
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
        Persons alone = new Persons();
        alone.read(served, System.nanoTime() + ALONE_SECONDS * 1_000_000_000L, 0);
        TreeMap<Integer, AtomicLong> answers = new TreeMap<>();
        AtomicLong sessions = new AtomicLong();
        Persons persons = new Persons();
        long end = System.nanoTime() + minutes * 60_000_000_000L;
        Thread storm =
                Thread.ofPlatform()
                        .daemon()
                        .name("storm")
                        .start(() -> rage(served, clients, addresses, answers, sessions, end));
        persons.read(served, end, 100_000 * networks);
        storm.join();
        clients.forEach(HttpClient::close);
        double after = served.heapHeld();
        String had;
        synchronized (answers) {
            had = answers.toString();
        }
        String what = " while " + storming + ", p95";
        table.atMost(
                "a person who searches and opens" + what,
                said(persons.fresh, alone.fresh) + "; the storm had " + had,
                "ms",
                quantile(persons.fresh, 0.95),
                1_000);
        table.atMost(
                "a person who reads what many read" + what,
                said(persons.shared, alone.shared),
                "ms",
                quantile(persons.shared, 0.95),
                1_000);
        table.atMost(
                "a person who narrows a search as nobody did before" + what,
                said(persons.filtered, alone.filtered),
                "ms",
                quantile(persons.filtered, 0.95),
                1_000);
        table.atMost(
                "heap that is held more after " + storming,
                String.format(Locale.ROOT, "%.0f → %.0f MB", before, after),
                "MB",
                after - before,
                20);
        table.atMost("sessions given while " + storming, "", "", sessions.get(), 0);
    }

    private static String said(List<Double> millis, List<Double> alone) {
        return String.format(
                Locale.ROOT,
                "median %.0f ms of %d; alone %.0f, p95 %.0f",
                quantile(millis, 0.5),
                millis.size(),
                quantile(alone, 0.5),
                quantile(alone, 0.95));
    }

    private static double quantile(List<Double> values, double part) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return sorted.length == 0
                ? Double.NaN
                : sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    /** Texts are read after the start, and each line of the journal makes pages be made anew. */
    private static void quiet(ServedArchive served) throws IOException, InterruptedException {
        double before = served.cpu();
        for (int i = 0; i < 24; i++) {
            Thread.sleep(5_000);
            double now = served.cpu();
            if (now - before < 0.5) { // a tenth of a processor: what ticks in the background
                return;
            }
            before = now;
        }
    }

    /**
     * One page of a facet, made anew for somebody who is known and remembered for others: in
     * processor time of the service, which a loaded machine does not change. As many as the buckets
     * let through at once.
     */
    private void facetPage(ServedArchive served) throws IOException, InterruptedException {
        for (String page : List.of("/tim?q=t%C3%A0i+li%E1%BB%87u&loai=02", "/", "/phong")) {
            double made = each(served, page, "TANGTHU=x", 25);
            double remembered = each(served, page, "TANGTHU-LANG=vi", 100);
            table.atMost(
                    "processor time of " + page + ", remembered",
                    String.format(Locale.ROOT, "made anew %.1f ms", made),
                    "ms",
                    remembered,
                    made);
        }
    }

    private static double each(ServedArchive served, String page, String cookie, int times)
            throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(served.address(page)).header("Cookie", cookie).build();
            double before = 0;
            for (int i = -1; i < times; i++) {
                HttpResponse<String> answer =
                        client.send(request, HttpResponse.BodyHandlers.ofString());
                if (answer.statusCode() != 200) {
                    throw new IOException(answer.statusCode() + " from " + page);
                }
                if (i < 0) {
                    before = served.cpu();
                }
            }
            return (served.cpu() - before) * 1_000 / times;
        }
    }

    /** What the two persons waited, in milliseconds. */
    private static final class Persons {
        private final List<Double> fresh = new ArrayList<>();
        private final List<Double> shared = new ArrayList<>();
        private final List<Double> filtered = new ArrayList<>();

        private void read(ServedArchive served, long end, int first)
                throws IOException, InterruptedException {
            try (HttpClient client = HttpClient.newHttpClient()) {
                for (int i = first; System.nanoTime() < end; i++) {
                    String found =
                            timed(fresh, client, served, "/tim?q=t%C3%A0i+li%E1%BB%87u+" + i);
                    int at = found.indexOf("/ho-so/");
                    if (i % 3 == 0 && at >= 0) {
                        String unused = timed(fresh, client, served, found.substring(at, at + 43));
                    }
                    String unused =
                            timed(shared, client, served, MUCH_READ.get(i % MUCH_READ.size()));
                    if (i % FILTERS_EVERY == 1) {
                        filter(client, served, i);
                    }
                    Thread.sleep(PERSON_PAUSES);
                }
            }
        }

        /**
         * By a link, as a browser says; asks again each second that they are told to wait, for ten
         * seconds at most.
         */
        private void filter(HttpClient client, ServedArchive served, int round)
                throws IOException, InterruptedException {
            long start = System.nanoTime();
            String path = "/tim?q=t%C3%A0i+li%E1%BB%87u+" + round + "&online=1";
            HttpRequest request =
                    HttpRequest.newBuilder(served.address(path))
                            .header("Sec-Fetch-Site", "same-origin")
                            .header("Sec-Fetch-Mode", "navigate")
                            .build();
            HttpResponse.BodyHandler<Void> discarding = HttpResponse.BodyHandlers.discarding();
            for (int i = 0; i < 10 && client.send(request, discarding).statusCode() != 200; i++) {
                Thread.sleep(1_000);
            }
            filtered.add((System.nanoTime() - start) / 1e6);
        }

        private static String timed(
                List<Double> millis, HttpClient client, ServedArchive served, String path)
                throws IOException, InterruptedException {
            long start = System.nanoTime();
            String body = ask(client, served, path);
            millis.add((System.nanoTime() - start) / 1e6);
            return body;
        }
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
            Function<SplittableRandom, String> addresses,
            TreeMap<Integer, AtomicLong> answers,
            AtomicLong sessions,
            long end) {
        SplittableRandom random = new SplittableRandom(7);
        long next = System.nanoTime();
        while (next < end) {
            HttpClient client = clients.get(random.nextInt(clients.size()));
            HttpRequest request =
                    HttpRequest.newBuilder(served.address(addresses.apply(random))).build();
            var unused =
                    client.sendAsync(request, HttpResponse.BodyHandlers.discarding())
                            .handle(
                                    (answer, failed) -> {
                                        int status = answer == null ? 0 : answer.statusCode();
                                        if (answer != null
                                                && answer.headers()
                                                        .firstValue("Set-Cookie")
                                                        .isPresent()) {
                                            long unusedCount = sessions.incrementAndGet();
                                        }
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

    /** As a crawler goes that follows every link and tries ids: no page twice. */
    private static String mixed(SplittableRandom random, String fonds) {
        UUID id = new UUID(random.nextLong(), random.nextLong());
        return switch (random.nextInt(5)) {
            case 0 -> facet(random);
            case 1 -> fonds + "?trang=" + (1 + random.nextInt(1_000_000));
            case 2 -> "/sitemap/" + id + ".xml";
            case 3 -> "/ho-so/" + id;
            default -> "/phong?trang=" + (1 + random.nextInt(1_000_000));
        };
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
