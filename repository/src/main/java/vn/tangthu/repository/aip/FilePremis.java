package vn.tangthu.repository.aip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;
import vn.tangthu.storage.Digest;
import vn.tangthu.storage.DigestAlgorithm;

/**
 * {@code metadata/preservation/PREMIS.xml}: the hồ sơ as an intellectual entity, how it came in,
 * how the package and its versions were made, and the rights of the hồ sơ.
 */
final class FilePremis {

    private static final String INGESTION = "ingestion";
    private static final String DELIVERY = "delivery";
    private static final String VERSION = "version";
    private static final String FIXITY_CHECK = "fixity check";
    private static final String BAG_VERSION = "BagIt-Version";
    private static final String BAG_MANIFEST = "manifest";
    private static final String BAG_ORGANIZATION = "Source-Organization";
    private static final String BAG_IDENTIFIER = "External-Identifier";
    private static final String BAG_DATE = "Bagging-Date";

    private static final String SIP_KIND = "SIP-KIND";
    private static final String SIP_ID = "SIP-OBJID";
    private static final String SIP_NAME = "SIP-NAME";
    private static final String SIP_FILES = "SIP-FILES";
    private static final String SIP_ZIP_SIZE = "SIP-METADATA-SIZE";
    private static final String SIP_ZIP_SHA512 = "SIP-METADATA-SHA-512";
    private static final String SIP_ZIP_SHA256 = "SIP-METADATA-SHA-256";

    /** Terms of the PREMIS vocabulary of event types, one for each version. */
    private static final Map<RecordVersion.Kind, String> TYPES =
            new EnumMap<>(
                    Map.of(
                            RecordVersion.Kind.CREATED, "information package creation",
                            RecordVersion.Kind.DESCRIBED, "metadata modification",
                            RecordVersion.Kind.CONTENT, "modification",
                            RecordVersion.Kind.WITHDRAWN, "deaccession",
                            RecordVersion.Kind.REINSTATED, "accession",
                            RecordVersion.Kind.REVERTED, "recovery",
                            RecordVersion.Kind.SUCCEEDED, "redaction"));

    private FilePremis() {}

    static byte[] write(Aip aip, String softwareVersion) {
        String objId = AipLayout.objId(aip.id().value());
        XmlText xml = Premis.root("../../schemas/PREMIS.xsd");
        xml.start("object").attribute("xsi:type", "intellectualEntity");
        Premis.identifier(xml, "object", "OBJID", objId);
        Premis.identifier(xml, "object", "arcFileCode", aip.description().arcFileCode());
        xml.end();

        PremisAgents agents = new PremisAgents(aip, softwareVersion);
        Premis.Subject package_ = new Premis.Subject("OBJID", objId, Premis.OUTCOME);
        for (Aip.Origin origin : aip.origins()) {
            ingestion(xml, aip, origin, agents, package_);
        }
        for (RecordVersion version : aip.history()) {
            String type = TYPES.getOrDefault(version.kind(), "modification");
            Premis.event(
                    xml,
                    new Premis.Event(
                            eventId(aip, type, version.number()),
                            type,
                            version.createdAt(),
                            "v" + version.number() + ": " + version.message(),
                            "success",
                            null,
                            List.of(
                                    agents.actor(version.actor(), PremisAgents.IMPLEMENTER),
                                    agents.software(PremisAgents.PROGRAM)),
                            aip.broughtBy(version.number())
                                    .map(origin -> brought(origin, package_))
                                    .orElse(List.of(package_))));
        }
        agents.write(xml);
        Premis.rights(xml, eventId(aip, "rights", 1), aip.rights(), "OBJID", List.of(objId));
        return xml.end().bytes();
    }

    /** A delivery came; the version it brought has an event of its own. */
    private static void ingestion(
            XmlText xml, Aip aip, Aip.Origin origin, PremisAgents agents, Premis.Subject package_) {
        List<Premis.Subject> subjects = brought(origin, package_);
        subjects.add(new Premis.Subject(VERSION, "v" + origin.version(), Premis.OUTCOME));
        Premis.event(
                xml,
                new Premis.Event(
                        eventId(aip, INGESTION, origin.version()),
                        INGESTION,
                        origin.receivedAt(),
                        origin.deliveryName(),
                        "success",
                        null,
                        List.of(
                                agents.submitter(origin, PremisAgents.AUTHORIZER),
                                agents.archive(PremisAgents.IMPLEMENTER),
                                agents.software(PremisAgents.VALIDATOR)),
                        subjects));
        Aip.Bag bag = origin.bag();
        if (bag != null) {
            bag(xml, aip, origin, bag, agents, package_);
        }
        Aip.Received received = origin.received();
        if (received != null) {
            received(xml, aip, origin, received, agents, package_);
        }
    }

    private static List<Premis.Subject> brought(Aip.Origin origin, Premis.Subject package_) {
        List<Premis.Subject> subjects = new ArrayList<>();
        if (origin.delivery() != null) {
            subjects.add(new Premis.Subject(DELIVERY, origin.delivery().toString(), Premis.SOURCE));
        }
        subjects.add(package_);
        return subjects;
    }

    /** The sender's digests were compared with those of the files; what the sender said of them. */
    private static void bag(
            XmlText xml,
            Aip aip,
            Aip.Origin origin,
            Aip.Bag bag,
            PremisAgents agents,
            Premis.Subject package_) {
        List<Premis.Subject> subjects = new ArrayList<>();
        said(subjects, BAG_VERSION, bag.version());
        said(subjects, BAG_MANIFEST, bag.manifest());
        said(subjects, BAG_ORGANIZATION, bag.sourceOrganization());
        said(subjects, BAG_IDENTIFIER, bag.externalIdentifier());
        said(subjects, BAG_DATE, bag.baggingDate());
        subjects.addAll(brought(origin, package_));
        Premis.event(
                xml,
                new Premis.Event(
                        eventId(aip, FIXITY_CHECK, origin.version()),
                        FIXITY_CHECK,
                        bag.comparedAt(),
                        "Gói BagIt hợp lệ; tổng kiểm của bên giao bằng tổng kiểm của các tệp được lưu"
                                + " (the bag is valid; the sender's digests equal those of the files"
                                + " that are kept)",
                        "success",
                        null,
                        List.of(
                                agents.submitter(origin, PremisAgents.AUTHORIZER),
                                agents.software(PremisAgents.VALIDATOR)),
                        subjects));
    }

    /** The digests of the sender's METS were compared; what the sender said is kept beside. */
    private static void received(
            XmlText xml,
            Aip aip,
            Aip.Origin origin,
            Aip.Received received,
            PremisAgents agents,
            Premis.Subject package_) {
        List<Premis.Subject> subjects = new ArrayList<>();
        said(subjects, SIP_KIND, received.kind());
        said(subjects, SIP_ID, received.objectId());
        said(subjects, SIP_NAME, received.name());
        said(subjects, SIP_FILES, Integer.toString(received.files()));
        said(subjects, SIP_ZIP_SIZE, Long.toString(received.size()));
        said(subjects, SIP_ZIP_SHA512, received.sha512().hex());
        said(subjects, SIP_ZIP_SHA256, received.sha256().hex());
        subjects.addAll(brought(origin, package_));
        boolean rest =
                aip.history().get(origin.version() - 1).kind() == RecordVersion.Kind.SUCCEEDED;
        Premis.event(
                xml,
                new Premis.Event(
                        eventId(aip, FIXITY_CHECK + " of METS", origin.version()),
                        FIXITY_CHECK,
                        aip.history().get(origin.version() - 1).createdAt(),
                        "Gói theo Thông tư 05/2025 hợp lệ; mã băm trong METS của bên giao bằng mã băm"
                                + " của các tệp được lưu; "
                                + (rest
                                        ? "những gì của bên giao không nhắc tới phần đã xóa còn"
                                        : "METS, mô tả, PREMIS của bên giao giữ nguyên")
                                + " trong "
                                + Aip.Received.path(origin.version())
                                + " (the package is valid; the digests of the sender's METS equal"
                                + " those of the files that are kept; "
                                + (rest
                                        ? "what of the sender's does not tell of what was erased is"
                                                + " kept there)"
                                        : "the sender's METS, descriptions and PREMIS are kept"
                                                + " there)"),
                        "success",
                        null,
                        List.of(
                                agents.submitter(origin, PremisAgents.AUTHORIZER),
                                agents.software(PremisAgents.VALIDATOR)),
                        subjects));
    }

    private static void said(List<Premis.Subject> subjects, String label, @Nullable String value) {
        if (value != null) {
            subjects.add(new Premis.Subject(label, value, Premis.SOURCE));
        }
    }

    /** Ids of events are derived from what they are of, so that every version tells the same. */
    static String eventId(Aip aip, String type, int number) {
        return AipLayout.upper(
                UUID.nameUUIDFromBytes(
                        (aip.id() + "\n" + type + "\n" + number).getBytes(StandardCharsets.UTF_8)));
    }

    /** What is read back from the file. */
    record Read(List<Aip.Origin> origins, Rights rights, List<RecordVersion.Kind> kinds) {}

    static Read read(XmlNode premis) throws IOException {
        List<Aip.Origin> origins = new ArrayList<>();
        List<RecordVersion.Kind> kinds = new ArrayList<>();
        List<XmlNode> events = premis.children("event");
        for (int i = 0; i < events.size(); i++) {
            String type = events.get(i).textOf("eventType");
            if (INGESTION.equals(type)) {
                int next = i + 1;
                while (next < events.size()
                        && FIXITY_CHECK.equals(events.get(next).textOf("eventType"))) {
                    next++;
                }
                origins.add(readOrigin(premis, events.get(i), events.subList(i + 1, next)));
            } else if (!FIXITY_CHECK.equals(type)) {
                kinds.add(kind(type)); // in the order of the versions
            }
        }
        if (origins.isEmpty()) {
            throw new IOException("PREMIS.xml tells no ingestion");
        }
        return new Read(
                origins, Premis.readRights(premis.child("rights").child("rightsStatement")), kinds);
    }

    /**
     * @param fixityChecks the events that follow that of the ingestion: of its bag, its package
     */
    private static Aip.Origin readOrigin(
            XmlNode premis, XmlNode ingestion, List<XmlNode> fixityChecks) throws IOException {
        Aip.Bag bag = null;
        Aip.Received received = null;
        for (XmlNode check : fixityChecks) {
            if (linked(check).containsKey(SIP_ID)) {
                received = readReceived(check);
            } else {
                bag = readBag(check);
            }
        }
        Map<String, String> linked = linked(ingestion);
        String delivery = linked.get(DELIVERY);
        String version = linked.getOrDefault(VERSION, "v1");
        if (!version.matches("v[1-9][0-9]{0,8}")) {
            throw new IOException("PREMIS.xml tells of a version that is none: " + version);
        }
        return new Aip.Origin(
                Integer.parseInt(version.substring(1)),
                delivery == null ? null : DeliveryId.of(delivery),
                ingestion.child("eventDetailInformation").child("eventDetail").text(),
                PremisAgents.readSubmitter(premis, ingestion),
                Times.read(ingestion.child("eventDateTime").text()),
                bag,
                received);
    }

    private static Aip.Received readReceived(XmlNode event) throws IOException {
        Map<String, String> said = linked(event);
        return new Aip.Received(
                required(said, SIP_KIND),
                required(said, SIP_ID),
                required(said, SIP_NAME),
                Integer.parseInt(required(said, SIP_FILES)),
                Long.parseLong(required(said, SIP_ZIP_SIZE)),
                new Digest(DigestAlgorithm.SHA512, required(said, SIP_ZIP_SHA512)),
                new Digest(DigestAlgorithm.SHA256, required(said, SIP_ZIP_SHA256)));
    }

    private static String required(Map<String, String> said, String what) throws IOException {
        String value = said.get(what);
        if (value == null) {
            throw new IOException("PREMIS.xml tells of a package without " + what);
        }
        return value;
    }

    private static Aip.Bag readBag(XmlNode event) throws IOException {
        Map<String, String> said = linked(event);
        String version = said.get(BAG_VERSION);
        String manifest = said.get(BAG_MANIFEST);
        if (version == null || manifest == null) {
            throw new IOException("PREMIS.xml tells of a bag without version or manifest");
        }
        return new Aip.Bag(
                version,
                manifest,
                said.get(BAG_ORGANIZATION),
                said.get(BAG_IDENTIFIER),
                said.get(BAG_DATE),
                Times.read(event.child("eventDateTime").text()));
    }

    private static Map<String, String> linked(XmlNode event) throws IOException {
        Map<String, String> linked = new HashMap<>();
        for (XmlNode link : event.children("linkingObjectIdentifier")) {
            linked.put(
                    link.child("linkingObjectIdentifierType").text(),
                    link.child("linkingObjectIdentifierValue").text());
        }
        return linked;
    }

    /** Fails closed on what it does not know: it may be a withdrawal. */
    private static RecordVersion.Kind kind(@Nullable String type) throws IOException {
        for (Map.Entry<RecordVersion.Kind, String> one : TYPES.entrySet()) {
            if (one.getValue().equals(type)) {
                return one.getKey();
            }
        }
        throw new IOException("PREMIS.xml tells an event that is not known: " + type);
    }
}
