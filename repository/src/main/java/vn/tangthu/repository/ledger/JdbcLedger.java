package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Progress;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/** The face, over the database's knowledge of the log and the log itself. */
@Component
class JdbcLedger implements Ledger {
    /** What waits longer, while nothing is written, is held up: it takes a minute otherwise. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final LedgerRows rows;
    private final Segments segments;
    private final Checkpoints checkpoints;
    private final Sequencer sequencer;
    private final Verification verification;
    private final Stamps stamps;
    private final Clock clock;

    JdbcLedger(
            LedgerRows rows,
            Segments segments,
            Checkpoints checkpoints,
            Sequencer sequencer,
            Verification verification,
            Stamps stamps,
            Clock clock) {
        this.rows = rows;
        this.segments = segments;
        this.checkpoints = checkpoints;
        this.sequencer = sequencer;
        this.verification = verification;
        this.stamps = stamps;
        this.clock = clock;
    }

    @Override
    public Status status() {
        LedgerRows.Head head = rows.head();
        Instant oldest = rows.oldestWaiting();
        return new Status(
                head.entries(),
                rows.waiting(),
                oldest,
                rows.signed(1).stream().map(this::withFingerprint).findFirst().orElse(null),
                fingerprint(),
                head.broken() == null ? heldUp(oldest, rows.writtenAt()) : head.broken());
    }

    /** Somebody else holds the lock, or nobody runs: what waits is not safe meanwhile. */
    private @Nullable String heldUp(@Nullable Instant oldest, @Nullable Instant written) {
        Instant since = clock.instant().minus(PATIENCE);
        return oldest == null
                        || !oldest.isBefore(since)
                        || (written != null && !written.isBefore(since))
                ? null
                : "what happened since " + oldest + " waits, and nobody has written it";
    }

    private @Nullable String fingerprint() {
        List<PublicKey> keys = rows.keys();
        return keys.isEmpty() ? null : keys.getLast().fingerprint();
    }

    private Checkpoint withFingerprint(Checkpoint checkpoint) {
        return new Checkpoint(
                checkpoint.number(),
                checkpoint.at(),
                checkpoint.entries(),
                rows.keys().stream()
                        .filter(key -> key.id().equals(checkpoint.key()))
                        .map(PublicKey::fingerprint)
                        .findFirst()
                        .orElse(checkpoint.key()),
                checkpoint.stampedAt());
    }

    @Override
    public List<Checkpoint> checkpoints(int limit) {
        return rows.signed(limit).stream().map(this::withFingerprint).toList();
    }

    @Override
    public Checkpoint checkpoint(String reason) throws IOException {
        Checkpoint made = checkpoints.make(reason);
        boolean unused = stamps.fetch(); // away: it is asked for again, the checkpoint stands
        return withFingerprint(
                rows.signed(1).stream()
                        .filter(newest -> newest.number() == made.number())
                        .findFirst()
                        .orElse(made));
    }

    @Override
    public String note(long checkpoint) throws IOException {
        return new String(segments.read(Segments.checkpoint(checkpoint)), StandardCharsets.UTF_8);
    }

    @Override
    public Verified verify(Verifying how, Consumer<Problem> problems, Progress progress)
            throws IOException {
        if (!how.storeOnly()) {
            sequencer.writeAll(List.of());
            checkpoints.finish();
        }
        return verification.verify(how, problems, progress);
    }

    @Override
    public Optional<Digest> inventory(UUID object, int version) throws IOException {
        for (Entry.Kind kind : List.of(Entry.Kind.VERSION, Entry.Kind.FONDS)) {
            Optional<Long> entry = rows.entryOf(kind.name(), object.toString(), version);
            if (entry.isPresent()) {
                String hex = Tree.of(rows, segments).entry(entry.get()).text("sha512");
                return hex.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new Digest(DigestAlgorithm.SHA512, hex));
            }
        }
        return Optional.empty();
    }

    @Override
    public void takeOver() throws IOException {
        sequencer.takeOver();
    }

    @Override
    public Optional<Inclusion> inclusion(AipId aip, int version) throws IOException {
        Optional<Long> entry = rows.entryOf("VERSION", aip.toString(), version);
        if (entry.isEmpty()) {
            return Optional.empty();
        }
        for (Checkpoint checkpoint : rows.signed(1)) {
            if (checkpoint.entries() > entry.get()) {
                Tree tree = Tree.of(rows, segments);
                return Optional.of(
                        new Inclusion(
                                entry.get(),
                                tree.entry(entry.get()).asText(),
                                checkpoint.entries(),
                                Merkle.inclusion(tree, entry.get(), checkpoint.entries()).stream()
                                        .map(PublicKey::hex)
                                        .toList(),
                                note(checkpoint.number())));
            }
        }
        return Optional.empty();
    }

    @Override
    public String renewKey() throws IOException {
        return checkpoints.renewKey();
    }
}
