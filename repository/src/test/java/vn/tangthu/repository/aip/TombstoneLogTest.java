package vn.tangthu.repository.aip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Tombstones.Cause;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.memory.MemoryObjectStore;

class TombstoneLogTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final TombstoneLog log = new TombstoneLog(store);

    private static Tombstone tombstone(UUID object, String actor) {
        return new Tombstone(
                object,
                3,
                "H49.K1.5",
                Cause.DESTROYED,
                "Thông tư 05/2025/TT-BNV, Điều 48–50",
                "12/QĐ-LTLS",
                LocalDate.of(2026, 11, 20),
                List.of("Nguyễn Thị Hoa", "Đỗ Văn Ích"),
                actor,
                "người thứ hai",
                Instant.parse("2026-11-21T08:00:00Z"),
                null);
    }

    @Test
    void whatWasWrittenIsReadBackAndTheFirstStays() throws IOException {
        UUID object = UUID.randomUUID();
        assertThat(log.of(object)).isEmpty();
        assertThat(log.named(object)).isFalse();
        Tombstone first = log.write(tombstone(object, "lan"));
        assertThat(log.write(tombstone(object, "người khác"))).isEqualTo(first);
        assertThat(log.of(object)).contains(tombstone(object, "lan"));
        assertThat(log.all().erased(object)).isTrue();
        assertThat(log.all().objects()).containsOnlyKeys(Tombstones.keyOf(object).value());
    }

    @Test
    void aDamagedOneProvesThatThereWasOneAndErasesNothing() throws IOException {
        UUID damaged = UUID.randomUUID();
        UUID exchanged = UUID.randomUUID();
        log.write(tombstone(damaged, "lan"));
        Tombstone other = log.write(tombstone(UUID.randomUUID(), "lan"));
        byte[] bytes;
        try (var in = store.open(Tombstones.keyOf(damaged))) {
            bytes = in.readAllBytes();
        }
        String text = new String(bytes, StandardCharsets.UTF_8).replace("K1.5", "K1.6");
        store.replace(
                Tombstones.keyOf(damaged),
                Digest.of(DigestAlgorithm.SHA512, bytes),
                text.getBytes(StandardCharsets.UTF_8));
        try (var in = store.open(Tombstones.keyOf(other.object()))) {
            byte[] its = in.readAllBytes();
            store.putNew(
                    Tombstones.keyOf(exchanged),
                    ByteSource.of(its),
                    Digest.of(DigestAlgorithm.SHA512, its));
        }

        for (UUID object : List.of(damaged, exchanged)) {
            assertThat(log.of(object)).isEmpty();
            assertThat(log.named(object)).isTrue();
            assertThat(log.all().erased(object)).isFalse();
            assertThat(log.all().problems())
                    .hasEntrySatisfying(
                            Tombstones.keyOf(object).value(),
                            problem -> assertThat(problem.damage()).isEqualTo(Damage.CHANGED));
        }
        assertThat(log.all().erased(other.object())).isTrue();
        assertThat(log.write(tombstone(damaged, "lan")))
                .as("who erases says it again")
                .isEqualTo(log.of(damaged).orElseThrow());
    }
}
