/**
 * What agencies retrieve: references matched with what is kept, orders with their letters, decided
 * by archivists, delivered for a time.
 */
@NullMarked
package vn.tangthu.repository.orders;

import org.jspecify.annotations.NullMarked;
