/** Judges OCFL objects and storage roots, 1.0 and 1.1, with the specification's own codes. */
@NullMarked
package vn.tangthu.repository.validation.ocfl;

import org.jspecify.annotations.NullMarked;
