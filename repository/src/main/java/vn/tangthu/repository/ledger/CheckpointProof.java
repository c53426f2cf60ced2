package vn.tangthu.repository.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.TimeStamps;
import vn.tangthu.storage.StoreKey;

/**
 * The checkpoints of the store, and one that was kept outside: roots are compared as the tree grows
 * past their sizes, which proves that each is a beginning of the next; then signatures and keys.
 */
final class CheckpointProof {
    private final Segments segments;
    private final Problems problems;
    private final TimeStamps authority;
    private final List<Signed> notes = new ArrayList<>();
    private final List<Long> stamps = new ArrayList<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Map<String, Announced> announced = new LinkedHashMap<>();
    private int reached;
    private @Nullable Signed since;

    /** A note and whether its root was compared and right. */
    private static final class Signed {
        final String place;
        final long number;
        final SignedNote note;
        boolean compared;

        Signed(String place, long number, SignedNote note) {
            this.place = place;
            this.number = number;
            this.note = note;
        }
    }

    private record Announced(PublicKey key, long entry) {}

    CheckpointProof(Segments segments, TimeStamps authority, Problems problems) {
        this.segments = segments;
        this.authority = authority;
        this.problems = problems;
    }

    int stamps() {
        return stamps.size();
    }

    int count() {
        return notes.size() - (since == null ? 0 : 1);
    }

    List<String> fingerprints() {
        return announced.values().stream().map(one -> one.key().fingerprint()).toList();
    }

    /** Before the log is read. */
    void load(@Nullable String outside) throws IOException {
        List<StoreKey> keys = new ArrayList<>();
        segments.each(Segments.CHECKPOINTS, keys::add);
        for (StoreKey key : keys) {
            long number = Segments.checkpoint(key).orElse(-1);
            if (number < 0) {
                problems.add(Fault.SEGMENT_UNKNOWN, key.value(), "");
            } else if (key.value().endsWith(".note")) {
                SignedNote note =
                        SignedNote.read(new String(segments.read(key), StandardCharsets.UTF_8));
                if (note == null) {
                    problems.add(Fault.CHECKPOINT_UNREADABLE, key.value(), "");
                } else {
                    notes.add(new Signed(key.value(), number, note));
                }
            } else {
                stamps.add(number);
            }
        }
        if (outside != null) {
            SignedNote note = SignedNote.read(outside.replace("\r\n", "\n"));
            if (note == null) {
                throw new IOException("--since: not a checkpoint");
            }
            since = new Signed("--since", -1, note);
            notes.add(since);
        }
        notes.sort(Comparator.comparingLong(signed -> signed.note.size()));
    }

    /** A checkpoint that covers an entry. */
    record Covering(long size, String note) {}

    /** The smallest one of the store, or null. */
    @Nullable Covering covering(long entry) throws IOException {
        for (Signed signed : notes) {
            if (signed != since && signed.note.size() > entry) {
                return new Covering(
                        signed.note.size(),
                        new String(
                                segments.read(Segments.checkpoint(signed.number)),
                                StandardCharsets.UTF_8));
            }
        }
        return null;
    }

    /** Each time the tree has grown. */
    void grown(Merkle.Growing tree) {
        while (reached < notes.size() && notes.get(reached).note.size() <= tree.size()) {
            Signed signed = notes.get(reached++);
            if (signed.note.size() < tree.size()) {
                continue; // of a size that was passed before it was met
            }
            signed.compared = true;
            if (!Arrays.equals(signed.note.root(), tree.root())) {
                problems.add(
                        Fault.TREE_CHANGED,
                        signed.place,
                        "the first " + signed.note.size() + " entries");
            }
        }
    }

    void entry(Entry entry) throws IOException {
        if (entry.kind() == Entry.Kind.CHECKPOINT) {
            sizes.put(entry.number("number"), entry.index() + 1);
        } else if (entry.kind() == Entry.Kind.KEY) {
            PublicKey key = PublicKey.read(entry.text("vkey"));
            if (key == null) {
                problems.add(Fault.LINE_UNREADABLE, "entry " + entry.index(), "no key");
                return;
            }
            announced.putIfAbsent(key.id(), new Announced(key, entry.index()));
            StoreKey at = StoreKey.of(Segments.KEYS, key.id() + ".vkey");
            byte[] stored = segments.readOrNull(at);
            if (stored == null) {
                problems.add(Fault.OBJECT_MISSING, at.value(), key.fingerprint());
            } else if (!new String(stored, StandardCharsets.UTF_8).strip().equals(key.vkey())) {
                problems.add(Fault.KEY_CHANGED, at.value(), key.fingerprint());
            }
        }
    }

    /** When the whole log was read. */
    void conclude(long entries, List<String> trustedFingerprints) throws IOException {
        Set<Long> there = new HashSet<>();
        Map<Signed, PublicKey> proved = new LinkedHashMap<>();
        for (Signed signed : notes) {
            there.add(signed.number);
            if (signed.note.size() > entries) {
                problems.add(
                        Fault.ROLLED_BACK,
                        signed.place,
                        "it covers " + signed.note.size() + " entries, the log has " + entries);
            }
            Long told = sizes.get(signed.number);
            if (signed != since && (told == null || told != signed.note.size())) {
                problems.add(Fault.CHECKPOINT_UNKNOWN, signed.place, "");
            }
            PublicKey key = signature(signed);
            if (key != null) {
                proved.put(signed, key);
            }
        }
        for (long number : sizes.keySet()) {
            if (!there.contains(number)
                    && segments.readOrNull(Segments.checkpoint(number)) == null) {
                problems.add(Fault.CHECKPOINT_MISSING, Segments.checkpoint(number).value(), "");
            }
        }
        for (long number : stamps) {
            stamp(number);
        }
        vouching(proved, trustedFingerprints);
    }

    /** Each is about the note beside it. */
    private void stamp(long number) throws IOException {
        String place = Segments.timestamp(number).value();
        byte[] note = segments.readOrNull(Segments.checkpoint(number));
        if (note == null) {
            problems.add(Fault.TIMESTAMP_BAD, place, "there is no checkpoint of its number");
            return;
        }
        byte[] answer = segments.read(Segments.timestamp(number));
        try {
            Instant unused = authority.check(answer, Merkle.sha256(note));
        } catch (IOException e) {
            problems.add(Fault.TIMESTAMP_BAD, place, String.valueOf(e.getMessage()));
        }
    }

    private @Nullable PublicKey signature(Signed signed) {
        boolean known = false;
        for (NoteText.Signature signature : signed.note.signatures()) {
            Announced key = announced.get(signature.id());
            if (key != null
                    && key.key().name().equals(signature.name())
                    && signed.note.origin().equals(signature.name())
                    && key.entry() < signed.note.size()) {
                known = true;
                if (key.key().verifies(signed.note.signed(), signature.signature())) {
                    return key.key();
                }
            }
        }
        problems.add(known ? Fault.SIGNATURE_BAD : Fault.KEY_UNKNOWN, signed.place, "");
        return null;
    }

    /** The first key is believed; each later one when a believed one signed its announcement. */
    private void vouching(Map<Signed, PublicKey> proved, List<String> trusted) {
        Set<String> believed = new HashSet<>();
        for (Announced one : announced.values()) {
            boolean vouched =
                    believed.isEmpty()
                            || trusted.contains(one.key().fingerprint())
                            || proved.entrySet().stream()
                                    .anyMatch(
                                            e ->
                                                    e.getKey().note.size() > one.entry()
                                                            && believed.contains(
                                                                    e.getValue().id()));
            if (vouched) {
                believed.add(one.key().id());
            } else {
                problems.add(Fault.KEY_UNVOUCHED, "entry " + one.entry(), one.key().fingerprint());
            }
        }
    }
}
