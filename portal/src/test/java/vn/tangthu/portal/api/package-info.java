@NullMarked
package vn.tangthu.portal.api;

import org.jspecify.annotations.NullMarked;
