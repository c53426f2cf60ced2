/**
 * What is erased for good: orders, the work itself, secrets that text told of, destruction by the
 * law's path.
 */
@NullMarked
package vn.tangthu.repository.erasure;

import org.jspecify.annotations.NullMarked;
