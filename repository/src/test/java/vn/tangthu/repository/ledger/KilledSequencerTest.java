package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ObjectStore;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;
import vn.tangthu.storage.faults.FaultLedger;

/**
 * A process that writes the log is killed with kill -9, before and after each of its writes to the
 * store and at moments that chance takes: the log verifies, and each event that the database has
 * stands in it once.
 */
@Breaks(Breakage.KILL)
class KilledSequencerTest {
    /** Key (two objects), segment of the key, segment of the checkpoint, note: in any first run. */
    private static final int WRITES = 5;

    @TempDir Path directory;

    /** The process to be killed. It waits at the write that it is told, before or after it. */
    static final class Writing {
        private Writing() {}

        public static void main(String[] args) throws Exception {
            int at = Integer.parseInt(args[4]);
            boolean before = args[5].equals("before");
            AtomicInteger writes = new AtomicInteger();
            try (TestDatabase database = TestDatabase.of(args[1], args[2], args[3]);
                    LedgerArchive archive =
                            new LedgerArchive(
                                    Path.of(args[0]),
                                    database,
                                    Map.of(),
                                    store -> waiting(store, writes, at, before))) {
                for (int i = 0; ; i++) {
                    archive.act("KILLED", null);
                    if (i % 3 == 0) {
                        archive.bean(Sequencer.class).writeAll(List.of());
                    } else if (i % 3 == 1) {
                        var unused = archive.ledger().checkpoint("ASKED");
                    }
                    System.out.println("did " + i);
                }
            }
        }

        private static ObjectStore waiting(
                ObjectStore store, AtomicInteger writes, int at, boolean before) {
            return (ObjectStore)
                    Proxy.newProxyInstance(
                            ObjectStore.class.getClassLoader(),
                            new Class<?>[] {ObjectStore.class},
                            (proxy, method, arguments) -> {
                                boolean here =
                                        method.getName().equals("putNew")
                                                && writes.incrementAndGet() == at;
                                if (here && before) {
                                    hang(arguments[0]);
                                }
                                try {
                                    Object result = method.invoke(store, arguments);
                                    if (here) {
                                        hang(arguments[0]);
                                    }
                                    return result;
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
        }

        private static void hang(Object key) throws InterruptedException {
            System.out.println("at " + key);
            Thread.sleep(600_000);
        }
    }

    private Process start(TestDatabase database, int at, String phase) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty(
                                "surefire.test.class.path", System.getProperty("java.class.path")),
                        Writing.class.getName(),
                        directory.toString(),
                        database.url(),
                        database.username(),
                        database.password(),
                        Integer.toString(at),
                        phase)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Reads until the line comes, then kill -9; what it said. */
    private static List<String> killAt(Process process, String line) throws Exception {
        List<String> said = new ArrayList<>();
        try (BufferedReader out = process.inputReader()) {
            for (String read = out.readLine(); read != null; read = out.readLine()) {
                said.add(read);
                if (read.startsWith(line)) {
                    // SIGKILL; of the handle, because the process would close what is read here.
                    boolean unused = process.toHandle().destroyForcibly();
                }
            }
        }
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as("killed, and not ended by itself").isEqualTo(128 + 9);
        return said;
    }

    private void assertSound(TestDatabase database, String where) throws IOException {
        try (LedgerArchive archive = new LedgerArchive(directory, database)) {
            assertThat(archive.verify()).as(where).isEmpty();
            long acted =
                    database.jdbc()
                            .sql("select count(*) from kept.activity where action = 'KILLED'")
                            .query(Long.class)
                            .single();
            assertThat(logged(archive)).as(where).isEqualTo(acted);
        }
    }

    private static long logged(LedgerArchive archive) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.walk(archive.root.resolve(Segments.EVENTS))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                count +=
                        Files.readAllLines(file).stream()
                                .filter(line -> line.contains("\"KILLED\""))
                                .count();
            }
        }
        return count;
    }

    @Test
    void whereverTheWriterIsKilledTheLogVerifiesAndHasEachEventOnce() throws Exception {
        try (TestDatabase database = TestDatabase.fresh(12)) {
            List<String> places = new ArrayList<>();
            for (int at = 1; at <= WRITES; at++) {
                for (String phase : List.of("before", "after")) {
                    List<String> said = killAt(start(database, at, phase), "at ");
                    String where = phase + " write " + at + ": " + said.getLast();
                    assertThat(said.getLast()).as(where).startsWith("at ");
                    places.add(said.getLast());
                    FaultLedger.trials(1);
                    assertSound(database, where);
                }
            }
            assertThat(String.join("\n", places))
                    .contains(Segments.KEYS, Segments.EVENTS, Segments.CHECKPOINTS);
            long seed = System.nanoTime();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 3; i++) {
                int after = random.nextInt(40);
                var unused = killAt(start(database, -1, "never"), "did " + after);
                FaultLedger.trials(1);
                assertSound(database, "seed " + seed + ", killed after " + after);
            }
        }
    }
}
