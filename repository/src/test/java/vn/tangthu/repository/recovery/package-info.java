/** Tests of the recovery room. */
@NullMarked
package vn.tangthu.repository.recovery;

import org.jspecify.annotations.NullMarked;
