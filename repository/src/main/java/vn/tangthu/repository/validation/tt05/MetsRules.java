package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Element;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Values;
import vn.tangthu.repository.validation.common.Xml;

/** Reads the METS document of a package or of its representation and judges it as it goes. */
final class MetsRules implements Xml.Events {
    private final String mets;
    private final String base;
    private final PackageKind kind;
    private final Report report;
    private final Evidence evidence;
    private final MetsHeader header;
    private final Deque<Element> open = new ArrayDeque<>();
    private final Set<String> groups = new HashSet<>();
    private final Set<String> divisions = new HashSet<>();
    private final Set<String> described = new HashSet<>();
    private final List<String> links = new ArrayList<>();
    private int foreign;
    private boolean dmdSec;
    private boolean fileSec;
    private boolean structMap;
    private boolean pointsToRepresentation;
    private boolean inLink;
    private int linkDepth;

    MetsRules(String mets, PackageKind kind, Report report, Evidence evidence) {
        this.mets = mets;
        this.base = mets.substring(0, mets.length() - Layout.METS.length());
        this.kind = kind;
        this.report = report;
        this.evidence = evidence;
        this.header = new MetsHeader(mets, kind, report);
    }

    private boolean isRoot() {
        return base.isEmpty();
    }

    /** The package's id and fonds, as far as this document tells them. */
    MetsHeader read(InputStream in) throws IOException {
        try {
            Xml.read(in, this);
            finish();
            header.readWhole();
        } catch (XMLStreamException e) {
            Tt05Code.XML.tell(report, mets, Xml.message(e));
        }
        return header;
    }

    private void tell(Tt05Code code, String... values) {
        code.tell(report, mets, values);
    }

    @Override
    public void start(XMLStreamReader xml) throws XMLStreamException, IOException {
        if (foreign > 0 || !Element.METS.equals(xml.getNamespaceURI())) {
            if (open.isEmpty()) {
                throw new XMLStreamException("not METS: " + xml.getName(), xml.getLocation());
            }
            foreign++;
            return;
        }
        Element element = Element.of(xml);
        if (open.isEmpty() && !element.name().equals("mets")) {
            throw new XMLStreamException("not METS: " + xml.getName(), xml.getLocation());
        }
        id(element);
        switch (element.name()) {
            case "mets" -> header.root(element, isRoot());
            case "metsHdr" -> header.header(element);
            case "agent", "note" -> header.inside(element);
            case "dmdSec" -> dmdSec = true;
            case "mdRef" -> mdRef(element);
            case "fileSec" -> fileSec = true;
            case "fileGrp" -> groups.add(String.valueOf(element.value("USE")));
            case "file" -> described(element);
            case "FLocat" -> location(element);
            case "structMap" -> structMap(element);
            case "div" -> division(element);
            case "fptr" -> used(element, "FILEID");
            case "mptr" -> {
                form(element);
                String href = element.value("xlink:href");
                pointsToRepresentation |=
                        href != null
                                && Values.path(base, href)
                                        .filter(Layout.REP_METS::equals)
                                        .isPresent();
            }
            default -> {}
        }
        open.addLast(element);
    }

    @Override
    public void text(String text) {
        if (foreign == 0 && !open.isEmpty()) {
            header.text(open.getLast(), text);
        }
    }

    @Override
    public void end() throws IOException {
        if (foreign > 0) {
            foreign--;
            return;
        }
        Element element = open.removeLast();
        if (element.name().equals("agent")) {
            header.agentEnds();
        }
        if (element.name().equals("div") && inLink) {
            linkEnds();
        }
    }

    private void id(Element element) throws IOException {
        boolean wanted = Set.of("dmdSec", "digiprovMD", "fileGrp", "file").contains(element.name());
        String id = element.value("ID");
        if (id == null || !Values.isId(id)) {
            if (wanted || id != null) {
                tell(Tt05Code.ID_MISSING, element.name(), element.line() + ": " + id);
            }
            return;
        }
        if (element.name().equals("file")
                && !id.matches("(?i)ID-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")) {
            tell(Tt05Code.ID_FORM, id);
        }
        if (!element.name().equals("dmdSec") && !element.name().equals("file")) {
            evidence.defined(mets, id, "");
        }
    }

    private void used(Element element, String attribute) throws IOException {
        String ids = element.value(attribute);
        if (ids != null) {
            for (String id : ids.strip().split("\\s+")) {
                evidence.used(mets, id, attribute);
                if (inLink) {
                    links.add(id);
                }
            }
        }
    }

    private void structMap(Element element) {
        structMap = true;
        if (!element.is("TYPE", "PHYSICAL") || !element.is("LABEL", "CSIP")) {
            tell(
                    Tt05Code.STRUCT_MAP,
                    "TYPE=" + element.value("TYPE") + " LABEL=" + element.value("LABEL"));
        }
    }

    private void division(Element element) throws IOException {
        String label = element.value("LABEL");
        if (label != null) {
            divisions.add(label.startsWith("MetadataLink/") ? "MetadataLink/File" : label);
        }
        if (inLink) {
            if (linkDepth == 1) {
                links.clear();
            }
            linkDepth++;
        } else if (label != null && label.startsWith("MetadataLink")) {
            inLink = true;
            linkDepth = 1;
            links.clear();
        }
        used(element, "DMDID");
        used(element, "ADMID");
    }

    /** What stands in one div belongs together. */
    private void linkEnds() throws IOException {
        linkDepth--;
        if (links.size() > 1) {
            for (String id : links) {
                evidence.linked(mets, id);
            }
        }
        if (linkDepth <= 1) {
            links.clear();
        }
        inLink = linkDepth > 0;
    }

    private void form(Element element) {
        if (!element.is("LOCTYPE", "URL") || !element.is("xlink:type", "simple")) {
            tell(Tt05Code.REFERENCE_FORM, element.line() + ": " + element.name());
        }
    }

    private void described(Element element) {
        String where = element.line() + ": " + element.name();
        String mime = element.value("MIMETYPE");
        if (mime == null || !Values.isMimeType(mime)) {
            tell(Tt05Code.MIMETYPE_MISSING, where + " " + mime);
        }
        String size = element.value("SIZE");
        if (size == null || !size.matches("[0-9]{1,18}")) {
            tell(Tt05Code.SIZE_MISSING, where + " " + size);
        }
        String created = element.value("CREATED");
        if (created == null) {
            tell(Tt05Code.CREATED_MISSING, where);
        } else {
            header.time("CREATED", created);
        }
        String type = element.value("CHECKSUMTYPE");
        String sum = element.value("CHECKSUM");
        String algorithm = Digests.normalised(String.valueOf(type));
        if (type == null || !Digests.known(algorithm)) {
            tell(Tt05Code.CHECKSUM_TYPE, where + " " + type);
        } else {
            if (!algorithm.equals("sha256")) {
                tell(Tt05Code.CHECKSUM_OTHER, type);
            }
            int length = Digests.length(algorithm);
            if (sum == null || Digests.hex(sum).filter(b -> b.length == length).isEmpty()) {
                tell(Tt05Code.CHECKSUM_MISSING, where + " " + sum);
            }
        }
        if (sum == null && (type == null || !Digests.known(algorithm))) {
            tell(Tt05Code.CHECKSUM_MISSING, where);
        }
    }

    private void mdRef(Element element) throws IOException {
        described(element);
        form(element);
        Optional<String> path = target(element, element);
        path.ifPresent(described::add);
        Element section = open.isEmpty() ? element : open.getLast();
        String id = section.value("ID");
        if (section.name().equals("dmdSec") && id != null && Values.isId(id)) {
            evidence.defined(mets, id, path.filter(Layout::isDocument).orElse(""));
        }
    }

    private void location(Element element) throws IOException {
        form(element);
        Element file = open.isEmpty() ? element : open.getLast();
        Optional<String> path = target(element, file);
        String id = file.value("ID");
        if (id == null || !Values.isId(id)) {
            return;
        }
        boolean data = path.filter(p -> p.startsWith(Layout.DATA)).isPresent();
        evidence.defined(mets, id, data ? path.orElse("") : "");
        if (data) {
            Evidence.Reference reference = reference(element, file);
            evidence.object(
                    Evidence.METS_FILE,
                    id,
                    path.orElse(""),
                    reference.size(),
                    reference.algorithm(),
                    reference.digest());
        }
    }

    private Optional<String> target(Element link, Element file) throws IOException {
        String href = link.value("xlink:href");
        Optional<String> path = href == null ? Optional.empty() : Values.path(base, href);
        if (href == null || path.isEmpty()) {
            tell(Tt05Code.REFERENCE, link.line() + ": " + href);
            return Optional.empty();
        }
        if (!StandardCharsets.US_ASCII.newEncoder().canEncode(href) || href.indexOf(' ') >= 0) {
            tell(Tt05Code.REFERENCE_ENCODING, FieldRules.shown(href));
        }
        evidence.reference(path.get(), reference(link, file));
        return path;
    }

    private Evidence.Reference reference(Element link, Element file) {
        String size = file.value("SIZE");
        String algorithm = Digests.normalised(String.valueOf(file.value("CHECKSUMTYPE")));
        boolean known = Digests.known(algorithm);
        String sum = file.value("CHECKSUM");
        byte[] digest =
                !known || sum == null
                        ? new byte[0]
                        : Digests.hex(sum)
                                .filter(b -> b.length == Digests.length(algorithm))
                                .orElse(new byte[0]);
        return new Evidence.Reference(
                mets,
                link.line(),
                size != null && size.matches("[0-9]{1,18}") ? Long.parseLong(size) : -1,
                known ? algorithm : "",
                digest,
                orEmpty(file.value("MIMETYPE")));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private void finish() {
        header.finish(isRoot());
        section(dmdSec, "dmdSec");
        section(fileSec, "fileSec");
        section(structMap, "structMap");
        if (isRoot()) {
            described(Layout.EAD);
            if (kind.isAip()) {
                described(Layout.PREMIS);
            }
            group("Representations/rep1", Tt05Code.GROUP_MISSING);
            group("Schemas", Tt05Code.GROUP_SCHEMAS);
            division("Representations/rep1", Tt05Code.DIV_MISSING);
            division("Metadata", Tt05Code.DIV_ADVISED);
            division("Schemas", Tt05Code.DIV_ADVISED);
            if (structMap && !pointsToRepresentation) {
                tell(Tt05Code.MPTR);
            }
        } else {
            if (kind.isAip()) {
                described(Layout.REP_PREMIS);
            }
            group("Data", Tt05Code.GROUP_MISSING);
            division("Data", Tt05Code.DIV_MISSING);
            division("MetadataLink/File", Tt05Code.DIV_MISSING);
            division("Metadata", Tt05Code.DIV_ADVISED);
        }
    }

    private void section(boolean there, String name) {
        if (!there) {
            tell(Tt05Code.SECTION_MISSING, name);
        }
    }

    private void described(String path) {
        if (!described.contains(path)) {
            tell(Tt05Code.DESCRIPTION_UNLISTED, path);
        }
    }

    private void group(String use, Tt05Code code) {
        if (fileSec && !groups.contains(use)) {
            tell(code, use);
        }
    }

    private void division(String label, Tt05Code code) {
        if (structMap && !divisions.contains(label)) {
            tell(code, label);
        }
    }
}
