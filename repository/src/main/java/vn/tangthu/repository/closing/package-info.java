/** Fonds close when their makers have ended, by the clock, and an archivist may say otherwise. */
@NullMarked
package vn.tangthu.repository.closing;

import org.jspecify.annotations.NullMarked;
