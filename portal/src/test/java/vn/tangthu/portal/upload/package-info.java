/** Tests of uploads. */
@NullMarked
package vn.tangthu.portal.upload;

import org.jspecify.annotations.NullMarked;
