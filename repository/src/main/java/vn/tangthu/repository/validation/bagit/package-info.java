/** Judges bags: RFC 8493 (BagIt 1.0) and the drafts 0.93 to 0.97 before it. */
@NullMarked
package vn.tangthu.repository.validation.bagit;

import org.jspecify.annotations.NullMarked;
