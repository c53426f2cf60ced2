package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Claim;
import vn.tangthu.repository.ContentCheck.Kind;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatPolicies;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What a file says of itself is checked once for its bytes, told, and kept in its package. */
class FileClaimsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final Instant AT = Instant.parse("2026-11-22T03:00:00Z");
    private static final String COMPANY = "Công ty Số hóa Biển Đông";

    @TempDir private Path tmp;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    /** Of the first file good, of the second broken, of the third to no end. */
    private static final class Claiming implements ContentProbe {
        final AtomicInteger asked = new AtomicInteger();

        @Override
        public Result probe(Path file) {
            return new Result.Readable(
                    "application/pdf", 1, List.of(), List.of(), List.of(), Set.of(Claim.PDFA));
        }

        @Override
        public ContentCheck check(Path file, Kind kind) {
            asked.incrementAndGet();
            String name = String.valueOf(file.getFileName());
            if (name.contains("0000001")) {
                return new ContentCheck(kind, Outcome.PASSED, "2b", tool(kind), AT);
            }
            return name.contains("0000002")
                    ? new ContentCheck(
                            kind,
                            Outcome.FAILED,
                            "2b\n6.1.2-1: <a> & b\n6.1.3-1: c",
                            tool(kind),
                            AT)
                    : new ContentCheck(kind, Outcome.UNDECIDED, "?\nquá 20 s", tool(kind), AT);
        }

        @Override
        public String tool(Kind kind) {
            return "veraPDF 1";
        }
    }

    @Test
    void resultsAreToldAndKeptAndComeBackFromThePackageAndTheCatalogue() throws Exception {
        Claiming probe = new Claiming();
        try (IngestRoom room =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        new MemoryObjectStore(),
                        probe)) {
            room.fonds("H32.K1", null);
            Path folder = tmp.resolve("giao");
            var unused = SampleDelivery.write(folder, room.template, "H32.K1", 1, 1, 3, "Noi dung");

            List<Finding> told = told(room, folder);
            assertThat(told)
                    .extracting(Finding::code)
                    .containsExactlyInAnyOrder("PDFA_BROKEN", "PDFA_NOT_CHECKED");
            assertThat(told).allMatch(f -> f.severity() == Severity.WARNS);
            assertThat(told.getFirst().values()).contains("2b", "6.1.2-1: <a> & b; 6.1.3-1: c");
            assertThat(probe.asked).hasValue(3);
            assertThat(told(room, folder)).hasSize(2);
            assertThat(probe.asked).hasValue(4); // only what came to no end is asked again

            FormatPolicies policies = room.context.getBean(FormatPolicies.class);
            policies.say(
                    COMPANY,
                    List.of(new Rule(FormatRules.PDFA_BROKEN, Standing.REFUSED, "Hợp đồng 12")),
                    Reader.OPERATOR);
            assertThat(room.deliveries.check(folder, COMPANY, Progress.NONE).findings())
                    .anySatisfy(
                            f -> {
                                assertThat(f.code()).isEqualTo("PDFA_BROKEN");
                                assertThat(f.severity()).isEqualTo(Severity.BLOCKS);
                            });

            AipId id =
                    room.deliveries
                            .ingest(folder, IngestRoom.options(), Progress.NONE)
                            .kept()
                            .getFirst();
            Aip aip = room.store.read(id);
            assertThat(aip.storedFiles())
                    .extracting(ContentFile::checks)
                    .containsExactly(
                            List.of(probe.check(Path.of("0000001"), Kind.PDFA)),
                            List.of(probe.check(Path.of("0000002"), Kind.PDFA)),
                            List.of(probe.check(Path.of("0000003"), Kind.PDFA)));
            RecordView.Full shown =
                    (RecordView.Full) room.catalogue.record(id, Reader.OPERATOR).orElseThrow();
            assertThat(shown.documents().stream().flatMap(d -> d.files().stream()).toList())
                    .isEqualTo(aip.storedFiles());
        }
    }

    @Test
    void whatIsFoundOfSignaturesIsToldAsItStands() throws Exception {
        ContentProbe probe =
                new ContentProbe() {
                    @Override
                    public Result probe(Path file) {
                        return new Result.Readable(
                                "application/pdf",
                                1,
                                List.of(),
                                List.of(),
                                List.of(),
                                Set.of(Claim.SIGNED));
                    }

                    @Override
                    public ContentCheck check(Path file, Kind kind) {
                        String name = String.valueOf(file.getFileName());
                        Outcome outcome =
                                name.contains("0000001")
                                        ? Outcome.PASSED
                                        : name.contains("0000002")
                                                ? Outcome.FAILED
                                                : Outcome.UNDECIDED;
                        String detail = name.contains("0000004") ? "?\nquá 20 s" : "1\nSo Noi vu";
                        return new ContentCheck(kind, outcome, detail, tool(kind), AT);
                    }

                    @Override
                    public String tool(Kind kind) {
                        return "DSS 1; 0 trust anchors";
                    }
                };
        try (IngestRoom room =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        new MemoryObjectStore(),
                        probe)) {
            room.fonds("H32.K2", null);
            Path folder = tmp.resolve("ky");
            var unused = SampleDelivery.write(folder, room.template, "H32.K2", 1, 1, 4, "Da ky");
            assertThat(room.deliveries.check(folder, "", Progress.NONE).findings())
                    .filteredOn(f -> f.code().startsWith("SIGNATURE_"))
                    .extracting(f -> f.code() + " " + f.severity())
                    .containsExactlyInAnyOrder(
                            "SIGNATURE_GOOD NOTES",
                            "SIGNATURE_BROKEN WARNS",
                            "SIGNATURE_TRUST_OPEN NOTES",
                            "SIGNATURE_NOT_CHECKED WARNS");
            AipId id =
                    room.deliveries
                            .ingest(folder, IngestRoom.options(), Progress.NONE)
                            .kept()
                            .getFirst();
            assertThat(room.store.read(id).storedFiles())
                    .flatExtracting(ContentFile::checks)
                    .extracting(ContentCheck::kind)
                    .containsOnly(Kind.SIGNATURES)
                    .hasSize(4);
        }
    }

    private static List<Finding> told(IngestRoom room, Path folder) throws Exception {
        return room.deliveries.check(folder, "", Progress.NONE).findings().stream()
                .filter(f -> f.code().startsWith("PDFA_"))
                .toList();
    }
}
