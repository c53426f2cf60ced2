package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.ledger.Entry.Draft;
import vn.tangthu.repository.ledger.Entry.Kind;
import vn.tangthu.repository.ledger.LedgerRows.Head;
import vn.tangthu.repository.ledger.LedgerRows.Once;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.StoreKey;

/**
 * Writes what waits as the next segment. One at a time, by a lock in the database. Order: one
 * transaction decides the bytes of the segment; it is put; another notes it and forgets what
 * waited. A kill between them leaves bytes that the next step puts again, so nothing is lost and
 * nothing written twice. A segment that the database did not decide is somebody else's: it is taken
 * over only when a person said so, after the database was put back.
 */
@Component
class Sequencer {
    private static final Logger LOG = LoggerFactory.getLogger(Sequencer.class);

    /** Inventories that one step reads. */
    private static final int VERSIONS = 250;

    private final LedgerRows rows;
    private final Segments segments;
    private final FixityLines fixity;
    private final Writing writing;
    private final Keys keys;
    private final AipStore aips;
    private final Tombstones tombstones;
    private final TransactionTemplate transactions;
    private final Clock clock;

    /** Where nothing is being erased here, tombstones are looked for so often. */
    private static final Duration LIST_ERASED = Duration.ofHours(1);

    private @Nullable Instant listedErased;

    /** Whether the store was listed once: a gap behind which more segments lie is damage. */
    private boolean listed;

    Sequencer(
            LedgerRows rows,
            Segments segments,
            FixityLines fixity,
            Writing writing,
            Keys keys,
            AipStore aips,
            Tombstones tombstones,
            TransactionTemplate transactions,
            Clock clock) {
        this.rows = rows;
        this.segments = segments;
        this.fixity = fixity;
        this.writing = writing;
        this.keys = keys;
        this.aips = aips;
        this.tombstones = tombstones;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Everything that waits, as it goes by itself: tombstones are not listed each time. */
    synchronized void tick() throws IOException {
        Instant listedAt = listedErased;
        if (listedAt == null
                || !clock.instant().isBefore(listedAt.plus(LIST_ERASED))
                || rows.erasing()) {
            noteErased();
        }
        writeWaiting(List.of());
    }

    /** Everything that waits, and at the end these. */
    synchronized void writeAll(List<Draft> last) throws IOException {
        noteErased();
        writeWaiting(last);
    }

    private void writeWaiting(List<Draft> last) throws IOException {
        while (step(List.of()) > 0) {
            // until nothing waits
        }
        if (!last.isEmpty() && step(last) <= 0) {
            throw new IOException(
                    "The log is not written: "
                            + Objects.requireNonNullElse(
                                    rows.head().broken(), "another process writes it"));
        }
    }

    /**
     * Tombstones are objects only: those of which the database has not heard. One that the archive
     * does not answer for is not told by its log, so that nothing excuses by it.
     */
    private void noteErased() throws IOException {
        Instant now = clock.instant();
        List<StoreKey> keys = new ArrayList<>();
        segments.each("log/erased", keys::add);
        Set<String> noted = keys.isEmpty() ? Set.of() : rows.noted(Kind.ERASED.name());
        for (StoreKey key : keys) {
            UUID object = noted.contains(key.value()) ? null : Tombstones.objectOf(key);
            byte[] bytes = object == null ? null : segments.readOrNull(key);
            if (object != null && bytes != null && tombstones.of(object).isPresent()) {
                rows.note(
                        Kind.ERASED.name(),
                        key.value(),
                        Digest.of(DigestAlgorithm.SHA512, bytes).hex());
            }
        }
        listedErased = now;
    }

    /** A person believes what the store has now, and the database takes it over. */
    synchronized void takeOver() throws IOException {
        var unused = rows.head(); // there is one, after a backup of before there was a log, too
        rows.takeOver(segments.last());
        writeAll(List.of());
    }

    /**
     * @return how many entries were written or taken over; 0 when there was nothing, or when
     *     somebody else writes or the log is broken off
     */
    synchronized int step(List<Draft> last) throws IOException {
        int before = write();
        return prepare(last) ? write() : last.isEmpty() ? before : 0;
    }

    private interface Work<T> {
        T run(Head head) throws IOException;
    }

    private <T> T locked(T otherwise, Work<T> work) throws IOException {
        try {
            return Objects.requireNonNull(
                    transactions.execute(
                            status -> {
                                try {
                                    return rows.tryLock() ? work.run(rows.head()) : otherwise;
                                } catch (IOException e) {
                                    throw new UncheckedIOException(e);
                                }
                            }));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** Decides the next segment; false when there is nothing to write, or no way to. */
    synchronized boolean prepare(List<Draft> last) throws IOException {
        Map<Key, Draft> read = read(rows.once(VERSIONS));
        return locked(false, head -> decided(head, last, read));
    }

    /** What is to be told once. */
    private record Key(String kind, String subject, int version) {
        static Key of(Once once) {
            return new Key(once.kind(), once.subject(), once.version());
        }
    }

    /** Inventories are read before the transaction: a slow store holds nobody else up. */
    private Map<Key, Draft> read(List<Once> waiting) {
        Map<Key, Draft> read = new HashMap<>();
        for (Once once : waiting) {
            Draft draft = draft(once);
            if (draft != null) {
                read.put(Key.of(once), draft);
            }
        }
        return read;
    }

    private boolean decided(Head head, List<Draft> last, Map<Key, Draft> read) throws IOException {
        if (head.pending() != null || !isWhole(head)) {
            return false;
        }
        List<Draft> drafts = drafts(head, read);
        drafts.addAll(last);
        if (drafts.isEmpty()) {
            return false;
        }
        List<Entry> entries = new ArrayList<>();
        String previous = head.previous();
        for (Draft draft : drafts) {
            Entry entry = Entry.of(draft, head.entries() + entries.size(), previous);
            entries.add(entry);
            previous = entry.hash();
        }
        rows.decide(Segments.bytes(entries));
        return true;
    }

    /** Whether the store has what the database knows, and nothing after it. */
    private boolean isWhole(Head head) throws IOException {
        if (segments.exists(Segments.key(head.segment() + 1))) {
            return false; // write() told what that is
        }
        if (head.segment() > 0 && !segments.exists(Segments.key(head.segment()))) {
            return broken(head, Segments.key(head.segment()) + " is gone from the store") > 0;
        }
        if (!listed || head.broken() != null || head.segment() == 0) {
            long stored = segments.last();
            if (stored > head.segment()) {
                return broken(
                                head,
                                Segments.key(head.segment() + 1)
                                        + " is gone from the store, and later ones are there")
                        > 0;
            }
            listed = true;
        }
        if (head.broken() != null) {
            LOG.info("The log is whole again");
            rows.broken(null);
        }
        return true;
    }

    /** Puts what was decided, or takes over what a person believes. */
    synchronized int write() throws IOException {
        return locked(0, this::written);
    }

    private int written(Head head) throws IOException {
        StoreKey key = Segments.key(head.segment() + 1);
        byte[] further = segments.readOrNull(key);
        byte[] pending = head.pending();
        if (further == null) {
            if (pending == null || !isWhole(head)) {
                return 0;
            }
            segments.put(key, pending);
            return takeOver(head, pending);
        }
        if (Arrays.equals(further, pending) || head.segment() < head.takeOverTo()) {
            return takeOver(head, further);
        }
        return broken(
                head,
                key
                        + " is not what this archive was to write; if the database was put back:"
                        + " log take-over");
    }

    /** Our own, or unknown to a database that was put back. */
    private int takeOver(Head head, byte[] segment) throws IOException {
        List<@Nullable Entry> read = new ArrayList<>();
        for (byte[] line : Segments.lines(segment)) {
            read.add(Entry.read(line));
        }
        String gap = Writing.gap(head, read);
        if (gap != null) {
            return broken(
                    head,
                    Segments.key(head.segment() + 1)
                            + " does not follow what the database knows, from "
                            + gap);
        }
        List<Entry> entries = read.stream().filter(Objects::nonNull).toList();
        var unused = writing.apply(head, entries);
        return entries.size();
    }

    private int broken(Head head, String why) {
        if (!why.equals(head.broken())) {
            LOG.error(
                    "The log is not written any more; what happens waits in the database: {}", why);
            rows.broken(why);
        }
        return 0;
    }

    private List<Draft> drafts(Head head, Map<Key, Draft> read) throws IOException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<Draft> drafts = new ArrayList<>();
        String name = keys.name();
        if (head.entries() == 0) {
            name = "tangthu/" + UUID.randomUUID();
            drafts.add(new Draft(Kind.BEGIN, name, now, Map.of("format", "1")));
        }
        if (name != null) {
            PublicKey key = keys.current(name).publicKey();
            if (rows.keys().stream().noneMatch(known -> known.id().equals(key.id()))) {
                keys.publish(key);
                drafts.add(announcement(key, now));
            }
        }
        Long lostFrom = head.lostFrom();
        if (lostFrom != null) {
            Map<String, @Nullable Object> fields = new LinkedHashMap<>();
            fields.put("from", lostFrom);
            fields.put("to", head.entries());
            drafts.add(new Draft(Kind.RESTORED, "restored-" + head.entries(), now, fields));
        }
        drafts.addAll(fixity.after(head.fixity(), head.line(), now, Segments.LINES / 4));
        for (Once once : rows.once(VERSIONS)) {
            Draft draft = read.get(Key.of(once)); // what came meanwhile is for the next segment
            if (draft != null) {
                drafts.add(draft);
            }
        }
        drafts.addAll(rows.due(Segments.LINES - drafts.size()));
        return drafts;
    }

    static Draft announcement(PublicKey key, Instant now) {
        return new Draft(Kind.KEY, key.fingerprint(), now, Map.of("vkey", key.vkey()));
    }

    /** Null when the inventory cannot be read now: it is tried again, after the others. */
    private @Nullable Draft draft(Once once) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        Kind kind = Kind.valueOf(once.kind());
        if (kind == Kind.ACKNOWLEDGED || kind == Kind.ERASED) {
            fields.put("object", once.subject());
            fields.put("sha512", once.sha512());
            return new Draft(kind, once.subject(), once.at(), fields);
        }
        UUID object = UUID.fromString(once.subject());
        fields.put("subject", once.subject());
        fields.put("version", once.version());
        try {
            try {
                fields.put("sha512", aips.inventory(new AipId(object), once.version()).hex());
            } catch (IOException e) {
                if (!tombstones.named(object)) {
                    throw e;
                }
                fields.put("erased", true);
            }
            return new Draft(kind, once.subject() + "/v" + once.version(), once.at(), fields);
        } catch (IOException e) {
            LOG.warn(
                    "{} version {} waits for the log: {}",
                    once.subject(),
                    once.version(),
                    e.toString());
            rows.failed(once);
            return null;
        }
    }
}
