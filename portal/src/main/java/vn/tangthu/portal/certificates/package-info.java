/** Issues certificates: gathers what they say, has them written and signed, enters them. */
@NullMarked
package vn.tangthu.portal.certificates;

import org.jspecify.annotations.NullMarked;
