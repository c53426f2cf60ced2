package vn.tangthu.repository.validation.eark;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Element;
import vn.tangthu.repository.validation.common.PackageFiles;
import vn.tangthu.repository.validation.common.PackageFiles.Item;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Values;
import vn.tangthu.repository.validation.common.Xml;

/** Reads one METS document as a stream and judges it element by element. */
final class MetsReading {
    private static final int MAX_DEPTH = 200;

    private final String mets;
    private final String base;
    private final boolean isRoot;
    private final Report report;
    private final References references;
    private final Folders folders;
    private final Deque<Element> open = new ArrayDeque<>();
    private final HeaderRules header;
    private final StructMapRules structMap;
    private final SectionRules sections;
    private final List<String> representations = new ArrayList<>();
    private final Set<String> groups = new HashSet<>();
    private @Nullable String objectId;
    private boolean headerSeen;
    private int fileSecs;
    private int filesInGroup;
    private int locations;

    private MetsReading(
            String mets,
            boolean isRoot,
            boolean sip,
            Report report,
            References references,
            Folders folders) {
        this.mets = mets;
        this.base = mets.contains("/") ? mets.substring(0, mets.lastIndexOf('/') + 1) : "";
        this.isRoot = isRoot;
        this.report = report;
        this.references = references;
        this.folders = folders;
        this.header = new HeaderRules(this, sip);
        this.structMap = new StructMapRules(this, folders);
        this.sections = new SectionRules(this, structMap, folders);
    }

    /**
     * What the package as a whole wants to know.
     *
     * @param representations METS documents that are pointed to
     * @param groups the values of fileGrp/@USE
     * @param hasFileSection whether there is a fileSec
     */
    record Read(
            @Nullable String objectId,
            List<String> representations,
            Set<String> groups,
            boolean hasFileSection) {}

    static Read read(
            PackageFiles source,
            Item item,
            boolean isRoot,
            boolean sip,
            Report report,
            References references,
            Folders folders)
            throws IOException {
        String mets = item.path();
        MetsReading reading = new MetsReading(mets, isRoot, sip, report, references, folders);
        try (InputStream in = source.open(item)) {
            reading.document(in);
            MetsSchema.validate(source, item, report);
        } catch (XMLStreamException e) {
            report.error("EARK_XML", mets, Xml.message(e));
        }
        return new Read(
                reading.objectId, reading.representations, reading.groups, reading.fileSecs > 0);
    }

    /** The PROFILE of a METS document; empty when it has none. */
    static String profile(InputStream in) throws XMLStreamException {
        XMLStreamReader xml = Xml.reader(in);
        while (xml.hasNext()) {
            if (xml.next() == XMLStreamConstants.START_ELEMENT) {
                String profile = xml.getAttributeValue(null, "PROFILE");
                return profile == null ? "" : profile;
            }
        }
        return "";
    }

    private void document(InputStream in) throws XMLStreamException, IOException {
        XMLStreamReader xml = Xml.reader(in);
        int foreign = 0;
        while (xml.hasNext()) {
            switch (xml.next()) {
                case XMLStreamConstants.DTD ->
                        throw new XMLStreamException("DOCTYPE", xml.getLocation());
                case XMLStreamConstants.START_ELEMENT -> {
                    if (foreign > 0 || !Element.METS.equals(xml.getNamespaceURI())) {
                        if (open.isEmpty()) {
                            throw new XMLStreamException(
                                    "not a METS document: " + xml.getName(), xml.getLocation());
                        }
                        foreign++;
                    } else {
                        start(Element.of(xml), xml);
                    }
                    if (foreign + open.size() > MAX_DEPTH) {
                        throw new XMLStreamException("too deep", xml.getLocation());
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (foreign > 0) {
                        foreign--;
                    } else {
                        end(open.removeLast());
                    }
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (foreign == 0 && !open.isEmpty()) {
                        header.text(open.getLast().name(), xml.getText());
                    }
                }
                default -> {}
            }
        }
        finish();
    }

    private String parent() {
        return open.isEmpty() ? "" : open.getLast().name();
    }

    private void start(Element element, XMLStreamReader xml)
            throws IOException, XMLStreamException {
        String parent = parent();
        switch (element.name()) {
            case "mets" -> {
                if (!parent.isEmpty()) {
                    throw new XMLStreamException("mets in mets", xml.getLocation());
                }
                objectId = element.value("OBJID");
                header.root(element, isRoot);
            }
            case "metsHdr" -> {
                headerSeen = true;
                header.header(element);
            }
            case "agent", "note", "name" -> header.inside(element);
            case "dmdSec", "amdSec", "digiprovMD", "rightsMD", "techMD", "sourceMD" ->
                    sections.start(element);
            case "mdRef" -> {
                sections.reference();
                mdRef(element, parent);
            }
            case "fileSec" -> {
                fileSecs++;
                if (fileSecs == 2) {
                    error("CSIP58", element, "fileSec × 2");
                }
                id(element, "CSIP59");
            }
            case "fileGrp" -> fileGroup(element);
            case "file" -> file(element);
            case "FLocat" -> location(element);
            default -> structMap.start(element, parent);
        }
        open.addLast(element);
    }

    private void end(Element element) throws IOException {
        switch (element.name()) {
            case "agent" -> header.agentEnds();
            case "metsHdr" -> header.headerEnds(element);
            case "dmdSec", "digiprovMD", "rightsMD" -> sections.end(element);
            case "fileGrp" -> {
                if (filesInGroup == 0) {
                    error("CSIP66", element, String.valueOf(element.value("USE")));
                }
            }
            case "file" -> {
                if (locations != 1) {
                    error("CSIP76", element, "FLocat × " + locations);
                }
            }
            default -> structMap.end(element);
        }
    }

    /** Whether the document follows 2.{@code minor} of the profile or a later one. */
    boolean since(int minor) {
        return header.minor() >= minor;
    }

    private void finish() throws IOException {
        if (!headerSeen) {
            report.error("CSIP117", mets, "metsHdr");
        }
        if (isRoot) {
            sections.finish();
            if (fileSecs == 0) {
                report.warning("CSIP58", mets, "fileSec");
            }
        }
        structMap.finish(objectId);
    }

    /** The nine requirements of a reference stand in one order for each kind of section. */
    private void mdRef(Element element, String parent) throws IOException {
        int first =
                switch (parent) {
                    case "dmdSec" -> 22;
                    case "digiprovMD" -> 36;
                    case "rightsMD" -> 49;
                    default -> 0;
                };
        if (first == 0) {
            return; // sourceMD and techMD have no requirements
        }
        pointer(element, code(first), code(first + 1));
        String type = required(element, "MDTYPE", code(first + 3));
        if (type != null && !Vocabulary.METADATA_TYPE.contains(type)) {
            error(code(first + 3), element, "MDTYPE=" + type);
        }
        described(element, first + 4);
        target(element, element, code(first + 2), code(first + 5), code(first + 7));
    }

    private static String code(int number) {
        return "CSIP" + number;
    }

    /** MIMETYPE, SIZE, CREATED, CHECKSUM, CHECKSUMTYPE: five requirements in this order. */
    private void described(Element element, int first) {
        String mime = required(element, "MIMETYPE", code(first));
        if (mime != null && !Values.isMimeType(mime)) {
            error(code(first), element, "MIMETYPE=" + mime);
        } else if (mime != null && !Vocabulary.isMediaType(mime)) { // another list since 2.2
            if (since(2)) {
                warn(code(first), element, "MIMETYPE=" + mime);
            } else {
                error(code(first), element, "MIMETYPE=" + mime);
            }
        }
        String size = required(element, "SIZE", code(first + 1));
        if (size != null && !size.matches("[0-9]{1,18}")) {
            error(code(first + 1), element, "SIZE=" + size);
        }
        dateTime(element, "CREATED", code(first + 2));
        String checksum = required(element, "CHECKSUM", code(first + 3));
        String type = required(element, "CHECKSUMTYPE", code(first + 4));
        if (type != null && !Vocabulary.CHECKSUM_TYPE.contains(type)) {
            error(code(first + 4), element, "CHECKSUMTYPE=" + type);
        } else if (type != null && checksum != null && Digests.known(Digests.normalised(type))) {
            int length = Digests.length(Digests.normalised(type));
            if (Digests.hex(checksum).filter(bytes -> bytes.length == length).isEmpty()) {
                error(code(first + 3), element, "CHECKSUM=" + checksum);
            }
        }
    }

    void pointer(Element element, String locationType, String linkType) {
        if (!element.is("LOCTYPE", "URL")) {
            error(locationType, element, "LOCTYPE=" + element.value("LOCTYPE"));
        }
        if (!element.is("xlink:type", "simple")) {
            error(linkType, element, "xlink:type=" + element.value("xlink:type"));
        }
    }

    /** Notes the file that is meant, to be compared with its bytes. */
    void target(Element link, Element described, String hrefCode, String sizeCode, String sumCode)
            throws IOException {
        String href = link.value("xlink:href");
        if (href == null) {
            error(hrefCode, link, "xlink:href");
            return;
        }
        Optional<String> path = Values.path(base, href);
        if (path.isEmpty()) {
            error(hrefCode, link, href);
            return;
        }
        String size = described.value("SIZE");
        String sum = described.value("CHECKSUM");
        String type = Digests.normalised(String.valueOf(described.value("CHECKSUMTYPE")));
        references.reference(
                path.get(),
                new References.Reference(
                        mets,
                        link.line(),
                        size != null && size.matches("[0-9]{1,18}") ? Long.parseLong(size) : -1,
                        type,
                        sum == null ? new byte[0] : Digests.hex(sum).orElse(new byte[0]),
                        hrefCode,
                        sizeCode,
                        sumCode));
    }

    /** The requirements are those of fileSec/fileGrp; a group inside a group is its parent's. */
    private void fileGroup(Element element) throws IOException {
        filesInGroup = 0;
        boolean inner = parent().equals("fileGrp");
        String use = inner && element.value("USE") == null ? useAround() : use(element);
        String id = element.value("ID");
        if (!inner || id != null) {
            id(element, "CSIP65");
        }
        if (use != null && id != null) {
            structMap.fileGroup(element, id, use, !inner);
        }
        if (inner) {
            filesInGroup = 1;
        } else if (use != null) {
            groups.add(use);
            if (!folders.hasNamed(base, use)) {
                error("CSIP64", element, "USE=" + use);
            }
            if (isRoot && use.startsWith("Representations")) {
                information(element, "CSIP62", "CSIP63", true);
            }
        }
    }

    /** Of the nearest group around that says one. */
    private @Nullable String useAround() {
        Iterator<Element> around = open.descendingIterator();
        while (around.hasNext()) {
            String use = around.next().value("USE");
            if (use != null) {
                return use;
            }
        }
        return null;
    }

    private @Nullable String use(Element element) {
        return required(element, "USE", "CSIP64");
    }

    /**
     * What must be there for a representation, of a list, and with OTHER and nothing else a word.
     */
    void information(Element element, String code, String otherCode, boolean mandatory) {
        String type = element.value("csip:CONTENTINFORMATIONTYPE");
        String other = element.value("csip:OTHERCONTENTINFORMATIONTYPE");
        if (type == null && mandatory) {
            error(code, element, "csip:CONTENTINFORMATIONTYPE");
        } else if (type == null) {
            warn(code, element, "csip:CONTENTINFORMATIONTYPE");
        } else if (!Vocabulary.has(Vocabulary.CONTENT_INFORMATION, type)) {
            error(code, element, "csip:CONTENTINFORMATIONTYPE=" + type);
        }
        boolean isOther = type != null && type.equalsIgnoreCase("OTHER");
        if (isOther && other == null) {
            error(otherCode, element, "csip:OTHERCONTENTINFORMATIONTYPE");
        } else if (other != null && !isOther) {
            error(otherCode, element, other + ", csip:CONTENTINFORMATIONTYPE=" + type);
        } else if (other != null && Vocabulary.has(Vocabulary.CONTENT_INFORMATION_FIRST, other)) {
            error(otherCode, element, "csip:OTHERCONTENTINFORMATIONTYPE=" + other);
        }
    }

    private void file(Element element) throws IOException {
        filesInGroup++;
        locations = 0;
        id(element, "CSIP67");
        described(element, 68);
    }

    private void location(Element element) throws IOException {
        locations++;
        pointer(element, "CSIP77", "CSIP78");
        target(element, open.isEmpty() ? element : open.getLast(), "CSIP79", "CSIP69", "CSIP71");
    }

    /** Notes the METS document of a representation; null when it is none of this package. */
    @Nullable String representation(String href) {
        String path = Values.path(base, href).orElse(null);
        if (path != null) {
            representations.add(path);
        }
        return path;
    }

    void id(Element element, String code) throws IOException {
        String id = required(element, "ID", code);
        if (id == null) {
            return;
        }
        if (!Values.isId(id)) {
            error(code, element, "ID=" + id);
        }
        references.id(mets, id, code, element.line());
    }

    void dateTime(Element element, String attribute, String code) {
        String value = required(element, attribute, code);
        if (value != null && !Values.isDateTime(value)) {
            error(code, element, attribute + "=" + value);
        }
    }

    @Nullable String required(Element element, String attribute, String code) {
        String value = element.value(attribute);
        if (value == null) {
            error(code, element, element.name() + "/@" + attribute);
        }
        return value;
    }

    void error(String code, Element element, String detail) {
        report.error(code, mets, element.line() + ": " + detail);
    }

    void warn(String code, Element element, String detail) {
        report.warning(code, mets, element.line() + ": " + detail);
    }

    void error(String code, String detail) {
        report.error(code, mets, detail);
    }

    void warn(String code, String detail) {
        report.warning(code, mets, detail);
    }
}
