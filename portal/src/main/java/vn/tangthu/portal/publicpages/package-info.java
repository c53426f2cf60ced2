/**
 * Light pages for everybody without an account: search, records, page viewer, verification,
 * requests. HTML from the server that is complete without JavaScript and never makes a session.
 */
@NullMarked
package vn.tangthu.portal.publicpages;

import org.jspecify.annotations.NullMarked;
