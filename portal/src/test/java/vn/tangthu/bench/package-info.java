/**
 * Benchmarks: ratios against a named rival on the same work in the same run. {@code ./tangthu
 * bench} runs them.
 */
@NullMarked
package vn.tangthu.bench;

import org.jspecify.annotations.NullMarked;
