/** What requests cost: the archive's tables of fees, what was told, paid and waived. */
@NullMarked
package vn.tangthu.repository.fees;

import org.jspecify.annotations.NullMarked;
