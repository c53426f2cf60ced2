/** The compact, page-addressable form in which the text of a content file is kept. */
@NullMarked
package vn.tangthu.indexer.extract.derivative;

import org.jspecify.annotations.NullMarked;
