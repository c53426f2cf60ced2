/** Keeps the register of bodies: names, codes and superiors over time, and who followed whom. */
@NullMarked
package vn.tangthu.repository.bodies;

import org.jspecify.annotations.NullMarked;
