/** Reads lists of bodies and of who succeeded whom. */
@NullMarked
package vn.tangthu.repository.ingest.bodies;

import org.jspecify.annotations.NullMarked;
