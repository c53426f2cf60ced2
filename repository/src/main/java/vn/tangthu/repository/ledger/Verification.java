package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.Acknowledgements;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Ledger.Found;
import vn.tangthu.repository.Ledger.Inclusion;
import vn.tangthu.repository.Ledger.Problem;
import vn.tangthu.repository.Ledger.Verified;
import vn.tangthu.repository.Ledger.Verifying;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.TimeStamps;

/** Reads the whole log once and proves what it says. */
@Component
class Verification {
    private static final int FOUND = 100;

    private final Segments segments;
    private final LedgerRows rows;
    private final AipStore aips;
    private final Acknowledgements acknowledgements;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Sequencer sequencer;
    private final TimeStamps authority;

    /** What was stored a moment ago gets its entry within this time. */
    private final Duration patience;

    Verification(
            Segments segments,
            LedgerRows rows,
            AipStore aips,
            Acknowledgements acknowledgements,
            JdbcClient jdbc,
            TransactionTemplate transactions,
            Sequencer sequencer,
            TimeStamps authority,
            @Value("${tangthu.log.interval:50s}") Duration interval) {
        this.segments = segments;
        this.rows = rows;
        this.aips = aips;
        this.acknowledgements = acknowledgements;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.sequencer = sequencer;
        this.authority = authority;
        this.patience = interval.plusSeconds(5);
    }

    Verified verify(Verifying how, Consumer<Problem> to, Progress progress) throws IOException {
        return new Run(how, new Problems(to), progress).run();
    }

    private final class Run {
        private final Verifying how;
        private final Problems problems;
        private final LogStream log;
        private final CheckpointProof checkpoints;
        private final ObjectProof objects;
        private final @Nullable RowProof database;
        private final Map<Long, String> hashes = new HashMap<>();
        private final List<Entry> found = new ArrayList<>();
        private final LedgerRows.@Nullable Head before;
        private boolean begun;

        Run(Verifying how, Problems problems, Progress progress) {
            this.how = how;
            this.problems = problems;
            this.log = new LogStream(segments, problems, progress);
            this.checkpoints = new CheckpointProof(segments, authority, problems);
            this.objects = new ObjectProof(segments, aips, acknowledgements, problems);
            this.database =
                    how.storeOnly()
                            ? null
                            : new RowProof(jdbc, problems, rows.restored(), how.restored());
            this.before = how.storeOnly() ? null : rows.head();
        }

        Verified run() throws IOException {
            checkpoints.load(how.since());
            read();
            Map<String, String> objectsMissing = objects.notLogged();
            RowProof rowProof = database;
            if (rowProof != null) {
                rowProof.flush();
                Map<String, List<String>> rowsMissing = rowProof.notLogged();
                transactions.executeWithoutResult(
                        status -> {
                            rows.lock();
                            readUnchecked();
                            rowProof.conclude(rowsMissing);
                            head();
                        });
            }
            waitFor(objectsMissing);
            objectsMissing.forEach((name, place) -> problems.add(Fault.NOT_LOGGED, place, name));
            if (!begun) {
                problems.add(Fault.NO_BEGINNING, Segments.key(1).value(), "");
            }
            objects.conclude();
            checkpoints.conclude(log.tree().size(), how.trusted());
            List<Found> events = events();
            return new Verified(
                    log.tree().size(),
                    checkpoints.count(),
                    checkpoints.stamps(),
                    objects.versions(),
                    rowProof == null ? 0 : rowProof.compared(),
                    rowProof == null ? 0 : rowProof.notCompared(),
                    PublicKey.hex(log.tree().root()),
                    problems.count(),
                    checkpoints.fingerprints(),
                    events);
        }

        private void read() throws IOException {
            checkpoints.grown(log.tree());
            log.read(this::entry);
        }

        private void readUnchecked() {
            try {
                read();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void entry(@Nullable Entry entry, byte[] line, byte[] leaf) throws IOException {
            checkpoints.grown(log.tree());
            LedgerRows.Head head = before;
            if (head != null && log.tree().size() == head.entries()) {
                hashes.put(head.entries(), Objects.requireNonNullElse(log.previous(), ""));
            }
            if (entry == null) {
                return;
            }
            if (log.tree().size() == 1) {
                begun = entry.kind() == Entry.Kind.BEGIN && entry.index() == 0;
            }
            checkpoints.entry(entry);
            objects.entry(entry);
            RowProof rowProof = database;
            if (rowProof != null) {
                rowProof.entry(entry);
            }
            if (how.event() != null && found.size() < FOUND && names(entry, how.event())) {
                found.add(entry);
            }
        }

        private static boolean names(Entry entry, String event) {
            return entry.id().equals(event)
                    || Long.toString(entry.index()).equals(event)
                    || entry.text("subject").equals(event)
                    || (entry.text("table") + ":" + entry.text("key")).equals(event);
        }

        /** What the database remembered when this began. */
        private void head() {
            LedgerRows.Head head = Objects.requireNonNull(before);
            if (head.entries() > log.tree().size()) {
                problems.add(
                        Fault.ROLLED_BACK,
                        "kept.ledger_head",
                        "the database knows "
                                + head.entries()
                                + " entries, the log has "
                                + log.tree().size());
            } else if (head.entries() > 0 && !head.previous().equals(hashes.get(head.entries()))) {
                problems.add(
                        Fault.HEAD_DIFFERS, "kept.ledger_head", "entry " + (head.entries() - 1));
            }
            List<String> known = rows.keys().stream().map(PublicKey::fingerprint).toList();
            if (!checkpoints.fingerprints().equals(known)) {
                problems.add(Fault.KEY_CHANGED, "kept.ledger_key", String.join(", ", known));
            }
            stamps();
            rows.signedDigests()
                    .forEach(
                            (number, sha256) -> {
                                try {
                                    byte[] note = segments.readOrNull(Segments.checkpoint(number));
                                    if (note != null
                                            && !PublicKey.hex(Merkle.sha256(note)).equals(sha256)) {
                                        problems.add(
                                                Fault.OBJECT_CHANGED,
                                                Segments.checkpoint(number).value(),
                                                "");
                                    }
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }

        private void stamps() {
            rows.stampDigests()
                    .forEach(
                            (number, sha256) -> {
                                String place = Segments.timestamp(number).value();
                                try {
                                    byte[] stamp = segments.readOrNull(Segments.timestamp(number));
                                    if (stamp == null) {
                                        problems.add(Fault.OBJECT_MISSING, place, "");
                                    } else if (!PublicKey.hex(Merkle.sha256(stamp))
                                            .equals(sha256)) {
                                        problems.add(Fault.OBJECT_CHANGED, place, "");
                                    }
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            });
        }

        /** Words come before their entries; a minute later at most both are there. */
        private void waitFor(Map<String, String> missing) throws IOException {
            // What the database is asked of was flushed; a store alone is a minute behind at most.
            long until =
                    System.nanoTime()
                            + (how.storeOnly() ? patience : patience.dividedBy(10)).toNanos();
            while (!missing.isEmpty() && System.nanoTime() < until) {
                pause();
                if (!how.storeOnly()) {
                    sequencer.writeAll(List.of());
                }
                read();
                missing.keySet().removeIf(objects::isLogged);
            }
        }

        private static void pause() throws IOException {
            try {
                Thread.sleep(1000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IOException("Interrupted", e);
            }
        }

        private List<Found> events() throws IOException {
            List<Found> events = new ArrayList<>();
            Tree tree = log.proofs();
            for (Entry entry : found) {
                CheckpointProof.Covering covering = checkpoints.covering(entry.index());
                Inclusion inclusion =
                        covering == null || covering.size() > log.tree().size()
                                ? null
                                : new Inclusion(
                                        entry.index(),
                                        entry.asText(),
                                        covering.size(),
                                        Merkle.inclusion(tree, entry.index(), covering.size())
                                                .stream()
                                                .map(PublicKey::hex)
                                                .toList(),
                                        covering.note());
                events.add(new Found(entry.index(), entry.asText(), inclusion));
            }
            if (how.event() != null && events.isEmpty()) {
                problems.add(Fault.EVENT_NOT_FOUND, how.event(), "");
            }
            return events;
        }
    }
}
