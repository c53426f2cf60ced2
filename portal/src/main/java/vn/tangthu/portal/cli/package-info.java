/**
 * The same ports from a terminal: the verbs of {@code ./tangthu}, in the server's process or in one
 * of their own.
 */
@NullMarked
package vn.tangthu.portal.cli;

import org.jspecify.annotations.NullMarked;
