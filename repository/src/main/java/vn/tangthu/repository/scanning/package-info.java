/** Virus scans through clamd: of what is delivered, and again of what is kept. */
@NullMarked
package vn.tangthu.repository.scanning;

import org.jspecify.annotations.NullMarked;
