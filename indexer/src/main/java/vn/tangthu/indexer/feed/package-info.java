/** Keeps the index level with the change journal, whatever is killed when. */
@NullMarked
package vn.tangthu.indexer.feed;

import org.jspecify.annotations.NullMarked;
