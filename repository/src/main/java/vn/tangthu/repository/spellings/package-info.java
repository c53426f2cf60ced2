/** What is written in several ways: the archive's lines, and the rules for them. */
@NullMarked
package vn.tangthu.repository.spellings;

import org.jspecify.annotations.NullMarked;
