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
import vn.tangthu.repository.TestSeal;
import vn.tangthu.repository.Tombstones;
import vn.tangthu.repository.Tombstones.Cause;
import vn.tangthu.repository.Tombstones.Tombstone;
import vn.tangthu.storage.ByteSource;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;
import vn.tangthu.storage.memory.MemoryObjectStore;

class TombstoneLogTest {
    private final MemoryObjectStore store = new MemoryObjectStore();
    private final TestSeal seal = new TestSeal();
    private final TombstoneLog log = new TombstoneLog(store, seal);

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
    void aDamagedOneExcusesWhatWasOrderedAndErasesNothing() throws IOException {
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
            assertThat(log.named(object)).as("nobody knows of it").isFalse();
            seal.ordered.add(object);
            assertThat(log.named(object)).isTrue();
            assertThat(log.all().named(object)).isTrue();
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

    /** As it was written before there were signatures, or by anybody who may put objects. */
    private void putUnsigned(UUID object) throws IOException {
        log.write(tombstone(object, "lan"));
        byte[] signed;
        try (var in = store.open(Tombstones.keyOf(object))) {
            signed = in.readAllBytes();
        }
        String text = new String(signed, StandardCharsets.UTF_8);
        store.replace(
                Tombstones.keyOf(object),
                Digest.of(DigestAlgorithm.SHA512, signed),
                text.substring(0, text.indexOf("\n\n") + 1).getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void oneThatNobodySignedCountsOnlyWhereTheOrderOrTheLogKnowsOfIt() throws IOException {
        UUID forged = UUID.randomUUID();
        UUID ordered = UUID.randomUUID();
        UUID logged = UUID.randomUUID();
        for (UUID object : List.of(forged, ordered, logged)) {
            putUnsigned(object);
        }
        seal.ordered.add(ordered);
        seal.logged.add(logged);

        assertThat(log.of(forged)).isEmpty();
        assertThat(log.named(forged)).isFalse();
        assertThat(log.all().named(forged)).isFalse();
        assertThat(log.all().erased(forged)).isFalse();
        assertThat(log.all().problems()).containsOnlyKeys(Tombstones.keyOf(forged).value());
        for (UUID object : List.of(ordered, logged)) {
            assertThat(log.of(object)).isPresent();
            assertThat(log.named(object)).isTrue();
            assertThat(log.all().erased(object)).isTrue();
        }
        Digest before = log.all().objects().get(Tombstones.keyOf(logged).value());
        log.write(tombstone(logged, "lan"));
        log.write(tombstone(forged, "hoa"));
        assertThat(log.all().objects())
                .as("what the log has the digest of stays")
                .containsEntry(Tombstones.keyOf(logged).value(), before);
        assertThat(log.of(forged)).as("an order of ours takes its place").isPresent();
        assertThat(log.of(forged).orElseThrow().actor()).isEqualTo("hoa");
    }
}
