/** The public pages against an archive of a few records that lies in memory. */
@NullMarked
package vn.tangthu.portal.publicpages;

import org.jspecify.annotations.NullMarked;
