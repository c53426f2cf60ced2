/**
 * Reads the two lists of a delivery, .xlsx, .xls, .ods or .csv, as they come from contractors:
 * columns in any order, codes as codes or words, dates in the forms Excel leaves; and writes them.
 */
@NullMarked
package vn.tangthu.repository.ingest.lists;

import org.jspecify.annotations.NullMarked;
