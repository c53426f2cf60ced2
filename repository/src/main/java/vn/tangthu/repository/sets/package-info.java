/**
 * Back-up sets on media that are taken out of the machine, their signed manifests, and what is
 * restored from them.
 */
@NullMarked
package vn.tangthu.repository.sets;

import org.jspecify.annotations.NullMarked;
