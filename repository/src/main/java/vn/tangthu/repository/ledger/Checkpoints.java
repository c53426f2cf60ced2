package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.Ledger.Checkpoint;
import vn.tangthu.repository.ledger.Entry.Draft;
import vn.tangthu.repository.ledger.Entry.Kind;

/**
 * Makes checkpoints. Each has an entry of its own, the last that it covers, so that the time and
 * the number stand under the signature, and a note that is missing is missed. Ed25519 makes the
 * same note again after a kill between entry and note.
 */
@Component
class Checkpoints {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private final LedgerRows rows;
    private final Segments segments;
    private final Sequencer sequencer;
    private final Keys keys;
    private final Clock clock;

    Checkpoints(LedgerRows rows, Segments segments, Sequencer sequencer, Keys keys, Clock clock) {
        this.rows = rows;
        this.segments = segments;
        this.sequencer = sequencer;
        this.keys = keys;
        this.clock = clock;
    }

    /** Over everything that is recorded by now. */
    synchronized Checkpoint make(String reason) throws IOException {
        finish();
        List<Draft> none = List.of();
        sequencer.writeAll(none); // also takes over what a killed process wrote
        return make(reason, none);
    }

    private Checkpoint make(String reason, List<Draft> before) throws IOException {
        List<Draft> drafts = new ArrayList<>(before);
        long number = rows.lastCheckpoint() + 1;
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("number", number);
        fields.put("reason", reason);
        drafts.add(new Draft(Kind.CHECKPOINT, "checkpoint-" + number, now(), fields));
        sequencer.writeAll(drafts);
        finish();
        return rows.signed(1).stream()
                .filter(made -> made.number() == number)
                .findFirst()
                .orElseThrow(() -> new IOException("The checkpoint could not be signed"));
    }

    /** One on each day, Vietnamese time. */
    synchronized void daily() throws IOException {
        LocalDate today = clock.instant().atZone(VIETNAM).toLocalDate();
        List<Checkpoint> last = rows.signed(1);
        // Not "before": a clock that was wrong for a while may have signed a day to come.
        if (last.isEmpty() || !last.getFirst().at().atZone(VIETNAM).toLocalDate().isEqual(today)) {
            var unused = make("DAILY");
        }
    }

    /** Signs what has its entry and no note yet; and ends a renewal that was cut off. */
    synchronized void finish() throws IOException {
        List<Checkpoint> unsigned = rows.unsigned();
        if (!unsigned.isEmpty()) {
            Tree tree = Tree.of(rows, segments);
            for (Checkpoint checkpoint : unsigned) {
                sign(checkpoint, tree);
            }
        }
    }

    private void sign(Checkpoint checkpoint, Tree tree) throws IOException {
        var at = Segments.checkpoint(checkpoint.number());
        byte[] root = tree.root(checkpoint.entries());
        byte[] there = segments.readOrNull(at);
        if (there != null) { // of before the database was put back, or of a killed process
            SignedNote note = SignedNote.read(new String(there, StandardCharsets.UTF_8));
            if (note != null
                    && note.size() == checkpoint.entries()
                    && Arrays.equals(note.root(), root)) {
                rows.signed(
                        checkpoint.number(),
                        note.signatures().getFirst().id(),
                        PublicKey.hex(Merkle.sha256(there)));
            } else {
                LOG.error("{} is not a checkpoint of this log", at);
            }
            return;
        }
        String name = Objects.requireNonNull(keys.name());
        ArchiveKey key = keys.current(name);
        if (!rows.isAnnounced(key.publicKey(), checkpoint.entries())) {
            LOG.warn("Checkpoint {} cannot be signed: its key is gone", checkpoint.number());
            return;
        }
        byte[] note =
                SignedNote.write(name, checkpoint.entries(), root, key)
                        .getBytes(StandardCharsets.UTF_8);
        segments.put(at, note);
        rows.signed(checkpoint.number(), key.publicKey().id(), PublicKey.hex(Merkle.sha256(note)));
    }

    /** The key before signs a last checkpoint, which covers the announcement of the new one. */
    synchronized String renewKey() throws IOException {
        if (keys.name() == null) {
            var unused = make("FIRST");
        }
        finish();
        sequencer.writeAll(List.of());
        String name = Objects.requireNonNull(keys.name());
        PublicKey next = keys.next(name).publicKey();
        List<Draft> announcement = new ArrayList<>();
        if (!rows.isAnnounced(next, Long.MAX_VALUE)) {
            keys.publish(next);
            announcement.add(Sequencer.announcement(next, now()));
        }
        var unused = make("KEY_RENEWED", announcement);
        keys.turn();
        return next.fingerprint();
    }

    synchronized void endRenewal() throws IOException {
        if (keys.isBeingRenewed()) {
            LOG.warn("A renewal of the archive's key was cut off; it goes on");
            var unused = renewKey();
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
