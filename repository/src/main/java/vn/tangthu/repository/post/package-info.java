/** Letters by e-mail: kept until the operator's mail server took them. */
@NullMarked
package vn.tangthu.repository.post;

import org.jspecify.annotations.NullMarked;
