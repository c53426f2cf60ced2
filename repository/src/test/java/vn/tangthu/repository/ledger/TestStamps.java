package vn.tangthu.repository.ledger;

import java.nio.file.Path;
import java.time.Duration;
import vn.tangthu.repository.TimeStamps;

/** The real ones, for tests of who uses them. */
public final class TestStamps {
    private TestStamps() {}

    /**
     * @param url blank for no authority
     */
    public static TimeStamps over(String url, Path anchors) {
        return new Rfc3161(url, anchors.toString(), Duration.ofSeconds(10));
    }
}
