/** Tàng Thư: portal shows, indexer finds, repository keeps, storage holds. */
@NullMarked
package vn.tangthu;

import org.jspecify.annotations.NullMarked;
