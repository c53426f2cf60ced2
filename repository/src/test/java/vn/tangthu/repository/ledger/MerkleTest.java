package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
    /** Of the test of Certificate Transparency (RFC 6962), merkle_tree_test.cc. */
    private static final List<String> LEAVES =
            List.of(
                    "",
                    "00",
                    "10",
                    "2021",
                    "3031",
                    "40414243",
                    "5051525354555657",
                    "606162636465666768696a6b6c6d6e6f");

    @Test
    void rootsAreThoseOfCertificateTransparency() {
        Merkle.Growing tree = new Merkle.Growing();
        List<String> roots = new ArrayList<>();
        for (String leaf : LEAVES) {
            tree.add(Merkle.leaf(HexFormat.of().parseHex(leaf)));
            roots.add(PublicKey.hex(tree.root()));
        }
        assertThat(roots.get(0))
                .isEqualTo("6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
        assertThat(roots.get(1))
                .isEqualTo("fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125");
        assertThat(roots.get(7))
                .isEqualTo("5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");
    }

    @Test
    void aPathLeadsFromEveryLeafToTheRootAndFromNoOther() throws IOException {
        for (int size : new int[] {1, 2, 3, 7, 255, 256, 257, 700, 1025}) {
            List<byte[]> leaves = new ArrayList<>();
            Merkle.Growing tree = new Merkle.Growing();
            for (int i = 0; i < size; i++) {
                byte[] leaf = Merkle.leaf(("mục " + i).getBytes(StandardCharsets.UTF_8));
                leaves.add(leaf);
                tree.add(leaf);
            }
            Merkle.Hashes hashes = hashes(leaves);
            for (int i = 0; i < size; i += size > 300 ? 13 : 1) {
                List<byte[]> path = Merkle.inclusion(hashes, i, size);
                assertThat(Merkle.follow(leaves.get(i), i, size, path)).isEqualTo(tree.root());
                assertThat(Merkle.follow(Merkle.leaf(new byte[1]), i, size, path))
                        .isNotEqualTo(tree.root());
                if (size > 1) {
                    assertThat(Merkle.follow(leaves.get(i), (i + 1) % size, size, path))
                            .isNotEqualTo(tree.root());
                }
            }
        }
    }

    private static Merkle.Hashes hashes(List<byte[]> leaves) {
        return new Merkle.Hashes() {
            @Override
            public byte[] leaf(long index) {
                return leaves.get((int) index);
            }

            @Override
            public byte[] bundle(long number) {
                byte[] all = new byte[Merkle.BUNDLE * Merkle.HASH];
                for (int i = 0; i < Merkle.BUNDLE; i++) {
                    System.arraycopy(
                            leaves.get((int) number * Merkle.BUNDLE + i),
                            0,
                            all,
                            i * Merkle.HASH,
                            Merkle.HASH);
                }
                return Merkle.bundle(Arrays.copyOf(all, all.length));
            }
        };
    }
}
