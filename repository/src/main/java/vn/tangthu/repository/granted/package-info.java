/** Copies that granted requests receive, with or without redactions: ordered, made as jobs, handed out until they expire. */
@NullMarked
package vn.tangthu.repository.granted;

import org.jspecify.annotations.NullMarked;
