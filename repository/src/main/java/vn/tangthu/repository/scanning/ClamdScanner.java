package vn.tangthu.repository.scanning;

import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ScanRules.Breach;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.repository.VirusCheck.Outcome;
import vn.tangthu.repository.VirusCheck.Unscanned;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.storage.Digest;

/** Asks clamd, and remembers what it said of which bytes with which signatures. */
@Component
@EnableConfigurationProperties(ScanningProperties.class)
final class ClamdScanner implements VirusScanner {
    private static final Logger LOG = LoggerFactory.getLogger(ClamdScanner.class);

    /** Signatures come a few times a day. */
    private static final Duration VERSION_HOLDS = Duration.ofSeconds(20);

    /** While it does not answer, not every file of a delivery waits for that. */
    private static final Duration DOWN_HOLDS = Duration.ofSeconds(20);

    private static final int TRIES = 2;

    /** What clamd calls a find when it gave up at a limit, with AlertExceedsMax. */
    private static final String LIMITS = "Heuristics.Limits.Exceeded";

    private final ScanningProperties properties;
    private final ScanRows rows;
    private final Quarantine quarantine;
    private final Clock clock;
    private final @Nullable Clamd clamd;
    private @Nullable Engine engine;
    private @Nullable Instant downUntil;

    private record Engine(String version, Instant until) {}

    ClamdScanner(ScanningProperties properties, ScanRows rows, Quarantine quarantine, Clock clock) {
        this.properties = properties;
        this.rows = rows;
        this.quarantine = quarantine;
        this.clock = clock;
        SocketAddress address = properties.address();
        this.clamd = address == null ? null : new Clamd(address, properties.patience());
    }

    @Override
    public boolean configured() {
        return clamd != null;
    }

    @Override
    public boolean required() {
        return clamd != null && properties.required();
    }

    @Override
    public Breach unscanned() {
        return properties.unscanned();
    }

    @Override
    public Duration retry() {
        return properties.retry();
    }

    @Override
    public boolean answers() {
        boolean answers = clamd != null && clamd.isAlive();
        if (answers) {
            synchronized (this) {
                downUntil = null;
            }
        }
        return answers;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    @Override
    public VirusCheck scan(Path file, Digest sha512) throws IOException {
        VirusCheck said = look(file, sha512);
        if (said.infected()) {
            clearUp();
            quarantine.take(file, sha512, said);
        }
        return said;
    }

    @Override
    public VirusCheck look(Path file, Digest sha512) throws IOException {
        return scan(() -> Files.newInputStream(file), Files.size(file), sha512);
    }

    /** Where the bytes come from; may be opened twice. */
    interface Bytes {
        InputStream open() throws IOException;
    }

    VirusCheck scan(Bytes bytes, long size, Digest sha512) throws IOException {
        Clamd asked = clamd;
        if (asked == null) {
            return VirusCheck.unscanned(Unscanned.NOT_CONFIGURED, "", now());
        }
        String version = version(asked);
        if (size > properties.largest().toBytes()) {
            return kept(sha512, VirusCheck.unscanned(Unscanned.TOO_LARGE, version, now()));
        }
        Optional<VirusCheck> before = rows.find(sha512);
        if (before.isPresent()
                && before.get().outcome() != Outcome.NOT_SCANNED
                && before.get().engine().equals(version)) {
            return before.get();
        }
        return kept(sha512, asked(asked, bytes, sha512, version));
    }

    /** The signatures that clamd has now; a few seconds old at most. */
    String version() throws Unavailable {
        Clamd asked = clamd;
        if (asked == null) {
            throw new Unavailable("No scanner is set up");
        }
        return version(asked);
    }

    private synchronized String version(Clamd asked) throws Unavailable {
        Instant now = clock.instant();
        Instant down = downUntil;
        if (down != null && now.isBefore(down)) {
            throw new Unavailable("clamd did not answer a moment ago");
        }
        Engine known = engine;
        if (known != null && now.isBefore(known.until())) {
            return known.version();
        }
        try {
            String version = asked.version();
            engine = new Engine(version, now.plus(VERSION_HOLDS));
            downUntil = null;
            return version;
        } catch (IOException e) {
            throw down(e);
        }
    }

    private synchronized Unavailable down(IOException e) {
        LOG.warn("clamd does not answer: {}", e.toString());
        engine = null;
        downUntil = clock.instant().plus(DOWN_HOLDS);
        Unavailable unavailable = new Unavailable("clamd does not answer: " + e.getMessage());
        unavailable.initCause(e);
        return unavailable;
    }

    /** The same as before at the time of before, so that going on makes the very same package. */
    private VirusCheck kept(Digest sha512, VirusCheck check) {
        Optional<VirusCheck> before = rows.find(sha512);
        if (before.isPresent() && before.get().saysTheSameAs(check)) {
            return before.get();
        }
        rows.save(sha512, check);
        return check;
    }

    private VirusCheck asked(Clamd asked, Bytes bytes, Digest sha512, String version)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            Clamd.Reply reply;
            MessageDigest read = sha512.algorithm().newMessageDigest();
            try (InputStream in = new DigestInputStream(bytes.open(), read)) {
                reply = asked.scan(in);
            } catch (IOException e) {
                // One that answers but for this file must not be asked about it for ever.
                if (!asked.isAlive()) {
                    throw down(e);
                }
                LOG.info("clamd did not answer about a file", e);
                if (attempt < TRIES) {
                    continue;
                }
                return VirusCheck.unscanned(Unscanned.FAILED, version, now());
            }
            String hex = HexFormat.of().formatHex(read.digest());
            if (reply instanceof Clamd.Reply.Clean && !hex.equals(sha512.hex())) {
                throw new IOException("Other bytes were scanned than those of the digest");
            }
            return switch (reply) {
                case Clamd.Reply.Clean _ -> new VirusCheck(Outcome.CLEAN, "", version, now());
                case Clamd.Reply.Found found ->
                        found.signature().startsWith(LIMITS)
                                ? VirusCheck.unscanned(Unscanned.LIMIT, version, now())
                                : new VirusCheck(
                                        Outcome.INFECTED, found.signature(), version, now());
                case Clamd.Reply.TooLarge _ ->
                        VirusCheck.unscanned(Unscanned.TOO_LARGE, version, now());
                case Clamd.Reply.Failed failed -> {
                    LOG.info("clamd could not scan a file: {}", failed.words());
                    yield VirusCheck.unscanned(Unscanned.FAILED, version, now());
                }
            };
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void clearUp() {
        quarantine.erase(clock.instant());
    }

    @PreDestroy
    void close() {
        if (clamd != null) {
            clamd.close();
        }
    }
}
