package vn.tangthu.indexer.extract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.extract.worker.WorkerMain;
import vn.tangthu.repository.ContentProbe;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatIdentification.Basis;

/** Formats by PRONOM, asked of a real worker process. */
class IdentificationTest {
    @TempDir static Path dir;

    private static FormatIdentification of(Path file) {
        return of(file, String.valueOf(file.getFileName()));
    }

    private static FormatIdentification of(Path file, String name) {
        ContentProbe.Identified answer =
                new WorkerContentProbe(SharedWorkers.POOL).identify(file, name);
        assertThat(answer).isNotNull();
        FormatIdentification found = answer.format();
        assertThat(found.signatures()).isEqualTo("V100/37");
        return found;
    }

    @Test
    void theSignaturesOfNowAreKnownWithoutAFile() {
        assertThat(new WorkerContentProbe(SharedWorkers.POOL).signatures()).isEqualTo("V100/37");
    }

    private static void is(Path file, String puid, Basis basis) {
        FormatIdentification found = of(file);
        assertThat(found.puid()).as(file.getFileName() + " " + found).isEqualTo(puid);
        assertThat(found.basis()).isEqualTo(basis);
        assertThat(found.name()).isNotEmpty();
    }

    private static Path image(String name, String format) throws IOException {
        Path file = dir.resolve(name);
        BufferedImage page = new BufferedImage(40, 60, BufferedImage.TYPE_INT_RGB);
        assertThat(ImageIO.write(page, format, file.toFile())).isTrue();
        return file;
    }

    private static Path zip(String name, String... entries) throws IOException {
        Path file = dir.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < entries.length; i += 2) {
                zip.putNextEntry(new ZipEntry(entries[i]));
                zip.write(entries[i + 1].getBytes(UTF_8));
            }
        }
        return file;
    }

    private static Path text(String name, String words) throws IOException {
        return Files.writeString(dir.resolve(name), words);
    }

    @Test
    void filesOfManyKindsAreNamedByTheirBytes() throws IOException {
        Path pdf = TestFiles.textPdf(dir.resolve("công văn.pdf"), 1);
        is(pdf, "fmt/20", Basis.SIGNATURE); // PDF 1.6, as PDFBox writes it
        is(text("a.pdf", "%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n"), "fmt/18", Basis.SIGNATURE);
        is(image("b.png", "png"), "fmt/11", Basis.SIGNATURE);
        is(image("c.jpg", "jpg"), "fmt/44", Basis.SIGNATURE);
        is(image("d.tif", "tiff"), "fmt/353", Basis.SIGNATURE);
        is(image("e.gif", "gif"), "fmt/4", Basis.SIGNATURE);
        is(text("f.rtf", "{\\rtf1\\ansi Văn bản}"), "fmt/45", Basis.SIGNATURE);
        is(
                text("g.html", "<!DOCTYPE html><html><head></head><body></body></html>"),
                "fmt/471",
                Basis.SIGNATURE);
    }

    @Test
    void containersAreNamedByWhatTheyHold() throws IOException {
        Path xls = dir.resolve("bảng.xls");
        try (HSSFWorkbook book = new HSSFWorkbook();
                OutputStream out = Files.newOutputStream(xls)) {
            book.createSheet("Hồ sơ").createRow(0).createCell(0).setCellValue("một");
            book.write(out);
        }
        is(xls, "fmt/61", Basis.CONTAINER);
        String types =
                "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Types"
                        + " xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
                        + "<Override PartName=\"/word/document.xml\" ContentType=\"application/"
                        + "vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/>"
                        + "</Types>";
        is(
                zip("thư.docx", "[Content_Types].xml", types, "word/document.xml", "<w/>"),
                "fmt/412",
                Basis.CONTAINER);
        is(zip("gói.zip", "một.txt", "một"), "x-fmt/263", Basis.SIGNATURE);
    }

    @Test
    void theNameCountsOnlyWhereTheBytesSayNothing() throws IOException {
        assertThat(of(text("h.csv", "a,b\n")).puid()).isEqualTo("x-fmt/18");
        assertThat(of(text("không tên", "a,b\n"), "h.csv").basis()).isEqualTo(Basis.EXTENSION);
        Path renamed = Files.copy(image("i.png", "png"), dir.resolve("j.pdf"));
        is(renamed, "fmt/11", Basis.SIGNATURE);
        byte[] noise = new byte[5_000];
        new Random(7).nextBytes(noise);
        FormatIdentification nothing = of(Files.write(dir.resolve("k"), noise));
        assertThat(nothing.known()).isFalse();
        assertThat(nothing.basis()).isEqualTo(Basis.NONE);
        // a ZIP that is cut off is what its bytes say
        byte[] whole = Files.readAllBytes(zip("l.docx", "[Content_Types].xml", "<Types/>"));
        Path cut = Files.write(dir.resolve("m.docx"), Arrays.copyOf(whole, 40));
        assertThat(of(cut)).isNotNull();
    }

    @Test
    void anOperatorsSignaturesTakeThePlaceOfOurs() throws IOException {
        Path signatures =
                text(
                        "DROID_SignatureFile_V999.xml",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <FFSignatureFile xmlns="http://www.nationalarchives.gov.uk/pronom/SignatureFile"
                            Version="999" DateCreated="2026-11-22T00:00:00">
                          <InternalSignatureCollection>
                            <InternalSignature ID="1" Specificity="Specific">
                              <ByteSequence Reference="BOFoffset">
                                <SubSequence Position="1" SubSeqMinOffset="0" SubSeqMaxOffset="0">
                                  <Sequence>54414E47544855</Sequence>
                                </SubSequence>
                              </ByteSequence>
                            </InternalSignature>
                          </InternalSignatureCollection>
                          <FileFormatCollection>
                            <FileFormat ID="1" Name="Tang Thu" Version="3" PUID="fmt/99999">
                              <InternalSignatureID>1</InternalSignatureID>
                              <Extension>tth</Extension>
                            </FileFormat>
                          </FileFormatCollection>
                        </FFSignatureFile>
                        """);
        try (WorkerPool own =
                new WorkerPool(
                        WorkerLimits.USUAL,
                        dir.resolve("tmp2"),
                        dir.resolve("cache"),
                        WorkerMain.class.getName(),
                        List.of("-Dtangthu.formats.signatures=" + signatures))) {
            WorkerContentProbe probe = new WorkerContentProbe(own);
            Path file = text("n.tth", "TANGTHU and more");
            FormatIdentification named =
                    new FormatIdentification(
                            "fmt/99999", "Tang Thu", "3", Basis.SIGNATURE, "V999/37");
            assertThat(probe.identify(file, "n.tth"))
                    .isEqualTo(new ContentProbe.Identified(named, true));
            assertThat(probe.identify(file, "n.pdf"))
                    .isEqualTo(new ContentProbe.Identified(named, false));
        }
        try (WorkerPool broken =
                new WorkerPool(
                        WorkerLimits.USUAL,
                        dir.resolve("tmp3"),
                        dir.resolve("cache"),
                        WorkerMain.class.getName(),
                        List.of("-Dtangthu.formats.signatures=" + dir.resolve("nowhere.xml")))) {
            assertThat(new WorkerContentProbe(broken).identify(signatures, "x.xml")).isNull();
        }
    }
}
