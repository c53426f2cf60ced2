/**
 * How Vietnamese text becomes words to search by: syllables, tone placement, folding, numbers and
 * symbols. Other rooms get it as Lucene's {@code Analyzer}, from Spring.
 */
@NullMarked
package vn.tangthu.indexer.vietnamese;

import org.jspecify.annotations.NullMarked;
