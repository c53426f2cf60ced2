package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import vn.tangthu.portal.cli.StormDelivery.Shape;
import vn.tangthu.portal.cli.StormProcesses.Child;
import vn.tangthu.portal.cli.StormProcesses.Ran;
import vn.tangthu.portal.cli.StormProcesses.Working;
import vn.tangthu.storage.faults.FaultLedger;

/** One archive under kill -9: what it was told to be kept, and the delivery on its way in. */
final class Storm implements AutoCloseable {
    /** What is being done when the process is killed. */
    enum Work {
        INGEST,
        INGEST_SERVED,
        INDEXING,
        OCR,
        AUDIT,
        AUDIT_SERVED,
        DROP_FOLDER,
        REST,
        CHANGES
    }

    /** What an ingest says on standard error when it comes to each part. */
    private static final List<String> PARTS =
            List.of("receive", "read lists", "check", "store", "acknowledge");

    private final SplittableRandom random;
    private final StormProcesses processes;
    private final List<StormDelivery> acknowledged = new ArrayList<>();
    private final Map<Work, Integer> kills = new EnumMap<>(Work.class);
    private final Map<String, Integer> partsKilled = new TreeMap<>();
    private final StormDoors doors;
    private final StormChanges changes;
    private StormDelivery open;
    private int number;
    private int records;
    private int unacknowledgedButWhole;

    Storm(Path work, long seed, Shape first) throws Exception {
        random = new SplittableRandom(seed);
        processes = StormProcesses.extract(work);
        doors = new StormDoors(processes, random.split());
        changes = new StormChanges(processes, random.split());
        Ran fonds = processes.call(StormDelivery.newFonds());
        assertThat(fonds.status()).as(fonds.err()).isZero();
        open = next(first);
        keepOpen();
    }

    StormProcesses processes() {
        return processes;
    }

    private StormDelivery next(Shape shape) throws Exception {
        return StormDelivery.write(processes.work, ++number, shape);
    }

    /** The whole open delivery goes in through the server, undisturbed; another is made. */
    private void keepOpen() throws Exception {
        Ran kept = processes.call(ingest());
        assertThat(kept.status()).as(kept.err()).isZero();
        acknowledged();
    }

    private String[] ingest() {
        return new String[] {"ingest", "--json", open.path().toString()};
    }

    private void acknowledged() throws Exception {
        acknowledged.add(open);
        records += open.codes().size();
        open = next(Shape.TEXT);
    }

    /** Works and kills until a kill met the work; then looks. */
    void round(Work work) throws Exception {
        long begun = System.nanoTime();
        while (!switch (work) {
            case INGEST -> killIngest(false);
            case INGEST_SERVED -> killIngest(true);
            case INDEXING -> killIndexing();
            case OCR -> killOcr();
            case AUDIT -> killAudit(false);
            case AUDIT_SERVED -> killAudit(true);
            case DROP_FOLDER -> killDoor(doors::killDropFolder);
            case REST -> killDoor(doors::killRest);
            case CHANGES -> killChanges();
        }) {
            look();
        }
        kills.merge(work, 1, Integer::sum);
        FaultLedger.trials(1);
        look();
        System.out.printf(
                Locale.ROOT,
                "  kill %d: %s, %d hồ sơ, %d s%n",
                kills.values().stream().mapToInt(Integer::intValue).sum(),
                work,
                records,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun));
    }

    /** One in four at any time of the whole process, the others soon after some part began. */
    private boolean killIngest(boolean served) throws Exception {
        if (!served) {
            processes.withoutServer();
        }
        Child server = served ? processes.serve() : null;
        Working ingest = served ? processes.ask(ingest()) : processes.start(ingest());
        if (random.nextInt(4) == 0) {
            waitFor(ingest, null, random.nextInt(served ? 1_500 : 8_000));
        } else {
            String part = PARTS.get(random.nextInt(PARTS.size()));
            waitFor(ingest, part, random.nextInt(250));
        }
        boolean hit = !ingest.isOver();
        partsKilled.merge(lastPart(ingest.err()), 1, Integer::sum);
        processes.kill(server != null ? server : (Child) ingest);
        Ran ran = ingest.end();
        if (ran.saysKept()) {
            acknowledged();
        } else {
            assertThat(ran.status()).as("status 0 is a word given; %s", ran.err()).isNotZero();
        }
        return hit;
    }

    private boolean killIndexing() throws Exception {
        keepOpen();
        Thread.sleep(random.nextInt(2_500));
        processes.kill(processes.serve());
        return true;
    }

    private boolean killOcr() throws Exception {
        StormDelivery text = open;
        open = next(Shape.SCANS);
        keepOpen();
        open = text;
        processes.await(120, "OCR at work", processes::isReadByOcr);
        Thread.sleep(random.nextInt(1_500));
        processes.kill(processes.serve());
        return true;
    }

    private boolean killAudit(boolean served) throws Exception {
        if (!served) {
            processes.withoutServer();
        }
        Child server = served ? processes.serve() : null;
        String[] verb = {"audit", "--json", "--threads", "2", "--rate", "1"};
        Working audit = served ? processes.ask(verb) : processes.start(verb);
        waitFor(audit, "audit", random.nextInt(2_500));
        boolean hit = !audit.isOver();
        processes.kill(server != null ? server : (Child) audit);
        Ran ran = audit.end();
        assertThat(ran.status()).as("no damage: %s", ran.out()).isNotEqualTo(1);
        return hit;
    }

    private interface Door {
        boolean kill(StormDelivery delivery, StormDoors.Always always) throws Exception;
    }

    /** A delivery of its own, which is kept by the end whatever the kills met. */
    private boolean killDoor(Door door) throws Exception {
        StormDelivery one = next(Shape.TEXT);
        long before = records;
        long after = before + one.codes().size();
        boolean hit =
                door.kill(
                        one,
                        () ->
                                assertThat(processes.status().get("records").asLong())
                                        .as("all or nothing of it shows")
                                        .isIn(before, after));
        acknowledged.add(one);
        records += one.codes().size();
        return hit;
    }

    private boolean killChanges() throws Exception {
        if (changes.needsDelivery()) {
            keepOpen();
            changes.take(acknowledged.removeLast());
        }
        int shown = changes.shown();
        boolean met = changes.kill();
        records += changes.shown() - shown;
        return met;
    }

    private void waitFor(Working working, @Nullable String part, int millis) throws Exception {
        processes.await(
                120,
                "the verb comes to " + part,
                () -> {
                    try {
                        return working.isOver()
                                || part == null
                                || working.err().contains("  " + part + " ");
                    } catch (IOException e) {
                        throw new AssertionError(e);
                    }
                });
        for (int i = 0; i < millis && !working.isOver(); i += 5) {
            Thread.sleep(5);
        }
    }

    private static String lastPart(String err) {
        List<String> lines = err.lines().filter(line -> line.startsWith("  ")).toList();
        return lines.isEmpty() ? "(start)" : lines.getLast().strip().replaceAll("[ \\d/]+$", "");
    }

    /** The home starts again; what was acknowledged is there; of the rest all or nothing shows. */
    void look() throws Exception {
        long shown = processes.status().get("records").asLong();
        assertThat(shown)
                .as("all that was acknowledged, and all or nothing of the open delivery")
                .isIn((long) records, (long) records + open.codes().size());
        boolean whole = shown > records;
        for (String code : open.codes()) {
            assertThat(processes.export(open, code)).as("%s shows", code).isEqualTo(whole);
        }
        if (whole) {
            // Visible is acknowledged, though its ingest died before it could say so.
            unacknowledgedButWhole++;
            acknowledged();
        } else {
            assertThat(processes.found(open.codes().getFirst())).isZero();
        }
        StormDelivery one = acknowledged.get(random.nextInt(acknowledged.size()));
        String code = one.codes().get(random.nextInt(one.codes().size()));
        assertThat(processes.export(one, code)).as(code).isTrue();
        assertThat(processes.status().at("/fixity/openIncidents").asLong())
                .as("open incidents in %s", processes.home)
                .isZero();
    }

    /**
     * Ctrl-C at an ingest: it notes that it was interrupted, ends at once and is resumed.
     *
     * @return false when it had ended before the signal came
     */
    boolean interruptIngest() throws Exception {
        processes.withoutServer();
        Child ingest = processes.start(ingest());
        waitFor(ingest, PARTS.get(random.nextInt(2, 4)), random.nextInt(200));
        boolean met = processes.interrupt(ingest);
        assertThat(ingest.process().waitFor(30, TimeUnit.SECONDS)).as("ends at once").isTrue();
        afterStop(ingest.end());
        return met;
    }

    /** SIGTERM to the server in the midst of an ingest. */
    void terminateServer() throws Exception {
        Child server = processes.serve();
        Working ingest = processes.ask(ingest());
        waitFor(ingest, PARTS.get(random.nextInt(2, 4)), random.nextInt(200));
        server.process().destroy();
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).as("ends at once").isTrue();
        afterStop(ingest.end());
    }

    private void afterStop(Ran ran) throws Exception {
        processes.awaitGone();
        assertNothingTemporary();
        if (ran.saysKept()) {
            acknowledged();
        } else {
            assertThat(ran.status()).isNotZero();
            assertThat(Files.readString(processes.home.resolve("logs/tangthu.log")))
                    .as("it was noted")
                    .doesNotContain("Not noted that delivery", "broke off");
        }
        look();
        System.out.println("  stopped by a signal, kept: " + ran.saysKept());
    }

    /** Something that a test does on purpose. */
    interface Step {
        void run() throws Exception;
    }

    /**
     * The open delivery is given in while something hinders it: it is kept whole or refused in
     * words; without the hindrance it is kept.
     */
    void hindered(String by, Step begin, Step end) throws Exception {
        processes.serve();
        FaultLedger.trials(1);
        begin.run();
        Ran ran;
        try {
            ran = processes.call(ingest());
        } finally {
            end.run();
        }
        System.out.printf("  hindered by %s: status %d%n", by, ran.status());
        if (ran.saysKept()) {
            acknowledged();
        } else {
            assertThat(ran.status()).isNotZero();
            assertThat(ran.out() + ran.err())
                    .as("says what is wrong, to people")
                    .isNotBlank()
                    .doesNotContain("\tat ", "Exception");
        }
        look();
        keepOpen();
    }

    /**
     * A file at which the service was killed five times is given up, which is what the rule of five
     * is for; this storm kills where there is little else to be read. It says so, and is read when
     * an archivist asks for it again.
     */
    private void everyTextIsRead(long failed) throws Exception {
        if (failed > 0) {
            String said = processes.call("text", "failed").out();
            System.out.printf("  given up and asked for again:%n%s%n", said);
            assertThat(said.split("the service ended 5 times while it was being read", -1))
                    .as("why they were given up: %s", said)
                    .hasSize((int) failed + 1);
            Ran again = processes.call("text", "retry");
            assertThat(again.status()).as(again.err()).isZero();
            processes.await(300, "what was given up is read", this::isIndexed);
        }
        JsonNode text = processes.status().get("text");
        assertThat(text.get("filesFailed").asLong()).isZero();
        assertThat(text.get("pagesWithText").asLong()).isEqualTo(text.get("pages").asLong());
    }

    /** Everything acknowledged, whole, once, found, sound; nothing else is left. */
    void finish() throws Exception {
        keepOpen();
        for (StormDelivery delivery : acknowledged) {
            Ran again = processes.call("ingest", "--json", delivery.path().toString());
            assertThat(again.status()).as(again.err()).isZero();
            assertThat(again.json().get("outcome").asString()).isEqualTo("ALREADY_KEPT");
            for (String code : delivery.codes()) {
                assertThat(processes.export(delivery, code)).as(code).isTrue();
            }
        }
        changes.finish();
        processes.await(300, "everything is read and indexed", this::isIndexed);
        JsonNode status = processes.status();
        assertThat(status.get("records").asLong()).isEqualTo(records);
        assertThat(status.at("/index/records").asLong()).isEqualTo(records);
        assertThat(status.at("/index/parked").asInt()).isZero();
        everyTextIsRead(status.at("/text/filesFailed").asLong());
        for (StormDelivery delivery : acknowledged) {
            for (String code : delivery.codes()) {
                assertThat(processes.found(code)).as("%s is found once", code).isEqualTo(1);
            }
        }
        Ran audit = processes.call("audit", "--json");
        assertThat(audit.status()).as(audit.out()).isZero();
        assertThat(audit.json().get("problems").asLong()).isZero();
        Ran log = processes.call("log", "verify", "--json");
        assertThat(log.status()).as(log.out() + log.err()).isZero();
        Child server = processes.serve();
        server.process().destroy();
        assertThat(server.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
        processes.awaitGone();
        assertNothingTemporary();
        doors.assertEmpty();
        assertThat(new StoredObjects(processes.home.resolve("store/ocfl")).assertValid())
                .as("objects: every hồ sơ, also withdrawn ones, and its fonds, no leftovers")
                .isEqualTo(records + changes.withdrawn() + 1);
        System.out.printf(
                "%d hồ sơ of %d deliveries; kills %s; parts of an ingest killed %s;"
                        + " whole before they could say so: %d%n",
                records, acknowledged.size(), kills, partsKilled, unacknowledgedButWhole);
    }

    private boolean isIndexed() {
        try {
            JsonNode status = processes.status();
            Thread.sleep(300);
            return status.at("/index/lag").asLong() == 0
                    && status.at("/text/filesWaiting").asLong() == 0
                    && status.at("/text/pagesWaiting").asLong() == 0;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void assertNothingTemporary() throws IOException {
        for (String directory : List.of("staging", "tmp", "store/.tangthu-tmp")) {
            Path path = processes.home.resolve(directory);
            if (Files.exists(path)) {
                assertThat(StormDelivery.files(path)).as(directory).isEmpty();
            }
        }
    }

    @Override
    public void close() throws InterruptedException {
        processes.endAll();
    }
}
