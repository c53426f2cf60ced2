package vn.tangthu.repository.validation.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.crypto.digests.Blake2bDigest;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void ourBlake2bIsTheReferencesForEveryLengthAndSize() throws IOException {
        Random random = new Random(7);
        for (int bits : new int[] {160, 224, 256, 384, 512}) {
            for (int length : new int[] {0, 1, 127, 128, 129, 255, 256, 257, 1000, 300_000}) {
                byte[] bytes = new byte[length];
                random.nextBytes(bytes);
                Blake2bDigest reference = new Blake2bDigest(bits);
                reference.update(bytes, 0, length);
                byte[] expected = new byte[bits / 8];
                reference.doFinal(expected, 0);
                assertThat(
                                Digests.read(
                                                new ByteArrayInputStream(bytes),
                                                List.of("blake2b" + bits))
                                        .bytes()
                                        .getFirst())
                        .isEqualTo(expected);
            }
        }
    }

    @Test
    void aSpoolKeepsWhatBelongsTogetherAlsoOnDisk() throws IOException {
        try (Spool spool = new Spool()) {
            byte[] filler = new byte[1000];
            for (int i = 0; i < 30_000; i++) {
                int number = i;
                spool.add(
                        "key" + i % 10_000,
                        out -> {
                            out.write(1);
                            out.writeInt(number % 10_000);
                            out.write(filler);
                        });
            }
            int[] counts = new int[10_000];
            spool.read(
                    in -> {
                        Set<Integer> here = new HashSet<>();
                        for (int kind = in.read(); kind >= 0; kind = in.read()) {
                            int key = in.readInt();
                            in.readNBytes(1000);
                            counts[key]++;
                            here.add(key);
                        }
                        assertThat(here).allMatch(key -> counts[key] == 3);
                    });
            assertThat(counts).containsOnly(3);
        }
    }
}
