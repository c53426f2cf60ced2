package vn.tangthu.repository;

import java.time.Instant;

/**
 * A version of an AIP.
 *
 * @param number from 1, the OCFL version
 * @param message what was done, in the words of who did it
 */
public record RecordVersion(int number, Instant createdAt, String actor, String message) {}
