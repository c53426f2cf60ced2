package vn.tangthu.repository.scanning;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.repository.scanning.Clamd.Reply;
import vn.tangthu.repository.scanning.FakeClamd.Manner;

class ClamdTest {
    @TempDir private Path tmp;

    private static Reply scan(Clamd clamd, byte[] bytes) throws IOException {
        return clamd.scan(new ByteArrayInputStream(bytes));
    }

    @Test
    void a_real_clamd_finds_eicar_plain_and_in_a_zip_and_knows_its_limit() throws Exception {
        assumeTrue(RealClamd.isInstalled() || "true".equals(System.getenv("CI")), "no clamd");
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(zipped)) {
            zip.putNextEntry(new ZipEntry("thư.txt"));
            zip.write(RealClamd.EICAR.getBytes(US_ASCII));
        }
        try (RealClamd real = RealClamd.start(tmp, "2M");
                Clamd clamd =
                        new Clamd(
                                UnixDomainSocketAddress.of(real.socket), Duration.ofSeconds(30))) {
            assertThat(clamd.isAlive()).isTrue();
            assertThat(clamd.version()).startsWith("ClamAV ");
            assertThat(scan(clamd, "Công văn".getBytes(US_ASCII))).isEqualTo(new Reply.Clean());
            assertThat(scan(clamd, RealClamd.EICAR.getBytes(US_ASCII)))
                    .isEqualTo(new Reply.Found("Eicar-Of-Ours.UNOFFICIAL"));
            assertThat(scan(clamd, zipped.toByteArray()))
                    .isEqualTo(new Reply.Found("Eicar-Of-Ours.UNOFFICIAL"));
            assertThat(scan(clamd, new byte[8 << 20])).isEqualTo(new Reply.TooLarge());
            assertThat(scan(clamd, new byte[0])).isEqualTo(new Reply.Clean());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HANGS", "HALF_ANSWER", "CLOSES", "WRONG_ANSWER", "DEAF"})
    void what_is_no_whole_answer_is_never_clean(Manner manner) throws IOException {
        try (FakeClamd fake = new FakeClamd();
                Clamd clamd = clamd(fake)) {
            fake.manner = manner;
            long began = System.nanoTime();
            assertThatThrownBy(() -> scan(clamd, new byte[100_000]))
                    .isInstanceOf(IOException.class);
            assertThat(Duration.ofNanos(System.nanoTime() - began))
                    .as("it waits its two seconds, not the minute of the other")
                    .isLessThan(Duration.ofSeconds(30));
        }
    }

    @Test
    void limits_and_errors_are_told_for_what_they_are() throws IOException {
        try (FakeClamd fake = new FakeClamd();
                Clamd clamd = clamd(fake)) {
            fake.manner = Manner.SIZE_LIMIT;
            assertThat(scan(clamd, new byte[200_000])).isEqualTo(new Reply.TooLarge());
            fake.manner = Manner.ERROR;
            assertThat(scan(clamd, new byte[10])).isInstanceOf(Reply.Failed.class);
            fake.manner = Manner.GOOD;
            assertThat(scan(clamd, FakeClamd.HARM.getBytes(US_ASCII)))
                    .isEqualTo(new Reply.Found("Test.Harm-1"));
        }
    }

    @Test
    void nobody_there_is_an_exception() throws IOException {
        FakeClamd fake = new FakeClamd();
        fake.close();
        try (Clamd clamd = clamd(fake)) {
            assertThat(clamd.isAlive()).isFalse();
            assertThatThrownBy(clamd::version).isInstanceOf(IOException.class);
        }
    }

    private static Clamd clamd(FakeClamd fake) {
        return new Clamd(
                InetSocketAddress.createUnresolved("127.0.0.1", fake.port()),
                Duration.ofSeconds(2));
    }
}
