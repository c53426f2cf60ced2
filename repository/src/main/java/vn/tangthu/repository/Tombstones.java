package vn.tangthu.repository;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.StoreKey;

/**
 * What was erased for good, told by the object store alone: a log object {@code
 * log/erased/<object>.jsonl}, written and read back <b>before the first byte is erased</b>. It
 * names the object, who decided it, when, on which ground of law and by which decision, and nothing
 * of what the object held. What is gone and has one was erased by right; what was acknowledged, is
 * gone and has none is an incident.
 *
 * <p>The archive signs it with the key of its log: whoever may only put objects into the store
 * orders nothing. Those of before there were signatures count where the database has the order of
 * the whole object or the log tells of them. One object is erased once: a tombstone is never
 * changed nor removed. Whoever erases an object elsewhere (a further copy, an offline set, a
 * restore) does it only for one that {@link #of} returns: a damaged tombstone erases nothing, and
 * excuses only what the database or the log knows to be erased.
 */
public interface Tombstones {
    /** What an incident says of one that nobody answers for. */
    String UNSIGNED =
            "It orders an erasure, the archive did not sign it, and neither the database nor the"
                    + " log knows of the order: a forgery";

    /**
     * Writes it; durable and read back on return. Again for the same object: the first one stays,
     * and is returned.
     */
    Tombstone write(Tombstone tombstone) throws IOException;

    /** The tombstone of an object, if there is a sound one of the archive's own. One small read. */
    Optional<Tombstone> of(UUID object) throws IOException;

    /**
     * Whether there is one of the archive's own, also a damaged one if the database has the order
     * or the log tells of it: that the object is gone is no loss then.
     */
    boolean named(UUID object) throws IOException;

    /** All of them; some 60 bytes of memory for each. */
    All all() throws IOException;

    /** Where the tombstone of an object stands. */
    static StoreKey keyOf(UUID object) {
        return new StoreKey("log/erased/" + object + ".jsonl");
    }

    /** The object whose tombstone would stand there; null where none would. */
    static @Nullable UUID objectOf(StoreKey key) {
        String name = key.value();
        if (!name.matches("log/erased/[0-9a-f-]{36}\\.jsonl")) {
            return null;
        }
        try {
            UUID object = UUID.fromString(name.substring(name.length() - 42, name.length() - 6));
            return keyOf(object).equals(key) ? object : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Everything that was erased, as it was when it was read. */
    interface All {
        int size();

        /** Whether a sound tombstone names the object: what is left of it may be erased. */
        boolean erased(UUID object);

        /** As {@link Tombstones#named}: that it is gone is no loss. */
        boolean named(UUID object);

        void forEach(Consumer<UUID> erased);

        /** Those that are sound: key and digest. */
        Map<String, Digest> objects();

        /** What is wrong with others, by key. */
        Map<String, Acknowledgements.Problem> problems();
    }

    /** Why something is erased. */
    enum Cause {
        /** A state secret that must not be on this system; purged by an officer's decision. */
        SECRET,
        /** Destroyed by the law's path: duplicate or expired, decided by a council. */
        DESTROYED
    }

    /**
     * @param object UUID of the OCFL object; its id is {@code urn:uuid:…}
     * @param version its head when it was decided
     * @param reference its code (mã lưu trữ), the only thing told of what it was
     * @param basis ground of law in words
     * @param decision number and notation of the decision, or of the officer's act
     * @param decidedOn the decision's date
     * @param deciders who decided, by name: members of the council, or the officer
     * @param actor who gave the order here
     * @param confirmedBy the second person who confirmed it, where the law's path asks for one
     * @param at when this was written
     * @param successor the object that keeps what was not erased of it, or null
     * @param documents ids of the documents that were erased, where there is a successor: with them
     *     it can be made of the object once more, where only that was restored
     */
    record Tombstone(
            UUID object,
            int version,
            String reference,
            Cause cause,
            String basis,
            String decision,
            LocalDate decidedOn,
            List<String> deciders,
            String actor,
            @Nullable String confirmedBy,
            Instant at,
            @Nullable UUID successor,
            List<UUID> documents) {
        public Tombstone {
            deciders = List.copyOf(deciders);
            documents = List.copyOf(documents);
        }

        /** Of a whole object. */
        public Tombstone(
                UUID object,
                int version,
                String reference,
                Cause cause,
                String basis,
                String decision,
                LocalDate decidedOn,
                List<String> deciders,
                String actor,
                @Nullable String confirmedBy,
                Instant at,
                @Nullable UUID successor) {
            this(
                    object,
                    version,
                    reference,
                    cause,
                    basis,
                    decision,
                    decidedOn,
                    deciders,
                    actor,
                    confirmedBy,
                    at,
                    successor,
                    List.of());
        }
    }
}
