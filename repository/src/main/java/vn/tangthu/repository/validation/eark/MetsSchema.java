package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.ValidatorHandler;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.ls.DOMImplementationLS;
import org.w3c.dom.ls.LSInput;
import org.xml.sax.ErrorHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.XMLReader;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.Report;

/**
 * The official schema of METS 1.12 with that of its XLink attributes, which CSIP builds on. Both
 * come from the class path, where the build puts them; nothing is ever fetched, whatever a document
 * says of locations. The extensions' attributes are judged by the requirements, whose vocabularies
 * are newer than the extensions' schemas.
 */
final class MetsSchema {
    private static final String PLACE = "schemas2/";
    private static final String ID_CHECKING =
            "http://apache.org/xml/features/validation/id-idref-checking";

    /** Bytes of a METS document beyond which the schema's table of ids would fill the memory. */
    private static final long MANY_IDS = 32L << 20;

    private static final Schema SCHEMA = load();

    private MetsSchema() {}

    private static Schema load() {
        SchemaFactory factory = SchemaFactory.newDefaultInstance();
        try (InputStream mets = resource("mets1_12.original.xsd")) {
            DOMImplementationLS inputs = inputs();
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setResourceResolver(
                    (type, namespace, publicId, systemId, base) -> {
                        LSInput input = inputs.createLSInput();
                        input.setByteStream(resource("xlink.xsd")); // the one thing METS imports
                        return input;
                    });
            return factory.newSchema(new StreamSource(mets));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new IllegalStateException("METS schema", e);
        }
    }

    private static DOMImplementationLS inputs() throws ParserConfigurationException {
        return (DOMImplementationLS)
                DocumentBuilderFactory.newDefaultInstance()
                        .newDocumentBuilder()
                        .getDOMImplementation()
                        .getFeature("LS", "3.0");
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                MetsSchema.class.getResourceAsStream(PLACE + name), () -> "no schema " + name);
    }

    /** Tells each place where a document that was read without trouble breaks the schema. */
    static void validate(PackageFiles files, Item mets, Report report) throws IOException {
        Breaches breaches = new Breaches(mets.path(), report);
        ValidatorHandler handler = SCHEMA.newValidatorHandler();
        handler.setErrorHandler(breaches);
        try (InputStream in = files.open(mets)) {
            handler.setFeature(ID_CHECKING, mets.size() <= MANY_IDS);
            SAXParserFactory factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(handler);
            reader.setErrorHandler(breaches);
            reader.parse(new InputSource(in));
        } catch (SAXParseException e) {
            report.error("EARK_XML", mets.path(), message(e));
        } catch (SAXException | ParserConfigurationException e) {
            throw new IOException(e);
        }
    }

    private static String message(SAXParseException e) {
        return e.getLineNumber() + ": " + String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    /** One finding for each place: of a wrong attribute the parser tells twice. */
    private static final class Breaches implements ErrorHandler {
        private final String mets;
        private final Report report;
        private @Nullable String last;

        private Breaches(String mets, Report report) {
            this.mets = mets;
            this.report = report;
        }

        @Override
        public void warning(SAXParseException e) {
            // Hints about schemas that are not asked.
        }

        @Override
        public void error(SAXParseException e) {
            String place = e.getLineNumber() + ":" + e.getColumnNumber();
            if (!place.equals(last)) {
                report.error("EARK_SCHEMA", mets, message(e));
            }
            last = place;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXParseException {
            throw e;
        }
    }
}
