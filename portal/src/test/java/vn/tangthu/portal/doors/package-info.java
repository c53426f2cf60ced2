@NullMarked
package vn.tangthu.portal.doors;

import org.jspecify.annotations.NullMarked;
