package vn.tangthu.repository.scanning;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import vn.tangthu.repository.ScanRules;

/**
 * Settings of the virus scan.
 *
 * @param clamd where clamd listens: {@code unix:/run/clamav/clamd.ctl} or {@code host:3310}; empty
 *     for no scanner
 * @param required whether deliveries wait while clamd does not answer; otherwise they are taken in
 *     and shown as not scanned
 * @param unscanned what becomes of a delivery with a file that clamd cannot scan, too large for
 *     instance: {@code decided} by an archivist, or only {@code told}
 * @param largest the largest file that is sent to clamd; at most its StreamMaxLength and its
 *     MaxFileSize, since it calls what lies beyond the latter clean without looking. The default is
 *     what Debian's clamd.conf says.
 * @param patience the longest that one file may take
 * @param retry how often deliveries that wait for clamd are tried again, and new signatures are
 *     looked for
 * @param rescan whether what is kept is scanned again when clamd has new signatures
 * @param rescanEvery the shortest time between two such rescans
 * @param rescanRate the most that a rescan reads in a second; 0 for no limit
 */
@ConfigurationProperties("tangthu.scanning")
record ScanningProperties(
        @DefaultValue("") String clamd,
        @DefaultValue("true") boolean required,
        @DefaultValue("decided") ScanRules.Breach unscanned,
        @DefaultValue("25MB") DataSize largest,
        @DefaultValue("120s") Duration patience,
        @DefaultValue("60s") Duration retry,
        @DefaultValue("true") boolean rescan,
        @DefaultValue("7d") Duration rescanEvery,
        @DefaultValue("10MB") DataSize rescanRate) {
    private static final int USUAL_PORT = 3310;
    private static final String UNIX = "unix:";

    /** Null for no scanner. */
    @Nullable SocketAddress address() {
        String where = clamd.strip();
        if (where.isEmpty()) {
            return null;
        }
        if (where.startsWith(UNIX) || where.startsWith("/")) {
            String path = where.startsWith(UNIX) ? where.substring(UNIX.length()) : where;
            return UnixDomainSocketAddress.of(path);
        }
        int colon = where.lastIndexOf(':');
        try {
            return colon < 0
                    ? InetSocketAddress.createUnresolved(where, USUAL_PORT)
                    : InetSocketAddress.createUnresolved(
                            where.substring(0, colon),
                            Integer.parseInt(where.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(
                    "tangthu.scanning.clamd: unix:/path or host:port, not " + where, e);
        }
    }
}
