/** Ways in for deliveries that need no browser: the drop folder, and the reports they hand back. */
@NullMarked
package vn.tangthu.portal.doors;

import org.jspecify.annotations.NullMarked;
