/**
 * Packages that a browser sends: pieces that go on after a lost line, a closed browser or a restart
 * of the server, until a whole package waits at the desk.
 */
@NullMarked
package vn.tangthu.portal.upload;

import org.jspecify.annotations.NullMarked;
