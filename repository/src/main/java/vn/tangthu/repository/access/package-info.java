/** Accounts, requests of the public, and the log of who did what: what only the database has. */
@NullMarked
package vn.tangthu.repository.access;

import org.jspecify.annotations.NullMarked;
