package vn.tangthu.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * People who use the archive while something else is at work: an archivist with the deliveries
 * open, somebody who searches and reads. Each asks again after a pause, one at a time, so that the
 * times are those of a person's request and not of a storm.
 */
final class Visitors implements AutoCloseable {
    private static final long PAUSE_MILLIS = 1_000;
    private static final int OPENS_EVERY = 5;

    private final ServedArchive served;
    private final Desk desk;
    private final String record;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Map<String, double[]> millis = new LinkedHashMap<>();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Thread archivist;
    private final Thread reader;
    private volatile boolean over;

    /**
     * @param record the address of a hồ sơ's page
     */
    Visitors(ServedArchive served, Desk desk, String record) {
        this.served = served;
        this.desk = desk;
        this.record = record;
        archivist = Thread.ofPlatform().daemon().name("archivist").start(() -> go(this::atTheDesk));
        reader = Thread.ofPlatform().daemon().name("reader").start(() -> go(this::inPublic));
    }

    private interface Round {
        void go(int round) throws IOException, InterruptedException;
    }

    private void go(Round round) {
        try {
            for (int i = 0; !over; i++) {
                round.go(i);
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            failure.compareAndSet(null, e);
        }
    }

    private void atTheDesk(int round) throws IOException, InterruptedException {
        long start = System.nanoTime();
        if (round % OPENS_EVERY == 0) {
            desk.open("giao-nop");
            note("desk, opened", start);
        } else {
            desk.poll();
            note("desk, followed", start);
        }
    }

    private void inPublic(int round) throws IOException, InterruptedException {
        String[][] pages = {
            {"home", "/"}, {"search", "/tim?q=t%C3%A0i+li%E1%BB%87u+%C4%91o"}, {"record", record}
        };
        String[] page = pages[round % pages.length];
        long start = System.nanoTime();
        HttpResponse<String> answer =
                client.send(
                        HttpRequest.newBuilder(served.address(page[1])).build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException(answer.statusCode() + " from " + page[1]);
        }
        note(page[0], start);
    }

    private synchronized void note(String what, long start) {
        double[] before = millis.getOrDefault(what, new double[0]);
        double[] all = Arrays.copyOf(before, before.length + 1);
        all[before.length] = (System.nanoTime() - start) / 1e6;
        millis.put(what, all);
    }

    /** Forgets what was measured. */
    synchronized void again() {
        millis.clear();
    }

    /** The value below which this part (0 to 1) of the times lies; of several kinds together. */
    synchronized double quantile(double part, String prefix) {
        double[] all =
                millis.entrySet().stream()
                        .filter(e -> e.getKey().startsWith(prefix))
                        .flatMapToDouble(e -> Arrays.stream(e.getValue()))
                        .sorted()
                        .toArray();
        return all.length == 0
                ? Double.NaN
                : all[Math.min(all.length - 1, (int) Math.ceil(part * all.length) - 1)];
    }

    /** Median, 95th percentile and number of each, in words. */
    synchronized String words() {
        StringBuilder words = new StringBuilder();
        for (String what : millis.keySet()) {
            words.append(words.isEmpty() ? "" : "; ")
                    .append(what)
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    " %.0f / %.0f ms (%d)",
                                    quantile(0.5, what),
                                    quantile(0.95, what),
                                    millis.get(what).length));
        }
        return words.toString();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        over = true;
        archivist.join();
        reader.join();
        client.close();
        Throwable failed = failure.get();
        if (failed != null) {
            throw new IOException("A visitor was turned away", failed);
        }
    }
}
