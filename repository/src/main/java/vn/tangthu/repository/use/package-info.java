/** Counts what the archive was used for, by days: requests, copies, readings, accesses. */
@NullMarked
package vn.tangthu.repository.use;

import org.jspecify.annotations.NullMarked;
