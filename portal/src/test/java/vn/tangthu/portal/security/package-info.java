/** The login under attack. */
@NullMarked
package vn.tangthu.portal.security;

import org.jspecify.annotations.NullMarked;
