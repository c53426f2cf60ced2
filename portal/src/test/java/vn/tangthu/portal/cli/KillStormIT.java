package vn.tangthu.portal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import vn.tangthu.portal.cli.StormDelivery.Shape;
import vn.tangthu.portal.cli.StormProcesses.Child;
import vn.tangthu.portal.cli.StormProcesses.Ran;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * The packaged application is killed with kill -9 at random moments of its work, over and over on
 * one home: nothing acknowledged is lost, nothing stays half-visible, nothing is left behind. The
 * seed is printed; {@code -Dtangthu.storm.seed} repeats its choices, {@code -Dtangthu.storm.kills}
 * changes how often.
 */
@Breaks(Breakage.KILL)
class KillStormIT {
    private static final Pattern AUDITED = Pattern.compile("audit (\\d+)/(\\d+)");

    /** Stays where something was found: what the kills left cannot be made again. */
    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path work;

    @Test
    void aFewKillsLoseNothing() throws Exception {
        try (Storm storm = new Storm(work, seed(), Shape.TEXT)) {
            storm.round(Storm.Work.INGEST);
            storm.round(Storm.Work.INGEST_SERVED);
            storm.round(Storm.Work.OCR);
            storm.finish();
        }
    }

    @Test
    @Tag("long")
    void twoHundredKillsLoseNothing() throws Exception {
        int kills = Integer.getInteger("tangthu.storm.kills", 200);
        long seed = seed();
        try (Storm storm = new Storm(work, seed, Shape.LARGE)) {
            SplittableRandom order = new SplittableRandom(seed).split();
            Storm.Work[] all = Storm.Work.values();
            for (int i = 0; i < kills; i++) {
                // Each kind once before chance decides.
                storm.round(all[i < all.length ? i : order.nextInt(all.length)]);
            }
            for (int met = 0, tries = 0; met < 3; tries++) {
                assertThat(tries).as("signals that came in time").isLessThan(30);
                met += storm.interruptIngest() ? 1 : 0;
            }
            for (int i = 0; i < 3; i++) {
                storm.terminateServer();
            }
            storm.finish();
        }
    }

    /**
     * Damage in the part that was read before the kill is not seen by the resumed audit, so it did
     * not begin again; damage in the rest is; the next audit sees both.
     */
    @Test
    @Breaks(Breakage.INTERRUPTED_AUDIT)
    void anAuditGoesOnWhereAKillStoppedIt() throws Exception {
        try (Storm storm = new Storm(work, seed(), Shape.LARGE)) {
            StormProcesses processes = storm.processes();
            processes.withoutServer();
            Child audit = processes.start("audit", "--json", "--threads", "1", "--rate", "1");
            processes.await(120, "a part is read", () -> audited(audit)[0] > 0 || audit.isOver());
            assertThat(audit.isOver()).as("still at work").isFalse();
            processes.kill(audit);
            long[] before = audited(audit);
            assertThat(before[0]).isPositive().isLessThan(before[1]);

            List<Path> walked =
                    new StoredObjects(processes.home.resolve("store/ocfl")).walkedRecords();
            Path read = StoredObjects.pdfs(walked.getFirst()).getFirst();
            Path notRead = StoredObjects.pdfs(walked.getLast()).getFirst();
            flip(read);
            flip(notRead);

            Ran resumed = processes.run("audit", "--json", "--threads", "1");
            assertThat(resumed.status()).as(resumed.err()).isEqualTo(1);
            assertThat(places(resumed)).hasSize(1).allMatch(path -> notRead.endsWith(path));
            assertThat(resumed.json().get("objects").asLong()).isEqualTo(before[1]);

            Ran again = processes.run("audit", "--json");
            assertThat(again.status()).isEqualTo(1);
            assertThat(places(again)).hasSize(2).anyMatch(path -> read.endsWith(path));
            assertThat(again.json().get("run")).isNotEqualTo(resumed.json().get("run"));
        }
    }

    private static long[] audited(Child audit) {
        try {
            long[] last = {0, 0};
            for (Matcher line = AUDITED.matcher(audit.err()); line.find(); ) {
                last[0] = Long.parseLong(line.group(1));
                last[1] = Long.parseLong(line.group(2));
            }
            return last;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> places(Ran audit) {
        return audit.json().get("incidents").valueStream().map(KillStormIT::path).toList();
    }

    private static String path(JsonNode incident) {
        return incident.get("path").asString();
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        boolean unused = file.toFile().setWritable(true);
        Files.write(file, bytes);
    }

    private static long seed() {
        long seed = Long.getLong("tangthu.storm.seed", System.nanoTime());
        System.out.println("Storm, seed " + seed);
        return seed;
    }
}
