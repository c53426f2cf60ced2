/** Tests of the database room, and the database for other rooms' tests. */
@NullMarked
package vn.tangthu.repository.database;

import org.jspecify.annotations.NullMarked;
