@NullMarked
package vn.tangthu.repository.erasure;

import org.jspecify.annotations.NullMarked;
