/** Reads lists of paper holdings that are not digitised. */
@NullMarked
package vn.tangthu.repository.ingest.paper;

import org.jspecify.annotations.NullMarked;
