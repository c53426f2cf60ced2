/**
 * Destruction by the law's path: what may be proposed, lists, the council's decisions, what speaks
 * against it. The erasing itself is ordered from {@link vn.tangthu.repository.Erasures}.
 */
@NullMarked
package vn.tangthu.repository.destruction;

import org.jspecify.annotations.NullMarked;
