/**
 * Keeps records: the face of the repository. Ids, records, ports and events that the floors above
 * may use; the rooms below it implement them and Spring wires them. This package imports no room of
 * its own.
 */
@NullMarked
package vn.tangthu.repository;

import org.jspecify.annotations.NullMarked;
