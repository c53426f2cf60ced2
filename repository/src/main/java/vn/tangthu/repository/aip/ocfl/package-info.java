/**
 * Writes and reads OCFL 1.1 objects on the port {@link vn.tangthu.storage.ObjectStore}:
 * inventories, sidecars, the storage root and its layout 0004. Knows nothing of what the objects
 * hold.
 */
@NullMarked
package vn.tangthu.repository.aip.ocfl;

import org.jspecify.annotations.NullMarked;
