package vn.tangthu.repository;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import vn.tangthu.storage.Digest;

/**
 * Looks for viruses in files, if an operator set a scanner up. Where scanning is required nothing
 * is taken in while the scanner does not answer.
 */
public interface VirusScanner {
    /** No scanner at all. */
    VirusScanner NONE =
            new VirusScanner() {
                @Override
                public boolean configured() {
                    return false;
                }

                @Override
                public boolean required() {
                    return false;
                }

                @Override
                public ScanRules.Breach unscanned() {
                    return ScanRules.Breach.TOLD;
                }

                @Override
                public boolean answers() {
                    return false;
                }

                @Override
                public VirusCheck scan(Path file, Digest sha512) {
                    return VirusCheck.unscanned(
                            VirusCheck.Unscanned.NOT_CONFIGURED, "", Instant.EPOCH);
                }
            };

    /** Whether a scanner is set up. */
    boolean configured();

    /** Whether deliveries wait while it does not answer. */
    boolean required();

    /** What becomes of a delivery with a file that cannot be scanned. */
    ScanRules.Breach unscanned();

    /** How often to look whether it answers again. */
    default Duration retry() {
        return Duration.ofMinutes(1);
    }

    /** Whether it answers now; asks it. */
    boolean answers();

    /**
     * Scans a file, unless the same bytes were scanned with the same signatures before.
     *
     * @param sha512 of its bytes
     * @throws Unavailable when the scanner does not answer; that says nothing about the file
     * @throws IOException when the file cannot be read
     */
    VirusCheck scan(Path file, Digest sha512) throws IOException;

    /**
     * As {@link #scan}, of what somebody without an account sends: nothing of it is put into
     * quarantine, or a stranger could fill the disk with what is found.
     */
    default VirusCheck look(Path file, Digest sha512) throws IOException {
        return scan(file, sha512);
    }

    /** The scanner cannot be reached or does not answer. */
    final class Unavailable extends IOException {
        private static final long serialVersionUID = 1L;

        public Unavailable(String message) {
            super(message);
        }
    }
}
