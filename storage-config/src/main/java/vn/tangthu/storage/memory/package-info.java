/** Objects in memory, for tests and trials; nothing survives the process. */
@NullMarked
package vn.tangthu.storage.memory;

import org.jspecify.annotations.NullMarked;
