/**
 * The Lucene index: its schema, the queries with the reader's rights in them, ranking, snippets and
 * facets.
 */
@NullMarked
package vn.tangthu.indexer.lucene;

import org.jspecify.annotations.NullMarked;
