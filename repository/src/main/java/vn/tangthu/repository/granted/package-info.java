/**
 * Copies that granted requests receive, with or without redactions, and what is read online:
 * ordered, approved, handed out or shown until they expire.
 */
@NullMarked
package vn.tangthu.repository.granted;

import org.jspecify.annotations.NullMarked;
