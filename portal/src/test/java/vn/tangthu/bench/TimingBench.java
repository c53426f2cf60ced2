package vn.tangthu.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.DeliveryTemplate;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/**
 * Whether the time of an answer tells what is hidden from what never was: the same door is asked
 * for one and for the other in turns, by somebody without an account, and the medians are compared.
 * By the clock, since that is what a stranger has; in turns, so that what else the machine does
 * falls on both.
 */
final class TimingBench {
    private static final int RECORDS = 300;

    /** Of them; each is asked for as often as the others. */
    private static final int HIDDEN = 30;

    /** Pairs that nobody counts: the service is cold. */
    private static final int WARM_UP = 60;

    /** The larger median may be so many times the smaller, and so many milliseconds more. */
    private static final double MOST_TIMES = 1.2;

    private static final double MOST_MILLIS = 1;

    private final Path work;
    private final Table table;
    private final Path script;

    TimingBench(Path work, Table table, Path script) {
        this.work = work.resolve("timing");
        this.table = table;
        this.script = script;
    }

    /**
     * What is hidden, or has the form of it and never was.
     *
     * @param code as {@code /ma/} takes it; its last part is a word of the title
     */
    private record Thing(String id, String file, String code) {
        String word() {
            return code.substring(code.lastIndexOf('.') + 1);
        }
    }

    /**
     * @param status that both must have
     */
    private record Door(String name, int status, Function<Thing, String> path) {}

    private static final List<Door> DOORS =
            List.of(
                    new Door("/ho-so/…", 404, thing -> "/ho-so/" + thing.id),
                    new Door("/tep/…", 404, thing -> "/tep/" + thing.file),
                    new Door("/ma/…", 404, thing -> "/ma/" + thing.code),
                    new Door("/tim by code", 200, thing -> "/tim?q=" + thing.code),
                    new Door("/tim by a word", 200, thing -> "/tim?q=" + thing.word()));

    /**
     * @param pairs for each door
     */
    void run(int pairs) throws IOException, InterruptedException, SQLException {
        Path home = work.resolve("home");
        Archive.delete(work);
        Files.createDirectories(home);
        List<Thing> hidden = prepare(home);
        List<Thing> never = hidden.stream().map(TimingBench::never).toList();
        try (ServedArchive served =
                        ServedArchive.start(
                                script,
                                home,
                                work.resolve("serve.log"),
                                "-Dtangthu.portal.throttle-scale=100000");
                HttpClient client = HttpClient.newHttpClient()) {
            indexed(served, client);
            for (Door door : DOORS) {
                measure(served, client, door, hidden, never, pairs);
            }
        }
        Archive.delete(work);
    }

    private List<Thing> prepare(Path home) throws IOException, SQLException {
        // With the index at work: a restriction is over when the index has it.
        try (Archive archive = new Archive(home, true, false)) {
            archive.createFonds(SizedDelivery.FONDS);
            Path delivery = work.resolve("delivery");
            SizedDelivery.write(
                    delivery, archive.port(DeliveryTemplate.class), 1, RECORDS, 4, 4_000);
            var unused = archive.ingest(delivery, Progress.NONE);
            List<Thing> hidden = new ArrayList<>();
            try (Connection database = archive.port(DataSource.class).getConnection();
                    Statement ask = database.createStatement();
                    ResultSet row =
                            ask.executeQuery(
                                    "select r.id, r.arc_file_code, min(f.id::text) from"
                                            + " projection.record r join projection.content_file f"
                                            + " on f.aip_id = r.id group by 1, 2 order by 2 limit "
                                            + HIDDEN)) {
                while (row.next()) {
                    hidden.add(new Thing(row.getString(1), row.getString(3), row.getString(2)));
                }
            }
            if (hidden.size() != HIDDEN) {
                throw new IllegalStateException(hidden.size() + " hồ sơ");
            }
            for (Thing each : hidden) {
                archive.port(Holdings.class)
                        .restrict(
                                AipId.of(each.id),
                                new Rights(Access.HIDDEN, false, null),
                                "bench",
                                Reader.OPERATOR);
            }
            return hidden;
        }
    }

    /** With ids of nothing, and a number of the same length that no hồ sơ has. */
    private static Thing never(Thing hidden) {
        String word = hidden.word();
        String other =
                String.format(
                        Locale.ROOT,
                        "%0" + word.length() + "d",
                        Long.parseLong(word) + RECORDS + HIDDEN);
        return new Thing(
                UUID.randomUUID().toString(),
                UUID.randomUUID().toString(),
                hidden.code.substring(0, hidden.code.length() - word.length()) + other);
    }

    private static void indexed(ServedArchive served, HttpClient client)
            throws IOException, InterruptedException {
        for (int i = 0; i < 240; i++) {
            HttpResponse<String> answer = ask(served, client, "/tim?q=t%C3%A0i+li%E1%BB%87u");
            if (answer.body().contains("/ho-so/")) {
                Thread.sleep(20_000); // texts go on being read for a while
                return;
            }
            Thread.sleep(500);
        }
        throw new IllegalStateException("Nothing is found");
    }

    private void measure(
            ServedArchive served,
            HttpClient client,
            Door door,
            List<Thing> hidden,
            List<Thing> never,
            int pairs)
            throws IOException, InterruptedException {
        List<Double> ofHidden = new ArrayList<>();
        List<Double> ofNever = new ArrayList<>();
        for (int i = -WARM_UP; i < pairs; i++) {
            int which = Math.floorMod(i, HIDDEN);
            double[] millis = new double[2];
            for (int turn = 0; turn < 2; turn++) {
                boolean first = turn == Math.floorMod(i, 2); // neither always comes first
                Thing thing = (first ? hidden : never).get(which);
                millis[first ? 0 : 1] = millis(served, client, door, thing, hidden.get(which));
            }
            if (i >= 0) {
                ofHidden.add(millis[0]);
                ofNever.add(millis[1]);
            }
        }
        double one = median(ofHidden);
        double other = median(ofNever);
        String said =
                String.format(
                        Locale.ROOT,
                        "hidden %.2f ms (%.2f–%.2f), never was %.2f ms (%.2f–%.2f), %d pairs",
                        one,
                        part(ofHidden, 0.25),
                        part(ofHidden, 0.75),
                        other,
                        part(ofNever, 0.25),
                        part(ofNever, 0.75),
                        pairs);
        table.atMost(
                "time of an answer, hidden against never was, " + door.name + ", larger median",
                said,
                "times the smaller",
                Math.max(one, other) / Math.min(one, other),
                MOST_TIMES);
        table.atMost(
                "the same, difference of the medians",
                "",
                "ms",
                Math.abs(one - other),
                MOST_MILLIS);
    }

    /** Of one answer, which must look like that to the other and hold nothing of what is hidden. */
    private static double millis(
            ServedArchive served, HttpClient client, Door door, Thing thing, Thing hidden)
            throws IOException, InterruptedException {
        String path = door.path.apply(thing);
        long start = System.nanoTime();
        HttpResponse<String> answer = ask(served, client, path);
        double millis = (System.nanoTime() - start) / 1e6;
        if (answer.statusCode() != door.status || answer.body().contains("/ho-so/" + hidden.id)) {
            throw new IllegalStateException(answer.statusCode() + " from " + path);
        }
        return millis;
    }

    /** By somebody of whom a cookie is known: what is remembered for all is not asked. */
    private static HttpResponse<String> ask(ServedArchive served, HttpClient client, String path)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(served.address(path)).header("Cookie", "TANGTHU=x").build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static double median(List<Double> values) {
        return part(values, 0.5);
    }

    private static double part(List<Double> values, double part) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(part * sorted.size())));
    }
}
