/**
 * Makes sample deliveries of any size, as a digitisation contractor would hand them in:
 * deterministic, in sentences of our own, with the real names of places. For the demo, the
 * benchmarks and the tests; nothing of the product needs it.
 */
@NullMarked
package vn.tangthu.portal.samples;

import org.jspecify.annotations.NullMarked;
