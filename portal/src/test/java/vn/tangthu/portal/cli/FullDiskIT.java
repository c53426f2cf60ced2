package vn.tangthu.portal.cli;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.tangthu.portal.cli.StormDelivery.Shape;
import vn.tangthu.storage.faults.Breakage;
import vn.tangthu.storage.faults.Breaks;

/**
 * One directory of the home after another runs full while a delivery is taken in by the packaged
 * application: it is refused in words or kept whole, and taken in once there is room again.
 */
@Tag("long")
@Breaks(Breakage.FULL_DISK)
class FullDiskIT {
    @TempDir Path work;

    /** What comes as a ZIP wants half a gigabyte free where it is unpacked. */
    @ParameterizedTest
    @CsvSource({"staging, 700", "store, 24", "database, 24", "index, 24", "logs, 24", "tmp, 24"})
    void aFullDiskLosesNothingAndIsToldPlainly(String part, int megabytes) throws Exception {
        try (Storm storm = new Storm(work, 1, Shape.TEXT)) {
            storm.processes().withoutServer();
            try (SmallDisk disk =
                    SmallDisk.under(storm.processes().home.resolve(part), megabytes)) {
                for (long left : new long[] {0, 40_000, 300_000, 1_500_000}) {
                    storm.hindered(part + ", " + left, () -> disk.fill(left), disk::free);
                }
                storm.processes().withoutServer();
            }
            storm.finish();
        }
    }
}
