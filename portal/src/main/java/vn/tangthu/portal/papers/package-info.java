/** Papers of the archive: minutes and inventories as DOCX, PDF and spreadsheets. */
@NullMarked
package vn.tangthu.portal.papers;

import org.jspecify.annotations.NullMarked;
