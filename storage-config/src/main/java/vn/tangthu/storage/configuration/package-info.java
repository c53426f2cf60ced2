/**
 * Chooses and opens the object store that the configuration names, and the beans every floor needs.
 */
@NullMarked
package vn.tangthu.storage.configuration;

import org.jspecify.annotations.NullMarked;
