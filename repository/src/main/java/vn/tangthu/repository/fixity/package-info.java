/**
 * Audits of everything stored, against the inventories and against what the database recorded;
 * incidents; and the log of both in the store, whose lines are chained by their digests.
 */
@NullMarked
package vn.tangthu.repository.fixity;

import org.jspecify.annotations.NullMarked;
