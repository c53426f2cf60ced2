/** Reads lists of references that agencies hand in. */
@NullMarked
package vn.tangthu.repository.ingest.references;

import org.jspecify.annotations.NullMarked;
