/**
 * Recovery: the projection made again from the store alone, and backup and restore of what only the
 * database holds.
 */
@NullMarked
package vn.tangthu.repository.recovery;

import org.jspecify.annotations.NullMarked;
