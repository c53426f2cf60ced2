package vn.tangthu.indexer.lucene.opensearch;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.SampleHoldings;
import vn.tangthu.indexer.feed.FeedForTests;
import vn.tangthu.repository.Rights;

/** A feeder to be killed: it feeds the sample holdings and then waits for its end. */
final class FeedingProcess {
    /** Of all processes, so that each goes on where the one before was killed. */
    private static final UUID EPOCH = new UUID(4, 3);

    /** Enough for several requests. */
    private static final int MORE = 700;

    private FeedingProcess() {}

    static FakeArchive archive() {
        FakeArchive archive = new FakeArchive();
        archive.epoch(EPOCH);
        SampleHoldings holdings = new SampleHoldings(archive);
        for (int i = 0; i < MORE; i++) {
            archive.add(
                    holdings.province,
                    "H32.98." + i,
                    "Hồ sơ nhiều lần nạp " + i,
                    "1999",
                    "1999",
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc("Biên bản " + i).page("Trang " + i));
        }
        return archive;
    }

    static Process start(List<URI> nodes, String prefix) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                FeedingProcess.class.getName(),
                                prefix));
        nodes.forEach(node -> command.add(node.toString()));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    public static void main(String[] args) throws Exception {
        List<URI> nodes = new ArrayList<>();
        for (int i = 1; i < args.length; i++) {
            nodes.add(URI.create(args[i]));
        }
        FakeArchive archive = archive();
        FeedForTests feed =
                new FeedForTests(new OpenSearchForTests(nodes, args[0], 0).index(), archive);
        while (feed.step()) {
            Thread.sleep(50);
        }
        Thread.sleep(600_000);
    }
}
