/** The desk of archivist, auditor and administrator: take in, describe, decide, watch over. */
@NullMarked
package vn.tangthu.portal.desk;

import org.jspecify.annotations.NullMarked;
