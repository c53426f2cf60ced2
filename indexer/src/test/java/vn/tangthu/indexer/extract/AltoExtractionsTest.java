package vn.tangthu.indexer.extract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import vn.tangthu.indexer.AltoTexts;
import vn.tangthu.indexer.ExtractedText;
import vn.tangthu.indexer.ExtractedText.Page;
import vn.tangthu.indexer.ExtractedText.Reading;
import vn.tangthu.indexer.ExtractedText.Source;
import vn.tangthu.indexer.ExtractedText.Word;
import vn.tangthu.indexer.PageTexts;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.Reader;

/** The rules of ALTO 4.4 are those of its schema that these files touch. */
class AltoExtractionsTest {
    private static final String NAMESPACE = "http://www.loc.gov/standards/alto/ns-v4#";

    /** What may stand in an element, in this order. */
    private static final Map<String, List<String>> CHILDREN =
            Map.of(
                    "alto", List.of("Description", "Layout"),
                    "Description", List.of("MeasurementUnit", "Processing"),
                    "Processing", List.of("processingSoftware"),
                    "processingSoftware", List.of("softwareName"),
                    "Layout", List.of("Page"),
                    "Page", List.of("PrintSpace"),
                    "PrintSpace", List.of("TextBlock"),
                    "TextBlock", List.of("TextLine"));

    private static final Map<String, Set<String>> REQUIRED =
            Map.of(
                    "Page", Set.of("ID", "PHYSICAL_IMG_NR"),
                    "Processing", Set.of("ID"),
                    "TextBlock", Set.of("ID"),
                    "String", Set.of("CONTENT"));

    private final PageTexts texts = mock(PageTexts.class);
    private final AltoTexts altos = new AltoExtractions(texts);
    private final ContentFileId file = new ContentFileId(UUID.randomUUID());

    private Document alto(Page... pages) throws Exception {
        when(texts.text(file, Reader.OPERATOR))
                .thenReturn(Optional.of(new ExtractedText(List.of(pages))));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        altos.of(file, Reader.OPERATOR).orElseThrow().writeTo(out);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document alto =
                factory.newDocumentBuilder().parse(new ByteArrayInputStream(out.toByteArray()));
        check(alto.getDocumentElement(), new HashSet<>());
        return alto;
    }

    private static void check(Element element, Set<String> ids) {
        String name = element.getLocalName();
        assertThat(element.getNamespaceURI()).isEqualTo(NAMESPACE);
        REQUIRED.getOrDefault(name, Set.of())
                .forEach(needed -> assertThat(element.hasAttribute(needed)).as(needed).isTrue());
        if (element.hasAttribute("ID")) {
            assertThat(element.getAttribute("ID")).matches("[A-Za-z_][A-Za-z0-9_.-]*");
            assertThat(ids.add(element.getAttribute("ID"))).as("an id once").isTrue();
        }
        if (element.hasAttribute("PROCESSINGREFS")) {
            assertThat(ids).contains(element.getAttribute("PROCESSINGREFS"));
        }
        List<String> allowed = CHILDREN.getOrDefault(name, List.of());
        int at = 0;
        boolean wordBefore = false;
        for (Element child : children(element)) {
            if (name.equals("TextLine")) {
                assertThat(child.getLocalName()).isEqualTo(wordBefore ? "SP" : "String");
                wordBefore = !wordBefore;
            } else {
                int place = allowed.indexOf(child.getLocalName());
                assertThat(place).as(name + "/" + child.getLocalName()).isGreaterThanOrEqualTo(at);
                at = place;
            }
            check(child, ids);
        }
        if (name.equals("TextLine")) {
            assertThat(wordBefore).as("a line ends with a word").isTrue();
        }
    }

    private static List<Element> children(Node node) {
        List<Element> found = new ArrayList<>();
        for (Node child = node.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    @Test
    void wordsLieInTheirLinesWithTheirPlacesAndWhatReadThemIsNamed() throws Exception {
        List<Word> words =
                List.of(
                        new Word("Quyết", 0, 1_000, 500, 400, 100),
                        new Word("định", 0, 1_450, 490, 300, 120),
                        new Word("<Số> & \"1\"", 1, 1_000, 700, 200, 90));
        Reading reading = new Reading("tesseract 5.3.0 vie", 91);
        Document alto =
                alto(
                        new Page(1, Source.OCR, "Quyết định\n…", words, null, null, reading),
                        new Page(2, Source.EMPTY, "", List.of(), null, null, reading),
                        new Page(3, Source.WAITING, "", List.of(), null),
                        new Page(4, Source.LAYER, "có \u0001lớp  chữ\n\nhai", List.of(), null));
        var pages = alto.getElementsByTagNameNS(NAMESPACE, "Page");
        assertThat(pages.getLength()).isEqualTo(4);
        assertThat(((Element) pages.item(0)).getAttribute("PC")).isEqualTo("0.91");
        assertThat(alto.getElementsByTagNameNS(NAMESPACE, "softwareName").item(0).getTextContent())
                .isEqualTo("tesseract 5.3.0 vie");
        assertThat(alto.getElementsByTagNameNS(NAMESPACE, "Processing").getLength()).isEqualTo(1);
        var lines = alto.getElementsByTagNameNS(NAMESPACE, "TextLine");
        assertThat(lines.getLength()).isEqualTo(4);
        Element first = (Element) lines.item(0);
        assertThat(first.getAttribute("VPOS")).isEqualTo("490");
        assertThat(first.getAttribute("WIDTH")).isEqualTo("750");
        assertThat(first.getAttribute("HEIGHT")).isEqualTo("120");
        var strings = alto.getElementsByTagNameNS(NAMESPACE, "String");
        assertThat(strings.getLength()).isEqualTo(7);
        assertThat(((Element) strings.item(2)).getAttribute("CONTENT")).isEqualTo("<Số> & \"1\"");
        assertThat(((Element) strings.item(4)).getAttribute("CONTENT")).isEqualTo("lớp");
    }

    @Test
    void aPageScannedUpsideDownSaysHowItsWritingIsTurnedCounterclockwise() throws Exception {
        List<Word> words = List.of(new Word("định", 0, 1_450, 490, 300, 120));
        Document alto =
                alto(
                        new Page(1, Source.OCR, "định", words, null, null, reading(1_800)),
                        new Page(2, Source.OCR, "định", words, null, null, reading(15)),
                        new Page(3, Source.OCR, "định", words, null, null, reading(0)));
        var blocks = alto.getElementsByTagNameNS(NAMESPACE, "TextBlock");
        assertThat(((Element) blocks.item(0)).getAttribute("ROTATION")).isEqualTo("180.0");
        assertThat(((Element) blocks.item(1)).getAttribute("ROTATION")).isEqualTo("358.5");
        assertThat(((Element) blocks.item(2)).hasAttribute("ROTATION")).isFalse();
    }

    private static Reading reading(int turned) {
        return new Reading("tesseract 5.3.0 vie", 91, turned);
    }

    @Test
    void whoMayNotHaveTheTextGetsNone() throws Exception {
        when(texts.text(file, Reader.ANONYMOUS)).thenReturn(Optional.empty());
        assertThat(altos.of(file, Reader.ANONYMOUS)).isEmpty();
    }
}
