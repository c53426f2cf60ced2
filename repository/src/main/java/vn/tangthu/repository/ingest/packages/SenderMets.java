package vn.tangthu.repository.ingest.packages;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * What one METS.xml of a package tells: who it is of, the digests of its files, and which files
 * belong to which description. Paths are those in the package.
 */
final class SenderMets implements SenderXml.Events {
    private final String base;
    private final int most;
    private String objectId = "";
    private String type = "";
    private String fondsCode = "";
    private final Map<String, String> altRecordIds = new HashMap<>();
    private final Map<String, String> sections = new HashMap<>();
    private final Map<String, String> files = new HashMap<>();
    private final Map<String, Sum> sums = new LinkedHashMap<>();
    private final List<Link> links = new ArrayList<>();

    private final Deque<Division> divisions = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private String section = "";
    private String file = "";
    private String noteType = "";

    /** Whether the agent that was read last is who the records come from: its code wins. */
    private boolean creator;

    private String altType = "";
    private Sum sum = new Sum("", "");

    /**
     * @param algorithm CHECKSUMTYPE as written
     * @param hex in lower case
     */
    record Sum(String algorithm, String hex) {}

    /**
     * A description and its files.
     *
     * @param description path, null where the id leads nowhere
     * @param files paths; not those of ids that lead nowhere
     * @param pages ORDERLABEL: which pages of a file that it shares, as this archive writes it
     */
    record Link(@Nullable String description, List<String> files, String pages) {}

    private static final class Division {
        private final List<String> descriptions = new ArrayList<>();
        private final List<String> files = new ArrayList<>();
        private final String pages;
        private final boolean links;

        Division(String pages, boolean links) {
            this.pages = pages;
            this.links = links;
        }
    }

    private SenderMets(String base, int most) {
        this.base = base;
        this.most = most;
    }

    /**
     * @param base folder of the METS document in the package, with a slash at its end or empty
     * @param most entries; of more nothing is believed
     */
    static SenderMets read(Path mets, String base, int most)
            throws IOException, XMLStreamException {
        SenderMets read = new SenderMets(base, most);
        SenderXml.read(mets, read);
        return read;
    }

    String objectId() {
        return objectId;
    }

    /** csip:OAISPACKAGETYPE. */
    String type() {
        return type;
    }

    /** Mã phông; empty where it is not told. */
    String fondsCode() {
        return fondsCode;
    }

    /** Of our own kind (SERIESCODE); empty where it is not told. */
    String altRecordId(String of) {
        return altRecordIds.getOrDefault(of, "");
    }

    List<Link> links() {
        return links;
    }

    Map<String, Sum> sums() {
        return sums;
    }

    @Override
    public void start(XMLStreamReader xml) throws XMLStreamException {
        text.setLength(0);
        switch (xml.getLocalName()) {
            case "mets" -> objectId = SenderXml.attribute(xml, "OBJID");
            case "metsHdr" -> type = SenderXml.attribute(xml, "OAISPACKAGETYPE");
            case "agent" -> creator = SenderXml.attribute(xml, "ROLE").equals("ARCHIVIST");
            case "note" -> noteType = SenderXml.attribute(xml, "NOTETYPE");
            case "altRecordID" -> altType = SenderXml.attribute(xml, "TYPE");
            case "dmdSec" -> section = SenderXml.attribute(xml, "ID");
            case "mdRef" -> {
                String path = path(SenderXml.attribute(xml, "href"));
                if (!section.isEmpty() && path != null) {
                    sections.put(section, path);
                }
                bounded();
            }
            case "file" -> {
                file = SenderXml.attribute(xml, "ID");
                sum =
                        new Sum(
                                SenderXml.attribute(xml, "CHECKSUMTYPE"),
                                SenderXml.attribute(xml, "CHECKSUM").toLowerCase(Locale.ROOT));
            }
            case "FLocat" -> {
                String path = path(SenderXml.attribute(xml, "href"));
                if (path != null) {
                    files.put(file, path);
                    sums.put(path, sum);
                }
                bounded();
            }
            case "div" -> {
                Division outer = divisions.peekLast();
                boolean inside =
                        outer != null && outer.links
                                || SenderXml.attribute(xml, "LABEL").startsWith("MetadataLink");
                Division division = new Division(SenderXml.attribute(xml, "ORDERLABEL"), inside);
                ids(xml, "DMDID", division.descriptions);
                divisions.addLast(division);
            }
            case "fptr" -> {
                Division division = divisions.peekLast();
                if (division != null) {
                    ids(xml, "FILEID", division.files);
                }
            }
            default -> {}
        }
    }

    private void bounded() throws XMLStreamException {
        if (files.size() + sections.size() > most) {
            throw new XMLStreamException("more than " + most + " entries");
        }
    }

    private static void ids(XMLStreamReader xml, String attribute, List<String> into) {
        String ids = SenderXml.attribute(xml, attribute);
        if (!ids.isEmpty()) {
            into.addAll(List.of(ids.split("\\s+")));
        }
    }

    @Override
    public void text(String part) throws XMLStreamException {
        if (text.length() + part.length() > 1 << 16) {
            throw new XMLStreamException("too long");
        }
        text.append(part);
    }

    @Override
    public void end(String name) {
        switch (name) {
            case "note" -> {
                if (noteType.equals("IDENTIFICATIONCODE") && (fondsCode.isEmpty() || creator)) {
                    fondsCode = text.toString().strip();
                }
                noteType = "";
            }
            case "altRecordID" -> altRecordIds.putIfAbsent(altType, text.toString().strip());
            case "dmdSec" -> section = "";
            case "div" -> {
                Division division = divisions.removeLast();
                if (division.links && !division.files.isEmpty()) {
                    link(division);
                }
            }
            default -> {}
        }
        text.setLength(0);
    }

    /** The parts of METS come in the order of its schema: ids are known before they are used. */
    private void link(Division division) {
        List<String> paths = new ArrayList<>();
        List<String> described = new ArrayList<>();
        for (String id : division.descriptions) {
            add(described, sections.get(id));
        }
        for (String id : division.files) {
            String path = files.get(id);
            // Some programs point to descriptions and data alike with fptr.
            add(path != null ? paths : described, path != null ? path : sections.get(id));
        }
        links.add(
                new Link(
                        described.isEmpty() ? null : described.getFirst(),
                        List.copyOf(paths),
                        division.pages));
    }

    private static void add(List<String> to, @Nullable String path) {
        if (path != null) {
            to.add(path);
        }
    }

    /** Null where it leads out of the package; whether it is there is seen later. */
    private @Nullable String path(String href) {
        String plain = href.strip().replace('\\', '/');
        if (plain.isEmpty() || plain.startsWith("/") || plain.contains("://")) {
            return null;
        }
        String decoded;
        try {
            decoded = URLDecoder.decode(plain.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            decoded = plain; // a bare %, not encoded
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (base + decoded).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }
}
