@NullMarked
package vn.tangthu.repository.destruction;

import org.jspecify.annotations.NullMarked;
