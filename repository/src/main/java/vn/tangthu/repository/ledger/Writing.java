package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.ledger.LedgerRows.Head;

/**
 * What entries that are in the store mean for the database: the same for those that were just
 * written and for those that a killed process, or a database that was put back, does not know of.
 */
@Component
class Writing {
    private final LedgerRows rows;

    Writing(LedgerRows rows) {
        this.rows = rows;
    }

    /** Why these lines cannot be the next ones, or null. */
    static @Nullable String gap(Head head, List<@Nullable Entry> entries) {
        String previous = head.previous();
        long index = head.entries();
        for (Entry entry : entries) {
            if (entry == null || entry.index() != index || !entry.previous().equals(previous)) {
                return "entry " + index;
            }
            previous = entry.hash();
            index++;
        }
        return entries.isEmpty() ? "no entry" : null;
    }

    /** In the transaction that holds the lock. */
    Head apply(Head head, List<Entry> entries) throws IOException {
        State state = new State(head);
        List<UUID> events = new ArrayList<>();
        for (Entry entry : entries) {
            state.grow(entry, rows);
            switch (entry.kind()) {
                case ROW -> events.add(UUID.fromString(entry.id()));
                case VERSION, FONDS ->
                        rows.written(
                                entry.kind().name(),
                                entry.text("subject"),
                                (int) entry.number("version"),
                                null,
                                entry.index());
                case ACKNOWLEDGED, ERASED ->
                        rows.written(
                                entry.kind().name(),
                                entry.text("object"),
                                0,
                                entry.text("sha512"),
                                entry.index());
                case FIXITY -> state.fixity(entry);
                case KEY -> {
                    PublicKey key = PublicKey.read(entry.text("vkey"));
                    if (key == null) {
                        throw new IOException("No key in entry " + entry.index());
                    }
                    rows.key(key, entry.index());
                }
                case CHECKPOINT ->
                        rows.checkpoint(
                                entry.number("number"),
                                java.time.Instant.parse(entry.text("at")),
                                entry.index() + 1);
                case RESTORED -> {
                    rows.restored(entry.number("from"), entry.number("to"));
                    state.lostFrom = null;
                }
                case BEGIN -> {}
            }
        }
        List<UUID> waited = rows.written(events);
        if (waited.size() < events.size() && state.lostFrom == null) {
            state.lostFrom = head.entries();
        }
        Head after = state.head(head.segment() + 1);
        rows.save(after);
        return after;
    }

    private static final class State {
        private long entries;
        private String previous;
        private byte[] tail;
        private long fixity;
        private int line;
        private @Nullable Long lostFrom;

        State(Head head) {
            entries = head.entries();
            previous = head.previous();
            tail = head.tail();
            fixity = head.fixity();
            line = head.line();
            lostFrom = head.lostFrom();
        }

        void grow(Entry entry, LedgerRows rows) {
            tail = Arrays.copyOf(tail, tail.length + Merkle.HASH);
            System.arraycopy(entry.leaf(), 0, tail, tail.length - Merkle.HASH, Merkle.HASH);
            if (tail.length == Merkle.BUNDLE * Merkle.HASH) {
                rows.bundle(entries / Merkle.BUNDLE, Merkle.bundle(tail));
                tail = new byte[0];
            }
            entries++;
            previous = entry.hash();
        }

        void fixity(Entry entry) {
            String object = entry.text("object");
            fixity =
                    Long.parseLong(
                            object.substring(FixityLines.PREFIX.length() + 1, object.length() - 6));
            line = (int) entry.number("line");
            if (entry.json().path("lastLine").asBoolean(false)) {
                fixity++;
                line = 0;
            }
        }

        Head head(long segment) {
            return new Head(
                    entries, segment, previous, tail, fixity, line, lostFrom, null, null, 0);
        }
    }
}
