/** The log that cannot be quietly rewritten: entries, Merkle tree, checkpoints, proofs. */
@NullMarked
package vn.tangthu.repository.ledger;

import org.jspecify.annotations.NullMarked;
