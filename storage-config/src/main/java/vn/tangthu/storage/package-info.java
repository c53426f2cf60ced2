/**
 * Holds bytes: the port {@link vn.tangthu.storage.ObjectStore}, its key and digest types, and the
 * archive's home directory. Nothing here knows what a record is.
 */
@NullMarked
package vn.tangthu.storage;

import org.jspecify.annotations.NullMarked;
