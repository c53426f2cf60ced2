package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The packaged application takes in deliveries and is ended at random moments, over and over on one
 * home: nothing acknowledged is lost, nothing stays half-visible, nothing is left behind. The seed
 * is printed; {@code -Dtangthu.storm.seed} repeats it, {@code -Dtangthu.storm.kills} changes how
 * often.
 */
@Tag("long")
class KillStormIT {
    @TempDir Path work;

    /** How a round is ended. */
    private enum End {
        KILL_APPLICATION,
        KILL_EVERYTHING,
        TERMINATE,
        INTERRUPT
    }

    private final List<StormDelivery> acknowledged = new ArrayList<>();
    private StormProcesses processes = new StormProcesses(Path.of(""), Path.of(""), Path.of(""));
    private SplittableRandom random = new SplittableRandom(0);
    private int records;

    @Test
    void aFewKillsLoseNothing() throws Exception {
        storm(4);
    }

    @Test
    void fiftyKillsLoseNothing() throws Exception {
        storm(Integer.getInteger("tangthu.storm.kills", 50));
    }

    private void storm(int kills) throws Exception {
        long seed = Long.getLong("tangthu.storm.seed", System.nanoTime());
        System.out.println("Storm of " + kills + " kills, seed " + seed);
        random = new SplittableRandom(seed);
        processes = StormProcesses.extract(work);
        try {
            assertThat(processes.run(StormDelivery.newFonds()).status()).isZero();
            StormDelivery delivery = StormDelivery.write(work, 1);
            long start = System.nanoTime();
            StormProcesses.Ran first = processes.run(ingest(delivery));
            assertThat(first.status()).as(first.err()).isZero();
            long whole = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            acknowledge(delivery);
            int number = 2;
            delivery = StormDelivery.write(work, number);
            for (int killed = 0; killed < kills; ) {
                boolean done = round(delivery, whole, killed);
                if (done) {
                    acknowledge(delivery);
                    delivery = StormDelivery.write(work, ++number);
                } else {
                    killed++;
                }
                look(delivery);
            }
            finish(delivery);
        } finally {
            processes.endAll();
        }
    }

    private void acknowledge(StormDelivery delivery) {
        acknowledged.add(delivery);
        records += delivery.codes().size();
    }

    private static String[] ingest(StormDelivery delivery) {
        return new String[] {"ingest", "--json", delivery.path().toString()};
    }

    /**
     * @return whether it said that the delivery is kept before it was ended
     */
    private boolean round(StormDelivery delivery, long whole, int killed) throws Exception {
        boolean serving = random.nextInt(4) == 0;
        End end = End.values()[random.nextInt(10) < 8 ? random.nextInt(2) : 2 + random.nextInt(2)];
        // A server takes longer to start, and goes on to extract and index.
        long after = random.nextLong(50, (serving ? 3 : 1) * whole + 200);
        System.out.printf(
                "  %d: %s %s after %d ms%n", killed, serving ? "serve" : "ingest", end, after);
        StormProcesses.Child server = serving ? processes.start("serve", "--port", "0") : null;
        if (server != null) {
            Thread.sleep(200); // or the client would own the home
        }
        StormProcesses.Child client = processes.start(ingest(delivery));
        boolean ended = client.process().waitFor(after, TimeUnit.MILLISECONDS);
        StormProcesses.Child victim = server == null ? client : server;
        switch (end) {
            case KILL_APPLICATION -> victim.process().destroyForcibly();
            case KILL_EVERYTHING -> processes.killAll();
            case TERMINATE -> victim.process().destroy();
            case INTERRUPT -> processes.interrupt(victim.process());
        }
        assertThat(victim.process().waitFor(60, TimeUnit.SECONDS)).as("it ends").isTrue();
        if (!client.process().waitFor(120, TimeUnit.SECONDS)) {
            throw new AssertionError("the client hangs: " + client.err());
        }
        boolean kept = client.saysKept();
        assertThat(client.process().exitValue() == 0 && !kept)
                .as("status 0 is an acknowledgement; %s", client.err())
                .isFalse();
        System.out.printf("     kept: %s, before the end: %s%n", kept, ended);
        return kept;
    }

    /**
     * After each: the next verb works, all or nothing of the delivery shows, one record is whole.
     */
    private void look(StormDelivery open) throws Exception {
        long shown = processes.records();
        assertThat(shown)
                .as("records shown: all acknowledged ones, and all or nothing of the open delivery")
                .isIn((long) records, (long) records + open.codes().size());
        StormDelivery one = acknowledged.get(random.nextInt(acknowledged.size()));
        processes.export(one, one.codes().get(random.nextInt(one.codes().size())));
    }

    private void finish(StormDelivery open) throws Exception {
        StormProcesses.Ran last = processes.run(ingest(open));
        assertThat(last.status()).as(last.err()).isZero();
        acknowledge(open);
        for (StormDelivery delivery : acknowledged) {
            StormProcesses.Ran again = processes.run(ingest(delivery));
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(again.out()).contains("\"ALREADY_KEPT\"");
        }
        assertThat(processes.records()).isEqualTo(records);
        for (StormDelivery delivery : acknowledged) {
            for (String code : delivery.codes()) {
                processes.export(delivery, code);
            }
        }
        processes.serveAndStop();
        StormProcesses.Ran audit = processes.run("audit", "--json");
        assertThat(audit.status()).as(audit.out()).isZero();
        processes.assertNothingLeft();
        try (var deliveries = Files.list(work)) {
            assertThat(deliveries.count()).as("the sources are as they were").isPositive();
        }
    }
}
