/**
 * The catalogue: fonds, series, hồ sơ and documents in SQL, for lists and for rights; the change
 * journal; the line of files whose text is to be extracted; changes by an archivist.
 */
@NullMarked
package vn.tangthu.repository.catalogue;

import org.jspecify.annotations.NullMarked;
