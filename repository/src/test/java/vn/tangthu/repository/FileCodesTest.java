package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

class FileCodesTest {
    private static Digest digest(int file) {
        return Digest.of(DigestAlgorithm.SHA512, ("tệp " + file).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyFileOfEveryCertificateHasACodeOfItsOwnThatStaysTheSame() {
        Set<String> codes = new HashSet<>();
        for (int certificate = 0; certificate < 20; certificate++) {
            for (int file = 0; file < 100; file++) {
                String code = FileCodes.of(new UUID(7, certificate), digest(file));
                assertThat(code).matches("[a-z2-7]{26}");
                assertThat(FileCodes.of(new UUID(7, certificate), digest(file))).isEqualTo(code);
                codes.add(code);
            }
        }
        assertThat(codes).hasSize(2_000);
        // Pinned: codes are printed on paper and must mean the same in twenty years.
        assertThat(FileCodes.of(new UUID(1, 2), digest(1))).isEqualTo("vm35hgj53rjam2jdnbj6r3aowe");
        assertThat(FileCodes.same("ab", "ab")).isTrue();
        assertThat(FileCodes.same("ab", "ac")).isFalse();
    }
}
