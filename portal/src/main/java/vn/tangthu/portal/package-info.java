/**
 * Shows records: public pages, the spaces behind a login, the command line. The top floor; nothing
 * imports it.
 */
@NullMarked
package vn.tangthu.portal;

import org.jspecify.annotations.NullMarked;
