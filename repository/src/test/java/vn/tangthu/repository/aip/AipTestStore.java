package vn.tangthu.repository.aip;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.storage.ObjectStore;

/** A real AIP store and sample AIPs for the tests of other rooms. */
public final class AipTestStore {

    private AipTestStore() {}

    public static AipStore on(ObjectStore store) {
        return new OcflAipStore(store, Clock.systemUTC(), "test");
    }

    /** An AIP with so many documents; the same id gives the same AIP. */
    public static Sample sample(AipId id, int documents) {
        TestAips made = new TestAips(id.hashCode());
        while (true) {
            Aip aip = made.aip(id, documents);
            boolean readable =
                    aip.documents().stream()
                            .flatMap(d -> d.files().stream())
                            .allMatch(f -> f.size() > 10 && f.pages() > 0);
            if (readable) {
                return new Sample(aip, made);
            }
        }
    }

    /** An AIP and the bytes of its files. */
    public static final class Sample {
        private final Aip aip;
        private final TestAips made;

        private Sample(Aip aip, TestAips made) {
            this.aip = aip;
            this.made = made;
        }

        public Aip aip() {
            return aip;
        }

        public byte[] bytes(ContentFileId file) {
            return Objects.requireNonNull(made.contents().get(file));
        }

        public Map<ContentFileId, Path> sources(Path directory) throws IOException {
            return made.sources(aip, directory);
        }
    }
}
