package vn.tangthu.repository.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.FormatRisks.Level;

class FormatRiskTableTest {
    @TempDir private Path tmp;

    @Test
    void theTableThatComesAlongRatesWhatTheLawNamesAndTellsWhySays() {
        FormatRiskTable own = new FormatRiskTable("");
        assertThat(own.of("").level()).isEqualTo(Level.HIGH);
        assertThat(own.of(null).level()).isEqualTo(Level.MEDIUM);
        assertThat(own.of("fmt/477").level()).isEqualTo(Level.LOW);
        assertThat(own.of("fmt/39").level()).isEqualTo(Level.HIGH);
        assertThat(own.of("fmt/40").reason(Locale.ENGLISH)).contains("DOCX");
        assertThat(own.of("fmt/40").reason(Locale.forLanguageTag("vi"))).contains("độc quyền");
        assertThat(own.of("fmt/40").source()).isNotEmpty();
        assertThat(own.of("fmt/99999").level()).isEqualTo(Level.UNRATED);
    }

    @Test
    void anOperatorsTableReplacesItAndABrokenOneIsNotPassedOver() throws Exception {
        Path file = tmp.resolve("risks.tsv");
        Files.writeString(file, "# ours\nfmt/477, fmt/18\tHIGH\tours\tvì\tbecause\n");
        FormatRiskTable ours = new FormatRiskTable(file.toString());
        assertThat(ours.of("fmt/18").level()).isEqualTo(Level.HIGH);
        assertThat(ours.of("fmt/40").level()).isEqualTo(Level.UNRATED);
        Files.writeString(file, "fmt/477\tDREADFUL\tours\tvì\tbecause\n");
        assertThatThrownBy(() -> new FormatRiskTable(file.toString()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("tangthu.formats.risks");
        assertThatThrownBy(() -> new FormatRiskTable(tmp.resolve("nowhere").toString()))
                .hasMessageContaining("tangthu.formats.risks");
    }
}
