package vn.tangthu.indexer.extract.worker;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Set;
import org.apache.tika.detect.DefaultDetector;
import org.apache.tika.exception.EncryptedDocumentException;
import org.apache.tika.exception.TikaException;
import org.apache.tika.exception.WriteLimitReachedException;
import org.apache.tika.extractor.EmbeddedDocumentExtractor;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.parser.AutoDetectParser;
import org.apache.tika.parser.ParseContext;
import org.apache.tika.parser.csv.TextAndCSVParser;
import org.apache.tika.parser.html.JSoupParser;
import org.apache.tika.parser.microsoft.OfficeParser;
import org.apache.tika.parser.microsoft.ooxml.OOXMLParser;
import org.apache.tika.parser.microsoft.rtf.RTFParser;
import org.apache.tika.parser.odf.OpenDocumentParser;
import org.apache.tika.sax.BodyContentHandler;
import org.jspecify.annotations.Nullable;
import org.xml.sax.ContentHandler;
import org.xml.sax.SAXException;
import vn.tangthu.indexer.extract.legacy.LegacyEncoding;
import vn.tangthu.indexer.extract.legacy.LegacyText;

/**
 * The text of office, RTF, HTML and text files through Tika's parsers, those named here and no
 * other. Documents inside documents are left alone: they are a way to smuggle bombs.
 *
 * <p>Tika does not tell fonts, and without them Vietnamese from before Unicode cannot be read well.
 * So formats of that time are first read run by run; only if that text was converted from such an
 * encoding does it take the place of Tika's.
 */
final class OfficeText {
    private @Nullable AutoDetectParser parser;

    Answer read(Path file, String mimeType, int maxChars) throws IOException {
        FontedText.Converted old = LegacyRuns.read(file, mimeType, maxChars);
        if (old != null) {
            return text(mimeType, old.text(), old.cut(), old.from());
        }
        if (parser == null) {
            parser =
                    new AutoDetectParser(
                            new DefaultDetector(),
                            new OOXMLParser(),
                            new OfficeParser(),
                            new RTFParser(),
                            new OpenDocumentParser(),
                            new JSoupParser(),
                            new TextAndCSVParser());
        }
        ParseContext context = new ParseContext();
        context.set(EmbeddedDocumentExtractor.class, new NothingEmbedded());
        BodyContentHandler text = new BodyContentHandler(maxChars);
        boolean cut = false;
        try (TikaInputStream in = TikaInputStream.get(file)) {
            parser.parse(in, text, new Metadata(), context);
        } catch (EncryptedDocumentException e) {
            return new Answer.Encrypted(mimeType);
        } catch (SAXException | TikaException e) {
            if (!WriteLimitReachedException.isWriteLimitReached(e)) {
                return new Answer.Failed(WorkerMain.reason(e));
            }
            cut = true;
        }
        LegacyText legacy = new LegacyText();
        text.toString().lines().forEach(legacy::add);
        LegacyText.Converted converted = legacy.convert();
        return converted.from().isEmpty()
                ? text(mimeType, text.toString(), cut, Set.of())
                : text(mimeType, String.join("\n", converted.lines()), cut, converted.from());
    }

    private static Answer.Text text(
            String mimeType, String text, boolean cut, Set<LegacyEncoding> from) {
        return new Answer.Text(
                mimeType,
                Normalizer.normalize(text, Normalizer.Form.NFC),
                cut,
                LegacyEncoding.labels(from));
    }

    private static final class NothingEmbedded implements EmbeddedDocumentExtractor {
        @Override
        public boolean shouldParseEmbedded(Metadata metadata) {
            return false;
        }

        @Override
        public void parseEmbedded(
                InputStream stream, ContentHandler handler, Metadata metadata, boolean outputHtml) {
            // shouldParseEmbedded says no
        }
    }
}
