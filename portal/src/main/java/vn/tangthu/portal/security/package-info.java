/** Who may come in: the login, the filter chain of the rooms behind it, the current reader. */
@NullMarked
package vn.tangthu.portal.security;

import org.jspecify.annotations.NullMarked;
