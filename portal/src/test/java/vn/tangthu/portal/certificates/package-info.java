@NullMarked
package vn.tangthu.portal.certificates;

import org.jspecify.annotations.NullMarked;
