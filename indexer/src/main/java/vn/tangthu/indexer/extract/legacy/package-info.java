/**
 * Vietnamese in the encodings of before Unicode: their tables, how they are recognised, and the
 * conversion; knows nothing of file formats.
 */
@NullMarked
package vn.tangthu.indexer.extract.legacy;

import org.jspecify.annotations.NullMarked;
