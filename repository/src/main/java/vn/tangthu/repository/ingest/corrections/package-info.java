/** Corrections by spreadsheet: the list that leaves, its dry run, and how it is applied. */
@NullMarked
package vn.tangthu.repository.ingest.corrections;

import org.jspecify.annotations.NullMarked;
