/**
 * Own: the archive's own store, into which nothing is written while another disk, an empty mount
 * point or a copy lies in its place.
 */
@NullMarked
package vn.tangthu.storage.own;

import org.jspecify.annotations.NullMarked;
