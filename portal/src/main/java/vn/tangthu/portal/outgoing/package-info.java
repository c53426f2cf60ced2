/** Bytes on their way out: files, page images and ZIPs, only after they matched their digests. */
@NullMarked
package vn.tangthu.portal.outgoing;

import org.jspecify.annotations.NullMarked;
