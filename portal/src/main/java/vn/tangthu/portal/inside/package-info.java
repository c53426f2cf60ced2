/** Where words stand inside a record, told alike by the public pages and behind the login. */
@NullMarked
package vn.tangthu.portal.inside;

import org.jspecify.annotations.NullMarked;
