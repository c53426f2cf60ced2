/**
 * Takes deliveries in: folder or ZIP → lists → verdict → AIP → store → acknowledgement; goes on
 * after an interruption and leaves nothing of what was refused.
 */
@NullMarked
package vn.tangthu.repository.ingest;

import org.jspecify.annotations.NullMarked;
