/**
 * The same index on an OpenSearch cluster: the Lucene documents of a record and the Lucene queries
 * of a search, both sent as JSON (ADR 0043).
 */
@NullMarked
package vn.tangthu.indexer.lucene.opensearch;

import org.jspecify.annotations.NullMarked;
