/** What the validators share: the report, digests, threads that hash, a spool for large joins. */
@NullMarked
package vn.tangthu.repository.validation.common;

import org.jspecify.annotations.NullMarked;
