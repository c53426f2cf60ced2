package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Source;

class OfficeTextTest {
    private static final String DOCX =
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    @TempDir static Path dir;
    static LayerExtraction extraction;

    @BeforeAll
    static void start() {
        extraction = new LayerExtraction(SharedWorkers.POOL);
    }

    private interface Content {
        void to(OutputStream out) throws IOException;
    }

    private static Path docx(String name, Content document) throws IOException {
        Path file = dir.resolve(name);
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            put(
                    zip,
                    "[Content_Types].xml",
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                    <Default Extension="rels"
                     ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                    <Override PartName="/word/document.xml" ContentType=\
                    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
                    </Types>""");
            put(
                    zip,
                    "_rels/.rels",
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <Relationships
                     xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
                    <Relationship Id="r1" Target="word/document.xml" Type=\
                    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"/>
                    </Relationships>""");
            zip.putNextEntry(new ZipEntry("word/document.xml"));
            zip.write(
                    """
                    <?xml version="1.0" encoding="UTF-8"?>
                    <w:document
                     xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
                    <w:body>"""
                            .getBytes(StandardCharsets.UTF_8));
            document.to(zip);
            zip.write("</w:body></w:document>".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }

    private static void put(ZipOutputStream zip, String name, String text) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private static String paragraph(String text) {
        return "<w:p><w:r><w:t>" + text + "</w:t></w:r></w:p>";
    }

    private static ExtractedText.Page only(LayerExtraction.Outcome outcome) {
        assertThat(outcome).isInstanceOf(LayerExtraction.Outcome.Found.class);
        ExtractedText text = ((LayerExtraction.Outcome.Found) outcome).text().text();
        assertThat(text.pages()).hasSize(1);
        return text.pages().getFirst();
    }

    @Test
    void wordRtfHtmlAndTextHaveOnePageOfText() throws IOException {
        Path docx =
                docx(
                        "a.docx",
                        out ->
                                out.write(
                                        paragraph("Kế hoạch trồng rừng")
                                                .getBytes(StandardCharsets.UTF_8)));
        Path rtf =
                Files.writeString(
                        dir.resolve("a.rtf"),
                        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Times;}}\\pard K\\u7871? ho\\u7841?ch tr\\u7891?ng"
                                + " r\\u7915?ng\\par}");
        Path html =
                Files.writeString(
                        dir.resolve("a.html"),
                        "<!DOCTYPE html><html><head><meta charset=utf-8><title>x</title></head>"
                                + "<body><p>Kế hoạch trồng rừng</p></body></html>");
        Path txt =
                Files.writeString(
                        dir.resolve("a.txt"),
                        "Kế hoạch trồng rừng phòng hộ, giao cho các huyện vùng đầu nguồn.\n");
        for (Path file : new Path[] {docx, rtf, html, txt}) {
            ExtractedText.Page page = only(extraction.read(file, DOCX));
            assertThat(page.text()).as(file.toString()).contains("Kế hoạch trồng rừng");
            assertThat(page.source()).isEqualTo(Source.LAYER);
        }
    }

    @Test
    void aBombInADocumentIsAnAnswerAndTheNextFileIsRead() throws IOException {
        byte[] block = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
        Path bomb =
                docx(
                        "bomb.docx",
                        out -> {
                            out.write("<w:p><w:r><w:t>".getBytes(StandardCharsets.UTF_8));
                            for (int i = 0; i < 300; i++) {
                                out.write(block);
                            }
                            out.write("</w:t></w:r></w:p>".getBytes(StandardCharsets.UTF_8));
                        });
        assertThat(Files.size(bomb)).isLessThan(4L << 20);
        assertThat(extraction.read(bomb, DOCX))
                .isInstanceOf(LayerExtraction.Outcome.Unreadable.class);
        wordRtfHtmlAndTextHaveOnePageOfText();
    }

    @Test
    void aDocumentNestedTooDeeplyIsAnAnswer() throws IOException {
        byte[] open = "<w:sdt><w:sdtContent>".getBytes(StandardCharsets.UTF_8);
        byte[] close = "</w:sdtContent></w:sdt>".getBytes(StandardCharsets.UTF_8);
        Path deep =
                docx(
                        "deep.docx",
                        out -> {
                            for (int i = 0; i < 200_000; i++) {
                                out.write(open);
                            }
                            for (int i = 0; i < 200_000; i++) {
                                out.write(close);
                            }
                        });
        assertThat(extraction.read(deep, DOCX)).isNotNull();
        wordRtfHtmlAndTextHaveOnePageOfText();
    }

    @Test
    void aTextOfManyMillionLettersIsCut() throws IOException {
        Path file = dir.resolve("long.txt");
        Files.writeString(file, "nghìn chữ một dòng và lại một dòng nữa\n".repeat(100_000));
        ExtractedText.Page page = only(extraction.read(file, "text/plain"));
        assertThat(page.text().length()).isBetween(1_900_000, 2_000_000);
    }

    @Test
    void aDocumentThatIsCutOffSaysWhy() throws IOException {
        Path whole =
                docx(
                        "w.docx",
                        out -> out.write(paragraph("Kế hoạch").getBytes(StandardCharsets.UTF_8)));
        Path cut = TestFiles.cutOff(whole, dir.resolve("c.docx"), 0.6);
        assertThat(extraction.read(cut, DOCX))
                .isInstanceOfSatisfying(
                        LayerExtraction.Outcome.Unreadable.class,
                        unreadable -> assertThat(unreadable.reason()).isNotBlank());
    }

    @Test
    void anEmptyFileHasNoTextAndIsNoError() throws IOException {
        Path file = Files.writeString(dir.resolve("blank.txt"), " \n\n ");
        assertThat(only(extraction.read(file, "text/plain")).source()).isEqualTo(Source.EMPTY);
    }
}
