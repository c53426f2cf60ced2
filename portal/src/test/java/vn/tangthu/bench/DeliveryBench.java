package vn.tangthu.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/**
 * One delivery of very many files against the service with its standard heap: dry run and taking
 * in, whether the last tenth is as fast as the first, what memory it takes, and whether people can
 * use the archive meanwhile; with two deliveries at work at once too.
 */
final class DeliveryBench {
    private static final int DOCUMENTS = 10;
    private static final int BYTES = 8_000;

    /** So that the second one has the lane that large ones never take. */
    /** Enough that people ask some forty times while it is taken in beside another. */
    private static final int SMALL_FILES = 6_000;

    private static final Pattern PHASE = Pattern.compile("(?m)^ {2}([a-z ]+?) \\d");
    private static final Pattern AT_WORK =
            Pattern.compile(
                    "\"atWork\"\\s*:\\s*\\[\\s*\\{\\s*\"id\"\\s*:\\s*\"([^\"]+)\".*?\"phase\"\\s*:\\s*\"(\\w+)\".*?"
                            + "\"done\"\\s*:\\s*(\\d+).*?\"total\"\\s*:\\s*(\\d+)",
                    Pattern.DOTALL);
    private static final String VIEW = "giao-nop";
    private static final String NAME = "luutru";
    private static final String PASSWORD = "con cò bay lả bay la";

    private final Path work;
    private final Table table;
    private final Path script;
    private String token = "";

    DeliveryBench(Path work, Table table, Path script) {
        this.work = work.resolve("delivery");
        this.table = table;
        this.script = script;
    }

    void run(int files) throws IOException, InterruptedException {
        Path home = work.resolve("home");
        Path large = work.resolve("large");
        Path next = work.resolve("next");
        Path small = work.resolve("small");
        Archive.delete(work);
        Files.createDirectories(home);
        prepare(home, large, files, next, small);
        try (ServedArchive served = ServedArchive.start(script, home, work.resolve("serve.log"));
                Desk desk = new Desk(served)) {
            desk.login(NAME, PASSWORD);
            String record = firstRecord(served);
            quiet(served, desk);
            try (Visitors visitors = new Visitors(served, desk, record)) {
                alone(served, visitors, files, large);
                together(served, visitors, next, small);
            }
        }
        Archive.delete(work);
    }

    private void prepare(Path home, Path large, int files, Path next, Path small)
            throws IOException {
        try (Archive archive = new Archive(home, false, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            DeliveryTemplate template = archive.port(DeliveryTemplate.class);
            Accounts accounts = archive.port(Accounts.class);
            String once =
                    accounts.create(
                            new Accounts.NewAccount(
                                    NAME, "Lưu trữ viên", Set.of(Role.ARCHIVIST), Set.of()),
                            Reader.OPERATOR);
            accounts.changePassword(
                    accounts.findByUsername(NAME).orElseThrow().id(), once, PASSWORD);
            token =
                    archive.port(DeliveryTokens.class)
                            .create(
                                    accounts.findByUsername(NAME).orElseThrow().id(),
                                    "bench",
                                    Instant.now().plus(Duration.ofDays(1)),
                                    new Reader(null, "bench", Set.of(Role.ADMINISTRATOR), Set.of()))
                            .secret();
            Path known = large.resolveSibling("known");
            SizedDelivery.write(known, template, 1, 50, DOCUMENTS, BYTES);
            var unused = archive.ingest(known, Progress.NONE);
            SizedDelivery.write(large, template, 2, files / DOCUMENTS, DOCUMENTS, BYTES);
            SizedDelivery.write(
                    next,
                    template,
                    3,
                    Math.max(files / 4, 4 * SMALL_FILES) / DOCUMENTS,
                    DOCUMENTS,
                    BYTES);
            SizedDelivery.write(small, template, 4, SMALL_FILES / DOCUMENTS, DOCUMENTS, BYTES);
        }
    }

    /** What the desk's view costs while nothing else is at work. */
    private void quiet(ServedArchive served, Desk desk) throws IOException, InterruptedException {
        for (int warm = 0; warm < 20; warm++) {
            desk.open(VIEW);
            desk.poll();
        }
        double start = served.cpu();
        for (int i = 0; i < 20; i++) {
            desk.open(VIEW);
        }
        double opened = served.cpu();
        for (int i = 0; i < 100; i++) {
            desk.poll();
        }
        table.note(
                "the desk's view of deliveries, nothing else at work",
                String.format(
                        Locale.ROOT,
                        "CPU %.0f ms to open it, %.0f ms each time it follows",
                        (opened - start) * 50,
                        (served.cpu() - opened) * 10));
    }

    private static String firstRecord(ServedArchive served)
            throws IOException, InterruptedException {
        Matcher id =
                Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                        .matcher(served.say("search", "--json", "tài liệu đo"));
        if (!id.find()) {
            throw new IllegalStateException("Nothing is found");
        }
        return "/ho-so/" + id.group();
    }

    private void alone(ServedArchive served, Visitors visitors, int files, Path large)
            throws IOException, InterruptedException {
        String what = files + " files, " + files / DOCUMENTS + " hồ sơ, in one delivery: ";
        visitors.again();
        Pacing check = new Pacing(served, "check");
        deliver(served, List.of("ingest", "--dry-run", large.toString()), check::heard, what);
        tell(what + "dry run, its check", check, files);
        table.note("people meanwhile, median / 95th percentile", visitors.words());
        visitors.again();
        Pacing store = new Pacing(served, "store");
        double cpu = served.cpu();
        long start = System.nanoTime();
        deliver(served, List.of("ingest", large.toString()), store::heard, what);
        double seconds = (System.nanoTime() - start) / 1e9;
        tell(what + "taking in, its storing", store, files);
        table.note(
                what + "taking in, from the first file to the acknowledgement",
                String.format(
                        Locale.ROOT,
                        "%.0f s (CPU %.0f s), %.0f files/s",
                        seconds,
                        served.cpu() - cpu,
                        files / seconds));
        table.note("people meanwhile, median / 95th percentile", visitors.words());
    }

    private void tell(String what, Pacing pacing, int files) {
        table.note(
                what,
                String.format(
                        Locale.ROOT,
                        "%.0f s (CPU %.0f s), %.0f files/s, %.0f a CPU-second",
                        pacing.seconds(),
                        pacing.cpu(),
                        files / pacing.seconds(),
                        files / pacing.cpu()));
        System.out.println(pacing.tenths());
        table.ratio(
                what + ", last tenth",
                "",
                String.format(
                        Locale.ROOT,
                        "first tenth; by processor time %.2f×",
                        pacing.lastAgainstFirst(false)),
                0.9,
                pacing.lastAgainstFirst(true));
        table.atMost(
                what + ", memory of all processes in the last tenth against the second",
                String.format(
                        Locale.ROOT,
                        "%.0f MB, %.0f MB; heap after a collection %.0f MB, %.0f MB",
                        pacing.memory(9),
                        pacing.memory(1),
                        pacing.heap(9),
                        pacing.heap(1)),
                "×",
                pacing.memory(9) / pacing.memory(1),
                1.2);
    }

    /**
     * A large one and a small one at the same time; then the large one is paused in its check,
     * again while it is stored, and at last cancelled.
     */
    private void together(ServedArchive served, Visitors visitors, Path next, Path small)
            throws IOException, InterruptedException {
        visitors.again();
        CompletableFuture<Integer> paused = inBackground(served, next);
        deliver(served, List.of("ingest", small.toString()), said -> {}, "the small one of two");
        table.note("people with two deliveries at work", visitors.words());
        table.atMost(
                "the desk's view of deliveries with two of them at work, 95th percentile",
                "requests of Vaadin's client, opened and followed",
                "ms",
                visitors.quantile(0.95, "desk"),
                300);
        await(served, "STORE", paused);
        double pause = toStop(served, "/pause", "POST", paused);
        CompletableFuture<Integer> again = inBackground(served, next);
        await(served, "CHECK", again);
        double pauseOfCheck = toStop(served, "/pause", "POST", again);
        CompletableFuture<Integer> last = inBackground(served, next);
        await(served, "STORE", last);
        double cancelled = toStop(served, "", "DELETE", last);
        table.note(
                "the large one stops",
                String.format(
                        Locale.ROOT,
                        "paused while stored %.1f s, while checked %.1f s; cancelled while stored, all"
                                + " of it taken away %.1f s",
                        pause,
                        pauseOfCheck,
                        cancelled));
    }

    private static CompletableFuture<Integer> inBackground(ServedArchive served, Path delivery) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return served.run(List.of("ingest", delivery.toString()), said -> {});
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                });
    }

    /** Until the only one at work is in this phase and something of it is done. */
    private static void await(ServedArchive served, String phase, CompletableFuture<Integer> ended)
            throws IOException, InterruptedException {
        while (!ended.isDone()) {
            Matcher at = AT_WORK.matcher(served.say("status", "--json"));
            if (at.find()
                    && at.group(2).equals(phase)
                    && Long.parseLong(at.group(3)) * 4 > Long.parseLong(at.group(4))) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException("It ended before it could be stopped in " + phase);
    }

    /** Seconds until its caller is told so. */
    private double toStop(
            ServedArchive served, String what, String method, CompletableFuture<Integer> ended)
            throws IOException, InterruptedException {
        Matcher at = AT_WORK.matcher(served.say("status", "--json"));
        if (!at.find()) {
            throw new IllegalStateException("Nothing is at work");
        }
        long start = System.nanoTime();
        served.call(method, "/api/deliveries/" + at.group(1) + what, token);
        int status = ended.join();
        if (status == 0) {
            throw new IllegalStateException("It was not stopped but taken in");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void deliver(
            ServedArchive served, List<String> verb, Consumer<String> lines, String what)
            throws IOException, InterruptedException {
        StringBuilder said = new StringBuilder();
        Map<String, Double> begun = new LinkedHashMap<>();
        long start = System.nanoTime();
        int status =
                served.run(
                        verb,
                        text -> {
                            said.append(text);
                            lines.accept(text);
                            for (Matcher phase = PHASE.matcher(text); phase.find(); ) {
                                begun.putIfAbsent(
                                        phase.group(1),
                                        Math.round((System.nanoTime() - start) / 1e8) / 10.0);
                            }
                        });
        System.out.println("seconds at which the phases of " + verb + " began: " + begun);
        if (status != 0) {
            throw new IllegalStateException(what + " ended with " + status + ": " + said);
        }
    }
}
