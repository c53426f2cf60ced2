package vn.tangthu.repository.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.storage.TangThuHome;

class HomeClosureTermsTest {
    @TempDir Path home;

    private HomeClosureTerms terms() {
        return new HomeClosureTerms(new TangThuHome(home));
    }

    private void write(String lines) throws IOException {
        Files.writeString(home.resolve(HomeClosureTerms.FILE), lines);
    }

    @Test
    void withoutAFileNothingIsProposed() {
        for (AccessGround ground : AccessGround.values()) {
            assertThat(terms().years(ground)).isEmpty();
            assertThat(terms().closedUntil(ground, 1990)).isNull();
        }
    }

    @Test
    void yearsAreCountedFromTheEndOfTheLastYear() throws Exception {
        write("\uFEFF# Quy chế 12/QC-TTLT\nPERSONAL_DATA = 75\n\nDAMAGED=1 # đến khi tu bổ\n");
        HomeClosureTerms terms = terms();
        assertThat(terms.closedUntil(AccessGround.PERSONAL_DATA, 1981))
                .isEqualTo(LocalDate.of(2056, 12, 31));
        assertThat(terms.closedUntil(AccessGround.PERSONAL_DATA, null)).isNull();
        assertThat(terms.years(AccessGround.DAMAGED)).hasValue(1);
        assertThat(terms.years(AccessGround.PRIVATE_LIFE)).isEmpty();
        write("PERSONAL_DATA = 40\n");
        assertThat(terms.years(AccessGround.PERSONAL_DATA)).as("read again").hasValue(40);
        assertThat(terms.years(AccessGround.DAMAGED)).isEmpty();
    }

    @Test
    void aLineThatCannotBeReadProposesNothingAndTheOthersHold() throws Exception {
        write(
                "PERSONAL = 75\nPRIVATE_LIFE = nhiều\nFAMILY_SECRET = 0\nDAMAGED = 151\n"
                        + "BUSINESS_SECRET 10\nOTHER = 1 = 2\nIN_PROCESSING = 150\n");
        for (AccessGround ground : AccessGround.values()) {
            if (ground != AccessGround.IN_PROCESSING) {
                assertThat(terms().years(ground)).as(ground.name()).isEmpty();
            }
        }
        assertThat(terms().years(AccessGround.IN_PROCESSING)).hasValue(150);
        Files.write(home.resolve(HomeClosureTerms.FILE), new byte[] {(byte) 0xC3, 0x28});
        assertThat(terms().years(AccessGround.IN_PROCESSING)).as("not UTF-8").isEmpty();
    }
}
