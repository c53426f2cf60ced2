@NullMarked
package vn.tangthu.repository.bodies;

import org.jspecify.annotations.NullMarked;
