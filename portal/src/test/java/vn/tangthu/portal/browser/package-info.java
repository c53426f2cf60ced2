/** Tests of the portal in a real browser, with ports of the floors below stood in for. */
@NullMarked
package vn.tangthu.portal.browser;

import org.jspecify.annotations.NullMarked;
