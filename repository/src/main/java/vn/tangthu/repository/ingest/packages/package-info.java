/**
 * Reads delivered packages of Thông tư 05/2025: finds them in what was sent, and says of each what
 * a row of the lists would say. Judges nothing; that is the validation room's.
 */
@NullMarked
package vn.tangthu.repository.ingest.packages;

import org.jspecify.annotations.NullMarked;
