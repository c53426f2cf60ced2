/** How good the search is: a judged set of queries over a generated archive, and its measures. */
@NullMarked
package vn.tangthu.indexer.quality;

import org.jspecify.annotations.NullMarked;
