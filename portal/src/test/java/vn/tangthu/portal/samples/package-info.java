/** Records in the sentences of the sample deliveries, for an index of any size. */
@NullMarked
package vn.tangthu.portal.samples;

import org.jspecify.annotations.NullMarked;
