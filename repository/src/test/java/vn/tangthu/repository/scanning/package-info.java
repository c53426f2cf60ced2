/** Tests of the virus scan, with a real clamd and with one that misbehaves. */
@NullMarked
package vn.tangthu.repository.scanning;

import org.jspecify.annotations.NullMarked;
