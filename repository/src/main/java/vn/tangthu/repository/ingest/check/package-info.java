/**
 * The verdict on a delivery: lists against the archive, files against the lists, bytes against
 * their names; all findings at once.
 */
@NullMarked
package vn.tangthu.repository.ingest.check;

import org.jspecify.annotations.NullMarked;
