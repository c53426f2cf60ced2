/** ZIPs that mean harm. */
@NullMarked
package vn.tangthu.repository.ingest.source;

import org.jspecify.annotations.NullMarked;
