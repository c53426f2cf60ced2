@NullMarked
package vn.tangthu.repository.sets;

import org.jspecify.annotations.NullMarked;
