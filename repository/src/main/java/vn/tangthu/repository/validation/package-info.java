/** Validators of packaging standards, ours and independent of the code that reads and writes. */
@NullMarked
package vn.tangthu.repository.validation;

import org.jspecify.annotations.NullMarked;
