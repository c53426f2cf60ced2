package vn.tangthu.repository.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.Deliveries.Result;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.HoldingFigures.FormatLine;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.database.TestDatabase;
import vn.tangthu.storage.memory.MemoryObjectStore;

/** What a file was found to be stands in its package, in the catalogue and in the figures. */
class FormatsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh(8);
    private static final FormatIdentification PDF_A =
            new FormatIdentification(
                    "fmt/477", "Acrobat PDF/A; archival", "2b", Basis.SIGNATURE, "V100/37");
    private static final FormatIdentification UNKNOWN = FormatIdentification.unknown("V100/37");

    @TempDir private Path tmp;

    @AfterAll
    static void closeDatabase() {
        DATABASE.close();
    }

    /** Calls each file what its name asks for. */
    private static final class ByName implements ContentProbe {
        @Override
        public Result probe(Path file) {
            return new Result.Readable("application/pdf", 1);
        }

        @Override
        public @Nullable Identified identify(Path file, String name) {
            assertThat(file).hasFileName(name);
            return name.contains("0000001")
                    ? new Identified(PDF_A, true)
                    : name.contains("0000002") ? new Identified(UNKNOWN, true) : null;
        }
    }

    @Test
    void whatItWasFoundToBeComesBackFromThePackage() throws Exception {
        try (IngestRoom room =
                new IngestRoom(
                        tmp.resolve("home"),
                        DATABASE.dataSource(),
                        new MemoryObjectStore(),
                        new ByName())) {
            room.fonds("H32.D1", null);
            Path folder = tmp.resolve("giao");
            var unused = SampleDelivery.write(folder, room.template, "H32.D1", 1, 1, 3, "Noi dung");
            Result result = room.deliveries.ingest(folder, IngestRoom.options(), Progress.NONE);

            Aip aip = room.store.read(result.kept().getFirst());
            assertThat(aip.storedFiles())
                    .extracting(ContentFile::format)
                    .containsExactly(PDF_A, UNKNOWN, null);
            RecordView.Full shown =
                    (RecordView.Full)
                            room.catalogue
                                    .record(result.kept().getFirst(), Reader.OPERATOR)
                                    .orElseThrow();
            assertThat(shown.documents().stream().flatMap(d -> d.files().stream()).toList())
                    .isEqualTo(aip.storedFiles());

            HoldingFigures figures = room.context.getBean(HoldingFigures.class);
            List<FormatLine> lines = figures.formats(Reader.OPERATOR).lines();
            assertThat(lines).extracting(FormatLine::files).containsExactly(1L, 1L, 1L);
            assertThat(lines).extracting(FormatLine::puid).containsExactly("", "fmt/477", null);
            assertThat(lines.get(1).called()).isEqualTo("Acrobat PDF/A; archival 2b");
            assertThat(lines.get(1).bytes()).isPositive();
            for (FormatLine line : lines) {
                assertThat(figures.inFormat(line.puid(), null, 10, Reader.OPERATOR))
                        .singleElement()
                        .satisfies(
                                one -> {
                                    assertThat(one.aip()).isEqualTo(result.kept().getFirst());
                                    assertThat(one.files()).isEqualTo(1);
                                });
                assertThat(
                                figures.inFormat(
                                        line.puid(), result.kept().getFirst(), 10, Reader.OPERATOR))
                        .isEmpty();
            }
            assertThat(figures.inFormat("fmt/18", null, 10, Reader.OPERATOR)).isEmpty();
            assertThatThrownBy(() -> figures.inFormat("", null, 10, Reader.ANONYMOUS))
                    .isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> figures.formats(Reader.ANONYMOUS))
                    .isInstanceOf(RefusedException.class);
        }
    }
}
