/**
 * Finds records: the face of the indexer. Search, its request and answer, and the text of pages.
 * The rooms below it implement them; this package imports none of them.
 */
@NullMarked
package vn.tangthu.indexer;

import org.jspecify.annotations.NullMarked;
