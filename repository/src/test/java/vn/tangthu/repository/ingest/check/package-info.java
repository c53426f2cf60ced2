/** Every finding of the check, provoked with real files. */
@NullMarked
package vn.tangthu.repository.ingest.check;

import org.jspecify.annotations.NullMarked;
