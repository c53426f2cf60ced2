package vn.tangthu.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScratchLongsTest {
    @Test
    void aTableIsZeroAtFirstAndKeepsWhatIsSetInTheHeapAndOutside() {
        for (long length : new long[] {1, 1 << 15, (1 << 15) + 1, 1 << 20}) {
            ScratchLongs table = new ScratchLongs(length);
            assertThat(table.length()).isEqualTo(length);
            assertThat(table.get(length - 1)).isZero();
            table.set(0, Long.MIN_VALUE);
            table.set(length - 1, length);
            assertThat(table.get(length - 1)).isEqualTo(length);
            assertThatThrownBy(() -> table.get(length))
                    .isInstanceOf(IndexOutOfBoundsException.class);

            ScratchLongs larger = table.resized(length * 2);
            assertThat(larger.get(length - 1)).isEqualTo(length);
            assertThat(larger.get(length)).isZero();
        }
    }

    @Test
    void aLargeTableLeavesNoFileBehind() throws Exception {
        ScratchLongs table = new ScratchLongs(1_000_000);
        table.set(999_999, 7);
        assertThat(table.get(999_999)).isEqualTo(7);
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.getFileName().toString().startsWith("numbers-")))
                    .isEmpty();
        }
    }

    @Test
    void aSetKnowsWhatItWasGivenAndNothingElse() {
        SplittableRandom random = new SplittableRandom(20261122);
        ScratchLongSet set = new ScratchLongSet();
        Set<Long> expected = new HashSet<>();
        assertThat(set.contains(0)).isFalse();
        assertThat(set.add(0)).isTrue();
        assertThat(set.add(0)).isFalse();
        expected.add(0L);
        for (int i = 0; i < 50_000; i++) {
            long number = random.nextBoolean() ? random.nextLong() : random.nextLong(1_000);
            assertThat(set.add(number)).isEqualTo(expected.add(number));
        }
        expected.forEach(number -> assertThat(set.contains(number)).isTrue());
        for (int i = 0; i < 50_000; i++) {
            long number = random.nextLong(2_000);
            assertThat(set.contains(number)).isEqualTo(expected.contains(number));
        }
    }
}
