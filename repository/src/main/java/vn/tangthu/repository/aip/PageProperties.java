package vn.tangthu.repository.aip;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.ScanFacts;

/**
 * The significant properties of PREMIS_rep1.xml: pages of a file and what they are as scans; where
 * documents share a file, both stand at each document for its own range of pages.
 */
final class PageProperties {
    private static final String PAGES = "pages";
    private static final String SCAN = "scan";

    /** Before the id of the file. */
    private static final String PAGES_OF = "pages of ";

    private static final String SCAN_OF = "scan of pages of ";

    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");
    private static final Pattern FACTS =
            Pattern.compile(
                    "a4=(\\d{1,9}); lowestDpi=(\\d{1,9}); colour=(\\d{1,9}); grey=(\\d{1,9});"
                            + " bitonal=(\\d{1,9})(?:; blank=(\\d{1,9}))?");

    private PageProperties() {}

    record Range(int from, int to) {}

    /** Those of a file. */
    static void write(XmlText xml, ContentFile file) {
        write(xml, PAGES, Integer.toString(file.pages()));
        write(xml, SCAN, file.scan());
    }

    /** Those of a document that has parts of files. */
    static void writeParts(XmlText xml, List<ContentFile> files) {
        for (ContentFile file : files) {
            ContentFile.Part part = file.part();
            if (part != null) {
                write(xml, PAGES_OF + id(part.whole()), file.pageRange());
                write(xml, SCAN_OF + id(part.whole()), file.scan());
            }
        }
    }

    private static String id(ContentFileId file) {
        return AipLayout.upper(file.value());
    }

    private static void write(XmlText xml, String type, @Nullable ScanFacts facts) {
        if (facts != null) {
            write(
                    xml,
                    type,
                    "a4="
                            + facts.a4()
                            + "; lowestDpi="
                            + facts.lowestDpi()
                            + "; colour="
                            + facts.colour()
                            + "; grey="
                            + facts.grey()
                            + "; bitonal="
                            + facts.bitonal()
                            + (facts.blank() == 0 ? "" : "; blank=" + facts.blank()));
        }
    }

    private static void write(XmlText xml, String type, String value) {
        xml.start("significantProperties")
                .element("significantPropertiesType", type)
                .element("significantPropertiesValue", value)
                .end();
    }

    static int pages(XmlNode file) throws IOException {
        String pages = find(file, PAGES);
        if (pages == null) {
            throw new IOException("The pages of a file are not told");
        }
        return Integer.parseInt(pages);
    }

    static @Nullable ScanFacts scan(XmlNode file) throws IOException {
        return facts(find(file, SCAN));
    }

    /** Of a document's part of a file. */
    static @Nullable ScanFacts scan(XmlNode document, ContentFileId whole) throws IOException {
        return facts(find(document, SCAN_OF + id(whole)));
    }

    /** A document's pages of a file, or null when the file is all its own. */
    static @Nullable Range range(XmlNode document, ContentFileId whole) throws IOException {
        String value = find(document, PAGES_OF + id(whole));
        if (value == null) {
            return null;
        }
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
            throw new IOException("Not a range of pages: " + value);
        }
        return new Range(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)));
    }

    private static @Nullable ScanFacts facts(@Nullable String value) throws IOException {
        if (value == null) {
            return null;
        }
        Matcher facts = FACTS.matcher(value);
        if (!facts.matches()) {
            throw new IOException("Not facts of a scan: " + value);
        }
        return new ScanFacts(
                Integer.parseInt(facts.group(1)),
                Integer.parseInt(facts.group(2)),
                Integer.parseInt(facts.group(3)),
                Integer.parseInt(facts.group(4)),
                Integer.parseInt(facts.group(5)),
                facts.group(6) == null ? 0 : Integer.parseInt(facts.group(6)));
    }

    private static @Nullable String find(XmlNode object, String type) throws IOException {
        for (XmlNode property : object.children("significantProperties")) {
            if (property.child("significantPropertiesType").text().equals(type)) {
                return property.child("significantPropertiesValue").text();
            }
        }
        return null;
    }
}
