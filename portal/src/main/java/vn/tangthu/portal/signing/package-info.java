/** Signs what leaves as PDF (PAdES) with the archive's own key; the only room that knows DSS. */
@NullMarked
package vn.tangthu.portal.signing;

import org.jspecify.annotations.NullMarked;
