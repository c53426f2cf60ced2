package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** Which formats are taken is said by the contract, then the archive, then the law. */
class FormatPolicyTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final String COMPANY = "Công ty Số hóa Biển Đông";
    private static final FormatIdentification PDF =
            new FormatIdentification(
                    "fmt/18", "Acrobat PDF 1.4", "1.4", Basis.SIGNATURE, "V100/37");
    private static final FormatIdentification PDF_A =
            new FormatIdentification(
                    "fmt/477", "Acrobat PDF/A; archival", "2b", Basis.SIGNATURE, "V100/37");
    private static int count;

    @TempDir private Path tmp;
    private final String fonds = "H32.P" + count++;
    private volatile ContentProbe.Identified is = new ContentProbe.Identified(PDF, true);
    private IngestRoom room;
    private FormatPolicies policies;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    @BeforeEach
    void open() {
        room =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        new MemoryObjectStore(),
                        new ContentProbe() {
                            @Override
                            public Result probe(Path file) {
                                return new Result.Readable("application/pdf", 1);
                            }

                            @Override
                            public Identified identify(Path file, String name) {
                                return is;
                            }
                        });
        room.fonds(fonds, null);
        policies = room.context.getBean(FormatPolicies.class);
    }

    @AfterEach
    void close() {
        policies.say(FormatPolicies.ARCHIVE, List.of(), Reader.OPERATOR);
        room.close();
        DATABASE.jdbc().sql("delete from kept.contractor").update();
    }

    /** What is said of formats of a delivery of two digitised hồ sơ with three PDFs each. */
    private List<Finding> check(String contractor) throws IOException {
        Path folder = tmp.resolve("giao" + count++);
        var unused = SampleDelivery.write(folder, room.template, fonds, 1, 2, 3, "Noi dung");
        return room.deliveries.check(folder, contractor, Progress.NONE).findings().stream()
                .filter(f -> f.code().startsWith("FORMAT_") || f.code().equals("SCAN_NOT_PDFA"))
                .toList();
    }

    @Test
    void byTheLawADigitisedPdfThatIsNoPdfAIsToldOnceWithHowManyThereAre() throws IOException {
        List<Finding> told = check(COMPANY);
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().code()).isEqualTo("SCAN_NOT_PDFA");
        assertThat(told.getFirst().severity()).isEqualTo(Severity.WARNS);
        assertThat(told.getFirst().values()).endsWith("6").contains("Acrobat PDF 1.4 1.4 (fmt/18)");
        is = new ContentProbe.Identified(PDF_A, true);
        assertThat(check(COMPANY)).isEmpty();
    }

    @Test
    void whatTheContractRefusesIsToldOfEachFileAndOfNobodyElses() throws IOException {
        Rule refused = new Rule("fmt/18", Standing.REFUSED, "Hợp đồng 12/2026 chỉ nhận PDF/A");
        policies.say(COMPANY, List.of(refused), Reader.OPERATOR);
        assertThat(check(COMPANY))
                .filteredOn(f -> f.code().equals("FORMAT_REFUSED"))
                .hasSize(6)
                .allSatisfy(
                        f -> {
                            assertThat(f.severity()).isEqualTo(Severity.BLOCKS);
                            assertThat(f.values()).contains("Hợp đồng 12/2026 chỉ nhận PDF/A");
                        });
        assertThat(check("Công ty Khác"))
                .extracting(Finding::code)
                .containsExactly("SCAN_NOT_PDFA");
        policies.say(COMPANY, List.of(), Reader.OPERATOR);
        assertThat(check(COMPANY)).extracting(Finding::code).containsExactly("SCAN_NOT_PDFA");
    }

    @Test
    void theContractStandsBeforeTheArchiveAndTheArchiveBeforeTheLaw() throws IOException {
        policies.say(
                FormatPolicies.ARCHIVE,
                List.of(
                        new Rule("application/pdf", Standing.TOLERATED, "Nên giao PDF/A"),
                        new Rule(FormatRules.SCAN_NOT_PDFA, Standing.REFUSED, "Điều 8")),
                Reader.OPERATOR);
        assertThat(check("Công ty Khác"))
                .extracting(Finding::code)
                .containsOnly("FORMAT_TOLERATED", "SCAN_NOT_PDFA")
                .hasSize(7); // of all that is tolerated one, of each that is refused one
        policies.say(
                COMPANY,
                List.of(
                        new Rule("application/pdf", Standing.ACCEPTED, "Phụ lục 2"),
                        new Rule(FormatRules.SCAN_NOT_PDFA, Standing.ACCEPTED, "Phụ lục 2")),
                Reader.OPERATOR);
        assertThat(check(COMPANY)).isEmpty();
        assertThat(check("công ty  số hóa BIỂN ĐÔNG")).isEmpty();
    }

    @Test
    void anUnknownFormatAndAnEndingOfAnotherFormatAreToldOrRefused() throws IOException {
        is = new ContentProbe.Identified(FormatIdentification.unknown("V100/37"), true);
        assertThat(check(COMPANY)).extracting(Finding::code).contains("FORMAT_UNKNOWN");
        is = new ContentProbe.Identified(PDF_A, false);
        assertThat(check(COMPANY)).extracting(Finding::code).containsExactly("FORMAT_MISMATCH");
        policies.say(
                COMPANY,
                List.of(
                        new Rule(FormatRules.UNKNOWN, Standing.REFUSED, "Điều 3"),
                        new Rule(FormatRules.MISMATCH, Standing.REFUSED, "Điều 3")),
                Reader.OPERATOR);
        assertThat(check(COMPANY)).hasSize(6).allMatch(f -> f.severity() == Severity.BLOCKS);
    }

    @Test
    void whatIsNoRuleCannotBeSaidAndOnlyArchivistsSayAny() {
        for (String key : List.of("fmt/0", "pdf", "", "unknown format")) {
            assertThatThrownBy(
                            () ->
                                    policies.say(
                                            COMPANY,
                                            List.of(new Rule(key, Standing.REFUSED, "vì")),
                                            Reader.OPERATOR))
                    .hasMessageContaining("FORMAT_RULE_WRONG");
        }
        Rule rule = new Rule("fmt/40", Standing.REFUSED, "vì");
        assertThatThrownBy(() -> policies.say(COMPANY, List.of(rule, rule), Reader.OPERATOR))
                .hasMessageContaining("FORMAT_RULE_WRONG");
        assertThatThrownBy(
                        () ->
                                policies.say(
                                        COMPANY,
                                        List.of(new Rule("fmt/40", Standing.REFUSED, " ")),
                                        Reader.OPERATOR))
                .hasMessageContaining("FORMAT_RULE_WRONG");
        assertThatThrownBy(
                        () ->
                                policies.say(
                                        COMPANY,
                                        Collections.nCopies(FormatRules.MOST + 1, rule),
                                        Reader.OPERATOR))
                .hasMessageContaining("FORMAT_RULES_TOO_MANY");
        Reader agency = new Reader(null, "so-noi-vu", Set.of(Role.AGENCY), Set.of());
        assertThatThrownBy(() -> policies.say(COMPANY, List.of(rule), agency))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("ARCHIVIST_ONLY");
        assertThat(policies.said(COMPANY)).isEmpty();
    }
}
