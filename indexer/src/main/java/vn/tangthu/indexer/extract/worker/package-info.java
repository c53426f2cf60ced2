/**
 * The child process in which foreign bytes are parsed: its requests and answers, its main loop and
 * the operations. Nothing of the archive's database, store or secrets is within its reach.
 */
@NullMarked
package vn.tangthu.indexer.extract.worker;

import org.jspecify.annotations.NullMarked;
