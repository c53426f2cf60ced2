/**
 * What applicants attach to their requests: checked, kept in the database, given out as it came.
 */
@NullMarked
package vn.tangthu.repository.attachments;

import org.jspecify.annotations.NullMarked;
