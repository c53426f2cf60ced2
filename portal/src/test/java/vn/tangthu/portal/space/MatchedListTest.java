package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipFile;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyKind;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.ReferenceMatching.Found;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.ReferenceMatching.Outcome;

class MatchedListTest {
    @TempDir Path directory;

    private static final Match ELSEWHERE =
            new Match(
                    AskedReference.of("ds.csv, dòng 2", "=H49.19.01"),
                    Outcome.ELSEWHERE,
                    new Found(
                            new AipId(new UUID(1, 1)),
                            null,
                            new FondsId(new UUID(1, 2)),
                            "H49.19.01",
                            null,
                            1978,
                            1981),
                    List.of(
                            new Body.Line(
                                    new BodyId(new UUID(1, 3)),
                                    "X1",
                                    BodyKind.COMMUNE,
                                    "Xã Bình Lộc",
                                    "",
                                    null,
                                    null)),
                    true);
    private static final Match MISSING =
            new Match(
                    AskedReference.of("ds.csv, dòng 3", "H49.19.99"),
                    Outcome.NOT_FOUND,
                    null,
                    List.of(),
                    false);

    @Test
    void theSheetSaysOfEachLineWhatBecameOfItAndWhatToDo() throws Exception {
        for (Locale locale : List.of(Locale.ROOT, Locale.ENGLISH)) {
            Words words = Words.in(locale);
            Path workbook = directory.resolve(locale + ".xlsx");
            try (OutputStream out = Files.newOutputStream(workbook)) {
                MatchedList.write(List.of(ELSEWHERE, MISSING), words, out);
            }
            String sheet = sheet(workbook);
            assertThat(sheet)
                    .contains("H49.19.01", "1978–1981", "Xã Bình Lộc")
                    .contains(words.of("retrieve.outcome.ELSEWHERE"))
                    .contains(words.of("retrieve.todo.NOT_FOUND"))
                    .doesNotContain("?retrieve");
        }
    }

    @Test
    void everyOutcomeIsCountedAndHasWords() {
        assertThat(MatchedList.counts(List.of(ELSEWHERE, MISSING, MISSING)))
                .isEqualTo(Map.of(Outcome.ELSEWHERE, 1L, Outcome.NOT_FOUND, 2L));
        for (Outcome outcome : Outcome.values()) {
            assertThat(Words.in(Locale.ENGLISH).of("retrieve.outcome." + outcome))
                    .doesNotStartWith("?");
            assertThat(Words.in(Locale.ENGLISH).of("retrieve.todo." + outcome))
                    .doesNotStartWith("?");
        }
    }

    private static String sheet(Path workbook) throws Exception {
        try (ZipFile zip = new ZipFile(workbook.toFile());
                InputStream in = zip.getInputStream(zip.getEntry("xl/worksheets/sheet1.xml"))) {
            Document xml =
                    DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder().parse(in);
            assertThat(xml.getElementsByTagName("f").getLength()).as("formulas").isZero();
            return xml.getDocumentElement().getTextContent();
        }
    }
}
