/** Keeps the catalogue entries of paper holdings that are not digitised. */
@NullMarked
package vn.tangthu.repository.paper;

import org.jspecify.annotations.NullMarked;
