package vn.tangthu.storage;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A store that can refuse to remove objects before a time (S3's object lock). Only ever in
 * governance mode: keys with that right pass it by, so that what the law wants erased can be
 * erased. What is put is locked as it is written where the store takes that; whether it really is
 * locked only {@link #lock} tells, which reads it back.
 */
public interface LockingStore {
    /** How long what is written is to be locked, by the configuration; empty: not at all. */
    Optional<Duration> retention();

    /**
     * Sees to it that the object as it is now is locked long enough.
     *
     * @param least what is locked until then or longer stays as it is
     * @param until what is not is locked until then
     * @return until when the store says it is locked, read back from it; empty when it says that it
     *     is not, or these keys may not lock or ask
     * @throws IOException when the store does not answer
     */
    Optional<Instant> lock(StoreKey key, Instant least, Instant until) throws IOException;
}
