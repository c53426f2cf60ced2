package vn.tangthu.repository.aip;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.ScanFacts;
import vn.tangthu.repository.VirusCheck;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * {@code PREMIS_rep1.xml}: each document as an intellectual entity, each computer file with its
 * fixity and the name it was delivered under, digitisation and digests as events, the rights of the
 * documents. The fields of a document that AIP EAD_doc has no place for stand here as its docId and
 * preservation levels.
 */
final class RepresentationPremis {

    private static final List<String> LEVELS =
            List.of("maintenance", "riskRecovery", "riskRecoveryStatus");

    private RepresentationPremis() {}

    /**
     * @param addedIn the version that each file came with
     */
    static byte[] write(Aip aip, String softwareVersion, Map<ContentFileId, Integer> addedIn) {
        XmlText xml = Premis.root("../../../../schemas/PREMIS.xsd");
        String representation = AipLayout.objId(aip.id().value()) + "/rep1";
        xml.start("object").attribute("xsi:type", "representation");
        Premis.identifier(xml, "object", "OBJID", representation);
        xml.end();
        for (Aip.Document document : aip.documents()) {
            document(xml, document);
        }
        aip.storedFiles().forEach(file -> file(xml, file));
        PremisAgents agents = new PremisAgents(aip, softwareVersion);
        events(xml, aip, agents, addedIn, representation);
        agents.write(xml);
        rights(xml, aip);
        return xml.end().bytes();
    }

    private static void document(XmlText xml, Aip.Document document) {
        DocumentDescription d = document.description();
        xml.start("object").attribute("xsi:type", "intellectualEntity");
        Premis.identifier(xml, "object", Premis.UUID_TYPE, AipLayout.upper(document.id().value()));
        Premis.identifier(xml, "object", "docCode", d.docCode());
        Premis.identifier(xml, "object", "docId", d.docId());
        level(xml, LEVELS.get(0), d.maintenance() == null ? null : d.maintenance().code());
        level(xml, LEVELS.get(1), EadXml.yesNo(d.riskRecovery()));
        level(xml, LEVELS.get(2), EadXml.done(d.riskRecoveryStatus()));
        PageProperties.writeParts(xml, document.files());
        if (!document.files().isEmpty()) {
            xml.start("relationship")
                    .element("relationshipType", "structural")
                    .element("relationshipSubType", "has part");
            for (ContentFile file : document.files()) {
                xml.start("relatedObjectIdentifier")
                        .element("relatedObjectIdentifierType", Premis.UUID_TYPE)
                        .element(
                                "relatedObjectIdentifierValue",
                                AipLayout.upper(file.whole().id().value()))
                        .end();
            }
            xml.end();
        }
        xml.end();
    }

    private static void level(XmlText xml, String type, @Nullable String value) {
        if (value != null) {
            xml.start("preservationLevel")
                    .element("preservationLevelType", type)
                    .element("preservationLevelValue", value)
                    .end();
        }
    }

    private static void file(XmlText xml, ContentFile file) {
        xml.start("object").attribute("xsi:type", "file");
        Premis.identifier(xml, "object", Premis.UUID_TYPE, AipLayout.upper(file.id().value()));
        PageProperties.write(xml, file);
        xml.start("objectCharacteristics");
        fixity(xml, file.sha256());
        fixity(xml, file.sha512());
        xml.element("size", Long.toString(file.size()));
        xml.start("format").start("formatDesignation").element("formatName", file.mimeType()).end();
        FormatRegistry.write(xml, file.format());
        xml.end();
        xml.end();
        xml.element("originalName", file.originalName());
        xml.end();
    }

    private static void fixity(XmlText xml, Digest digest) {
        xml.start("fixity")
                .element("messageDigestAlgorithm", digest.algorithm().javaName())
                .element("messageDigest", digest.hex())
                .end();
    }

    private static void events(
            XmlText xml,
            Aip aip,
            PremisAgents agents,
            Map<ContentFileId, Integer> addedIn,
            String representation) {
        Map<Integer, List<String>> digitised = new TreeMap<>();
        Map<Integer, List<String>> digested = new TreeMap<>();
        int all = 0;
        Set<ContentFileId> seen = new HashSet<>();
        for (Aip.Document document : aip.documents()) {
            ConfidenceLevel confidence = document.description().confidenceLevel();
            ConfidenceLevel level =
                    confidence == null ? aip.description().confidenceLevel() : confidence;
            for (ContentFile named : document.files()) {
                ContentFile file = named.whole();
                if (!seen.add(file.id())) {
                    continue;
                }
                all++;
                int version = addedIn.getOrDefault(file.id(), 1);
                String id = AipLayout.upper(file.id().value());
                digested.computeIfAbsent(version, v -> new ArrayList<>()).add(id);
                if (level == ConfidenceLevel.DIGITISED) {
                    digitised.computeIfAbsent(version, v -> new ArrayList<>()).add(id);
                }
            }
        }
        int total = all;
        String paper = aip.description().paperFileCode();
        digitised.forEach(
                (version, ids) -> {
                    List<Premis.Subject> subjects = new ArrayList<>();
                    if (paper != null) {
                        subjects.add(new Premis.Subject("paperFileCode", paper, Premis.SOURCE));
                    }
                    subjects.addAll(outcomes(ids, total, representation));
                    Premis.event(
                            xml,
                            new Premis.Event(
                                    FilePremis.eventId(aip, "transfer", version),
                                    "transfer",
                                    at(aip, version),
                                    "Số hóa; bên giao nộp khai khi giao, ngày quét không được khai"
                                            + " (digitisation, declared on delivery; the date of"
                                            + " scanning was not declared)",
                                    null,
                                    null,
                                    List.of(
                                            agents.submitter(
                                                    aip.broughtBy(version).orElse(aip.origin()),
                                                    PremisAgents.IMPLEMENTER)),
                                    subjects));
                });
        digested.forEach(
                (version, ids) ->
                        Premis.event(
                                xml,
                                new Premis.Event(
                                        FilePremis.eventId(
                                                aip, "message digest calculation", version),
                                        "message digest calculation",
                                        at(aip, version),
                                        null,
                                        "success",
                                        "SHA-256, SHA-512; equal to those of the checked delivery",
                                        List.of(agents.software(PremisAgents.PROGRAM)),
                                        outcomes(ids, total, representation))));
        VirusEvents.write(xml, aip, agents, representation);
        CheckEvents.write(xml, aip, agents, representation);
    }

    /** The representation as a whole where the event was about all of it: it keeps files small. */
    static List<Premis.Subject> outcomes(List<String> ids, int total, String representation) {
        if (ids.size() == total) {
            return List.of(new Premis.Subject("OBJID", representation, Premis.OUTCOME));
        }
        return ids.stream()
                .map(id -> new Premis.Subject(Premis.UUID_TYPE, id, Premis.OUTCOME))
                .toList();
    }

    private static Instant at(Aip aip, int version) {
        if (version == 1) {
            return aip.origin().receivedAt();
        }
        for (RecordVersion made : aip.history()) {
            if (made.number() == version) {
                return made.createdAt();
            }
        }
        throw new IllegalArgumentException("No version " + version);
    }

    private static void rights(XmlText xml, Aip aip) {
        Map<Rights, List<String>> byRights = new LinkedHashMap<>();
        for (Aip.Document document : aip.documents()) {
            byRights.computeIfAbsent(document.rights(), r -> new ArrayList<>())
                    .add(AipLayout.upper(document.id().value()));
        }
        int number = 0;
        for (Map.Entry<Rights, List<String>> entry : byRights.entrySet()) {
            Premis.rights(
                    xml,
                    FilePremis.eventId(aip, "rights of documents", ++number),
                    entry.getKey(),
                    Premis.UUID_TYPE,
                    entry.getValue());
        }
    }

    /**
     * A document as the file tells it.
     *
     * @param more fields that AIP EAD_doc lacks, by name
     */
    record ReadDocument(
            DocumentId id, Rights rights, Map<String, String> more, List<ReadFile> files) {}

    /**
     * @param part the document's pages of it, or null
     * @param scan what the pages, or those of the part, are as scans
     * @param virus what the virus scanner said of it
     * @param format what format it was found to be in
     * @param checks what further checks of it came to
     */
    record ReadFile(
            ContentFileId id,
            String originalName,
            String mimeType,
            long size,
            int pages,
            Digest sha512,
            Digest sha256,
            PageProperties.@Nullable Range part,
            @Nullable ScanFacts scan,
            @Nullable VirusCheck virus,
            @Nullable FormatIdentification format,
            List<ContentCheck> checks) {}

    static List<ReadDocument> read(XmlNode premis) throws IOException {
        Map<UUID, ReadFile> files = new HashMap<>();
        List<XmlNode> documents = new ArrayList<>();
        VirusEvents.Read checks = VirusEvents.read(premis);
        CheckEvents.Read further = CheckEvents.read(premis);
        for (XmlNode object : premis.children("object")) {
            switch (object.required("type")) {
                case "file" -> {
                    ReadFile file = readFile(object, checks, further);
                    files.put(file.id().value(), file);
                }
                case "intellectualEntity" -> documents.add(object);
                default -> {}
            }
        }
        Map<UUID, Rights> rights = readRights(premis);
        List<ReadDocument> read = new ArrayList<>();
        for (XmlNode object : documents) {
            UUID id = Premis.readUuid(object, "object");
            Rights own = rights.get(id);
            if (own == null) {
                throw new IOException("No rights of document " + id);
            }
            read.add(
                    new ReadDocument(
                            new DocumentId(id), own, more(object), filesOf(object, files)));
        }
        return read;
    }

    private static List<ReadFile> filesOf(XmlNode object, Map<UUID, ReadFile> files)
            throws IOException {
        List<ReadFile> own = new ArrayList<>();
        for (XmlNode relationship : object.children("relationship")) {
            for (XmlNode related : relationship.children("relatedObjectIdentifier")) {
                String value = related.child("relatedObjectIdentifierValue").text();
                ReadFile file = files.get(UUID.fromString(value));
                if (file == null) {
                    throw new IOException("A document names a file that is not there: " + value);
                }
                PageProperties.Range range = PageProperties.range(object, file.id());
                own.add(
                        range == null
                                ? file
                                : new ReadFile(
                                        file.id(),
                                        file.originalName(),
                                        file.mimeType(),
                                        file.size(),
                                        file.pages(),
                                        file.sha512(),
                                        file.sha256(),
                                        range,
                                        PageProperties.scan(object, file.id()),
                                        file.virus(),
                                        file.format(),
                                        file.checks()));
            }
        }
        return own;
    }

    private static Map<String, String> more(XmlNode object) throws IOException {
        Map<String, String> more = new HashMap<>();
        String docId = Premis.readIdentifier(object, "object", "docId");
        if (docId != null) {
            more.put("docId", docId);
        }
        for (XmlNode level : object.children("preservationLevel")) {
            String type = level.child("preservationLevelType").text();
            if (LEVELS.contains(type)) {
                more.put(type, level.child("preservationLevelValue").text());
            }
        }
        return more;
    }

    private static ReadFile readFile(
            XmlNode object, VirusEvents.Read checks, CheckEvents.Read further) throws IOException {
        XmlNode characteristics = object.child("objectCharacteristics");
        Map<String, String> digests = new HashMap<>();
        for (XmlNode fixity : characteristics.children("fixity")) {
            digests.put(
                    fixity.child("messageDigestAlgorithm").text(),
                    fixity.child("messageDigest").text());
        }
        ContentFileId id = new ContentFileId(Premis.readUuid(object, "object"));
        return new ReadFile(
                id,
                object.child("originalName").text(),
                characteristics
                        .child("format")
                        .child("formatDesignation")
                        .child("formatName")
                        .text(),
                Long.parseLong(characteristics.child("size").text()),
                PageProperties.pages(object),
                digest(digests, DigestAlgorithm.SHA512),
                digest(digests, DigestAlgorithm.SHA256),
                null,
                PageProperties.scan(object),
                checks.of(id),
                FormatRegistry.read(characteristics.child("format")),
                further.of(id));
    }

    private static Digest digest(Map<String, String> digests, DigestAlgorithm algorithm)
            throws IOException {
        String hex = digests.get(algorithm.javaName());
        if (hex == null) {
            throw new IOException("No " + algorithm.javaName() + " of a file");
        }
        return new Digest(algorithm, hex);
    }

    private static Map<UUID, Rights> readRights(XmlNode premis) throws IOException {
        Map<UUID, Rights> rights = new HashMap<>();
        for (XmlNode holder : premis.children("rights")) {
            XmlNode statement = holder.child("rightsStatement");
            Rights told = Premis.readRights(statement);
            for (XmlNode link : statement.children("linkingObjectIdentifier")) {
                rights.put(
                        UUID.fromString(link.child("linkingObjectIdentifierValue").text()), told);
            }
        }
        return rights;
    }
}
