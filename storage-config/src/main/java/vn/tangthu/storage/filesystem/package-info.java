/** Objects as plain files below one directory: the embedded default. */
@NullMarked
package vn.tangthu.storage.filesystem;

import org.jspecify.annotations.NullMarked;
