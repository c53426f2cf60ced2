package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import vn.tangthu.repository.ReadingPurpose.Kind;

/** What the log keeps of why something was opened. */
class ReadingPurposeTest {
    @Test
    void itComesBackFromTheLogAsItWasSaid() {
        for (Kind kind : Kind.values()) {
            ReadingPurpose worded = new ReadingPurpose(kind, "12/CV của Sở");
            assertThat(ReadingPurpose.read(worded.stored())).contains(worded);
            if (!kind.worded()) {
                ReadingPurpose plain = new ReadingPurpose(kind, "");
                assertThat(plain.stored()).isEqualTo(kind.name());
                assertThat(ReadingPurpose.read(plain.stored())).contains(plain);
            }
        }
    }

    @Test
    void itIsOneLineInOneSpelling() {
        assertThat(new ReadingPurpose(Kind.OTHER, " đo\u0302\u0301i\n\tchiếu\u0000 \u202e ").text())
                .isEqualTo("đối chiếu");
    }

    @Test
    void whatSaysNothingIsNoPurpose() {
        for (Kind kind : Arrays.stream(Kind.values()).filter(Kind::worded).toList()) {
            assertThatThrownBy(() -> new ReadingPurpose(kind, " \n"))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> new ReadingPurpose(Kind.QUALITY, "x".repeat(301)))
                .isInstanceOf(IllegalArgumentException.class);
        for (String wrong : List.of("", "OTHER", "OTHER ", "other x", "XYZ x", " QUALITY")) {
            assertThat(ReadingPurpose.read(wrong)).as(wrong).isEmpty();
        }
        assertThat(ReadingPurpose.read(null)).isEmpty();
    }
}
