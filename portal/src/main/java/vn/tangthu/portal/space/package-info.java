/** Search, open and download for everybody with an account, within the account's rights. */
@NullMarked
package vn.tangthu.portal.space;

import org.jspecify.annotations.NullMarked;
