package vn.tangthu.repository;

import java.time.Instant;

/** What is known of the bytes, for the badge that readers see. */
public sealed interface FixityState {
    /** Not checked since it was taken in (its digests were verified then). */
    record NeverChecked(Instant storedAt) implements FixityState {}

    /** The last audit or retrieval found every byte as it was taken in. */
    record Sound(Instant checkedAt) implements FixityState {}

    /** Damage was found and is not mended yet; a damaged file is never served. */
    record Damaged(Instant foundAt) implements FixityState {}
}
