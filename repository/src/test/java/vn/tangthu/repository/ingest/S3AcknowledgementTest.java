package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Deliveries.Outcome;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Recovery;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.ObjectInfo;
import vn.tangthu.storage.StoreKey;
import vn.tangthu.storage.StorePrefix;
import vn.tangthu.storage.s3.S3ObjectStore;
import vn.tangthu.storage.s3.S3ProxyServer;

/** The word of a delivery on a real S3 server: written once, found again by an empty home. */
class S3AcknowledgementTest {
    private static final String FONDS = "H32.S3";

    @TempDir private Path tmp;

    @Test
    void whatIsAcknowledgedOnS3IsShownInAnEmptyHome() throws IOException {
        try (S3ProxyServer server = S3ProxyServer.start(null);
                S3ObjectStore bucket = S3ObjectStore.open(server.settings("luu-tru"));
                TestDatabase database = TestDatabase.fresh();
                TestDatabase empty = TestDatabase.fresh()) {
            Path folder = tmp.resolve("giao nộp");
            try (IngestRoom room =
                    new IngestRoom(tmp.resolve("home"), database.dataSource(), bucket, null)) {
                room.fonds(FONDS, null);
                var unused =
                        SampleDelivery.write(folder, room.template, FONDS, 1, 2, 1, "Noi dung");
                Result first = ingest(room, folder);
                assertThat(first.outcome()).isEqualTo(Outcome.KEPT);
                List<String> words = words(bucket);
                assertThat(words)
                        .containsExactly("log/acknowledged/" + first.delivery() + "/000001.jsonl");
                String word =
                        new String(
                                bucket.open(new StoreKey(words.getFirst())).readAllBytes(),
                                StandardCharsets.UTF_8);
                first.kept().forEach(id -> assertThat(word).contains(id.toString()));
            }
            try (IngestRoom other =
                    new IngestRoom(tmp.resolve("other"), empty.dataSource(), bucket, null)) {
                Recovery.Rebuilt rebuilt =
                        other.context.getBean(Recovery.class).rebuild(Progress.NONE);
                assertThat(rebuilt.findings()).isEmpty();
                assertThat(ingest(other, folder).outcome()).isEqualTo(Outcome.ALREADY_KEPT);
                assertThat(words(bucket)).hasSize(1);
            }
        }
    }

    private static Result ingest(IngestRoom room, Path folder) throws IOException {
        return room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);
    }

    private static List<String> words(S3ObjectStore bucket) {
        try (var all = bucket.list(StorePrefix.below("log/acknowledged"))) {
            return all.map(ObjectInfo::key).map(Object::toString).toList();
        }
    }
}
