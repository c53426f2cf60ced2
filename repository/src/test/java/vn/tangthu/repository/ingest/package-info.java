/** Deliveries against the real store, the real catalogue and a real database. */
@NullMarked
package vn.tangthu.repository.ingest;

import org.jspecify.annotations.NullMarked;
