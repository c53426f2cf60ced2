/**
 * The database under the repository: the embedded PostgreSQL as a child process or an external one,
 * the connection pool and the two sets of migrations.
 */
@NullMarked
package vn.tangthu.repository.database;

import org.jspecify.annotations.NullMarked;
