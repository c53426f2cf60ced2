package vn.tangthu.repository.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Ledger;
import vn.tangthu.repository.Ledger.Fault;
import vn.tangthu.repository.Progress;

/** Somebody outside says when a checkpoint was there; without them it is made all the same. */
class StampsTest {
    @TempDir Path directory;

    @SuppressWarnings("NullAway.Init")
    private TestAuthority authority;

    @SuppressWarnings("NullAway.Init")
    private LedgerArchive archive;

    @BeforeEach
    void open() throws Exception {
        authority = new TestAuthority("Thu nghiem");
        archive = archive(authority.anchor(directory.resolve("neo.pem")));
    }

    private LedgerArchive archive(Path anchors) throws IOException {
        return new LedgerArchive(
                directory.resolve("kho"),
                null,
                Map.of(
                        "tangthu.timestamp.url",
                        authority.address(),
                        "tangthu.timestamp.anchors",
                        anchors.toString()));
    }

    @AfterEach
    void close() {
        archive.close();
        authority.close();
    }

    private Path stored(long number) {
        return archive.root.resolve(Segments.timestamp(number).value());
    }

    private List<Fault> faults() {
        return archive.verify().stream().map(Ledger.Problem::fault).distinct().toList();
    }

    private Ledger.Verified verified() throws IOException {
        return archive.ledger()
                .verify(
                        new Ledger.Verifying(true, null, null, List.of()),
                        problem -> {},
                        Progress.NONE);
    }

    @Test
    void aCheckpointIsStampedAndTheStampLiesBesideIt() throws Exception {
        archive.act("LOGIN", null);
        Ledger.Checkpoint made = archive.ledger().checkpoint("ASKED");
        assertThat(made.stampedAt())
                .isBetween(
                        Instant.now().minus(Duration.ofMinutes(1)),
                        Instant.now().plus(Duration.ofMinutes(1)));
        assertThat(stored(made.number())).isRegularFile();
        assertThat(faults()).isEmpty();
        assertThat(verified().stamps()).isEqualTo(1);
        assertThat(authority.asked()).isEqualTo(1);
    }

    @Test
    void opensslProvesItWithoutUs() throws Exception {
        Ledger.Checkpoint made = archive.ledger().checkpoint("ASKED");
        Path note = archive.root.resolve(Segments.checkpoint(made.number()).value());
        Process openssl;
        try {
            openssl =
                    new ProcessBuilder(
                                    "openssl",
                                    "ts",
                                    "-verify",
                                    "-data",
                                    note.toString(),
                                    "-in",
                                    stored(made.number()).toString(),
                                    "-CAfile",
                                    directory.resolve("neo.pem").toString())
                            .redirectErrorStream(true)
                            .start();
        } catch (IOException e) {
            assumeTrue(false, "openssl is not installed");
            return;
        }
        String said = new String(openssl.getInputStream().readAllBytes());
        assertThat(openssl.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(said).contains("Verification: OK");
    }

    @Test
    void whileTheAuthorityIsAwayCheckpointsAreMadeAndStampedLater() throws Exception {
        authority.goAway(true);
        Ledger.Checkpoint first = archive.ledger().checkpoint("ASKED");
        archive.act("LOGIN", null);
        Ledger.Checkpoint second = archive.ledger().checkpoint("ASKED");
        assertThat(first.stampedAt()).isNull();
        assertThat(second.stampedAt()).isNull();
        assertThat(faults()).isEmpty();
        authority.goAway(false);
        assertThat(archive.bean(Stamps.class).fetch()).isTrue();
        assertThat(archive.ledger().checkpoints(2))
                .hasSize(2)
                .allMatch(one -> one.stampedAt() != null);
        assertThat(verified().stamps()).isEqualTo(2);
        assertThat(faults()).isEmpty();
    }

    @Test
    void aStampThatWasPutAndNotNotedIsTakenOver() throws Exception {
        Ledger.Checkpoint made = archive.ledger().checkpoint("ASKED");
        byte[] before = Files.readAllBytes(stored(made.number()));
        archive.database
                .jdbc()
                .sql("update kept.ledger_checkpoint set stamped_at = null, stamp_sha256 = null")
                .update(); // as when the process was killed between the two
        assertThat(archive.bean(Stamps.class).fetch()).isTrue();
        assertThat(archive.ledger().checkpoints(1).getFirst().stampedAt()).isNotNull();
        assertThat(Files.readAllBytes(stored(made.number()))).isEqualTo(before);
        assertThat(authority.asked()).isEqualTo(1);
    }

    @Test
    void aStampThatIsAlteredExchangedOrGoneIsNamed() throws Exception {
        Ledger.Checkpoint first = archive.ledger().checkpoint("ASKED");
        archive.act("LOGIN", null);
        Ledger.Checkpoint second = archive.ledger().checkpoint("ASKED");
        byte[] own = Files.readAllBytes(stored(first.number()));
        byte[] flipped = own.clone();
        flipped[flipped.length - 20] ^= 1; // in the signature
        Files.write(stored(first.number()), flipped);
        assertThat(faults()).contains(Fault.TIMESTAMP_BAD, Fault.OBJECT_CHANGED);
        Files.write(stored(first.number()), Files.readAllBytes(stored(second.number())));
        assertThat(faults()).contains(Fault.TIMESTAMP_BAD);
        Files.delete(stored(first.number()));
        assertThat(faults()).containsExactly(Fault.OBJECT_MISSING);
        Files.write(stored(first.number()), own);
        assertThat(faults()).isEmpty();
    }

    @Test
    void anAuthorityThatNoAnchorVouchesForIsNotBelieved() throws Exception {
        archive.close();
        try (TestAuthority other = new TestAuthority("Nguoi la")) {
            archive = archive(other.anchor(directory.resolve("khac.pem")));
            Ledger.Checkpoint made = archive.ledger().checkpoint("ASKED");
            assertThat(made.stampedAt()).isNull();
            assertThat(stored(made.number())).doesNotExist();
        }
    }
}
