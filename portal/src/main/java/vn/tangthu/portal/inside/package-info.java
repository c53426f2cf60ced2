/**
 * Where words stand inside a record and under which name of its time it was found, told alike by
 * the public pages and behind the login.
 */
@NullMarked
package vn.tangthu.portal.inside;

import org.jspecify.annotations.NullMarked;
