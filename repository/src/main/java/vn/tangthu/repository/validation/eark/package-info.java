/** Judges E-ARK packages: CSIP and SIP, 2.0.4 to 2.2, every MUST of their requirement lists. */
@NullMarked
package vn.tangthu.repository.validation.eark;

import org.jspecify.annotations.NullMarked;
