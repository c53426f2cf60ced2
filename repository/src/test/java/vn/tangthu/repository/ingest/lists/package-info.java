/** Lists that mean harm. */
@NullMarked
package vn.tangthu.repository.ingest.lists;

import org.jspecify.annotations.NullMarked;
