/**
 * Where a delivery's files lie: walks a folder without following links, and unpacks a ZIP into
 * staging after its directory was found safe.
 */
@NullMarked
package vn.tangthu.repository.ingest.source;

import org.jspecify.annotations.NullMarked;
