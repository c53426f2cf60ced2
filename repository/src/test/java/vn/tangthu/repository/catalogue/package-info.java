/** Tests of the catalogue room. */
@NullMarked
package vn.tangthu.repository.catalogue;

import org.jspecify.annotations.NullMarked;
