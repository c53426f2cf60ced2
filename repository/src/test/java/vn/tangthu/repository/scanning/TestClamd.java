package vn.tangthu.repository.scanning;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.ScanRules;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.TangThuHome;

/** A real clamd for tests of other rooms. */
public final class TestClamd implements AutoCloseable {
    /** The EICAR test file. */
    public static final String EICAR = RealClamd.EICAR;

    private final RealClamd real;
    private final VirusScanner scanner;

    private TestClamd(RealClamd real, VirusScanner scanner) {
        this.real = real;
        this.scanner = scanner;
    }

    public static boolean isInstalled() {
        return RealClamd.isInstalled();
    }

    /**
     * @param folder for its socket and signatures
     */
    public static TestClamd start(Path folder, TestDatabase database, Clock clock)
            throws Exception {
        RealClamd real = RealClamd.start(folder, "2M");
        return new TestClamd(
                real,
                new ClamdScanner(
                        new ScanningProperties(
                                "unix:" + real.socket,
                                true,
                                ScanRules.Breach.DECIDED,
                                DataSize.ofMegabytes(2),
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(1),
                                false,
                                Duration.ofDays(7),
                                DataSize.ofMegabytes(10)),
                        new ScanRows(database.jdbc()),
                        new Quarantine(new TangThuHome(folder)),
                        clock));
    }

    public VirusScanner scanner() {
        return scanner;
    }

    @Override
    public void close() throws Exception {
        real.close();
    }
}
