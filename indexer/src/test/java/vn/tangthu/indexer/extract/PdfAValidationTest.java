package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.verapdf.ReleaseDetails;
import org.verapdf.pdfa.Foundries;
import vn.tangthu.indexer.extract.worker.PdfAValidation;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Claim;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentProbe;

/** What calls itself PDF/A is held against its rules, in a real worker process. */
class PdfAValidationTest {
    @TempDir static Path dir;
    static WorkerContentProbe probe;

    @BeforeAll
    static void start() {
        probe = new WorkerContentProbe(SharedWorkers.POOL);
    }

    @Test
    void aFileThatKeepsTheRulesOfItsFlavourPasses() throws IOException {
        Path file = PdfAFiles.write(dir.resolve("dung.pdf"), "");
        assertThat(((ContentProbe.Result.Readable) probe.probe(file)).claims())
                .containsExactly(Claim.PDFA);
        ContentCheck check = probe.check(file, Kind.PDFA);
        assertThat(check.outcome()).isEqualTo(Outcome.PASSED);
        assertThat(check.detail()).isEqualTo("2b");
        assertThat(check.tool()).isEqualTo(probe.tool(Kind.PDFA));
    }

    @Test
    void aFontThatIsNotEmbeddedIsToldWithItsClause() throws IOException {
        ContentCheck check =
                probe.check(PdfAFiles.write(dir.resolve("sai.pdf"), "Noi dung"), Kind.PDFA);
        assertThat(check.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(check.first()).isEqualTo("2b");
        assertThat(check.detail()).contains("\n6.2.11.4.1-1: The font programs");
    }

    @Test
    void aPdfThatClaimsNothingIsAskedNothing() throws IOException {
        Path file = dir.resolve("thuong.pdf");
        try (PDDocument pdf = new PDDocument()) {
            pdf.addPage(new PDPage());
            pdf.save(file.toFile());
        }
        assertThat(((ContentProbe.Result.Readable) probe.probe(file)).claims()).isEmpty();
    }

    @Test
    void aDamagedFileCostsOneResultAndTheNextOneIsChecked() throws IOException {
        Path broken = dir.resolve("hong.pdf");
        Files.write(broken, "%PDF-1.4\nnothing\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        ContentCheck check = probe.check(broken, Kind.PDFA);
        assertThat(check.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(check.detail().lines().skip(1)).isNotEmpty();
        assertThat(probe.check(PdfAFiles.write(dir.resolve("tot.pdf"), ""), Kind.PDFA).outcome())
                .isEqualTo(Outcome.PASSED);
    }

    @Test
    void theToolThatIsNamedIsTheOneThatIsThere() {
        assertThat(Foundries.class).isNotNull();
        assertThat(ReleaseDetails.byId("core-jakarta").getVersion())
                .isEqualTo(PdfAValidation.TOOL.toLowerCase(Locale.ROOT).replace("verapdf ", ""));
    }
}
