/** Notes what the tests that break something on purpose came to. */
@NullMarked
package vn.tangthu.storage.faults;

import org.jspecify.annotations.NullMarked;
