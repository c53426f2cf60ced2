/** The frame around every view behind the login: navigation, language, theme, errors, words. */
@NullMarked
package vn.tangthu.portal.shell;

import org.jspecify.annotations.NullMarked;
