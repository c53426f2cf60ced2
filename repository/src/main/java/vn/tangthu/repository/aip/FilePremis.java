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

/**
 * {@code metadata/preservation/PREMIS.xml}: the hồ sơ as an intellectual entity, how it came in,
 * how the package and its versions were made, and the rights of the hồ sơ.
 */
final class FilePremis {

    private static final String INGESTION = "ingestion";
    private static final String DELIVERY = "delivery";
    private static final String FIXITY_CHECK = "fixity check";
    private static final String BAG_VERSION = "BagIt-Version";
    private static final String BAG_MANIFEST = "manifest";
    private static final String BAG_ORGANIZATION = "Source-Organization";
    private static final String BAG_IDENTIFIER = "External-Identifier";
    private static final String BAG_DATE = "Bagging-Date";

    /** Terms of the PREMIS vocabulary of event types, one for each version. */
    private static final Map<RecordVersion.Kind, String> TYPES =
            new EnumMap<>(
                    Map.of(
                            RecordVersion.Kind.CREATED, "information package creation",
                            RecordVersion.Kind.DESCRIBED, "metadata modification",
                            RecordVersion.Kind.CONTENT, "modification",
                            RecordVersion.Kind.WITHDRAWN, "deaccession",
                            RecordVersion.Kind.REINSTATED, "accession"));

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
        DeliveryId delivery = aip.origin().delivery();
        List<Premis.Subject> ingested =
                delivery == null
                        ? List.of(package_)
                        : List.of(
                                new Premis.Subject(DELIVERY, delivery.toString(), Premis.SOURCE),
                                package_);
        Premis.event(
                xml,
                new Premis.Event(
                        eventId(aip, INGESTION, 1),
                        INGESTION,
                        aip.origin().receivedAt(),
                        aip.origin().deliveryName(),
                        "success",
                        null,
                        List.of(
                                agents.submitter(PremisAgents.AUTHORIZER),
                                agents.archive(PremisAgents.IMPLEMENTER),
                                agents.software(PremisAgents.VALIDATOR)),
                        ingested));
        Aip.Bag bag = aip.origin().bag();
        if (bag != null) {
            bag(xml, aip, bag, agents, package_);
        }
        for (RecordVersion version : aip.history()) {
            boolean first = version.number() == 1;
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
                            first ? ingested : List.of(package_)));
        }
        agents.write(xml);
        Premis.rights(xml, eventId(aip, "rights", 1), aip.rights(), "OBJID", List.of(objId));
        return xml.end().bytes();
    }

    /** The sender's digests were compared with those of the files; what the sender said of them. */
    private static void bag(
            XmlText xml, Aip aip, Aip.Bag bag, PremisAgents agents, Premis.Subject package_) {
        List<Premis.Subject> subjects = new ArrayList<>();
        said(subjects, BAG_VERSION, bag.version());
        said(subjects, BAG_MANIFEST, bag.manifest());
        said(subjects, BAG_ORGANIZATION, bag.sourceOrganization());
        said(subjects, BAG_IDENTIFIER, bag.externalIdentifier());
        said(subjects, BAG_DATE, bag.baggingDate());
        subjects.add(package_);
        Premis.event(
                xml,
                new Premis.Event(
                        eventId(aip, FIXITY_CHECK, 1),
                        FIXITY_CHECK,
                        bag.comparedAt(),
                        "Gói BagIt hợp lệ; tổng kiểm của bên giao bằng tổng kiểm của các tệp được lưu"
                                + " (the bag is valid; the sender's digests equal those of the files"
                                + " that are kept)",
                        "success",
                        null,
                        List.of(
                                agents.submitter(PremisAgents.AUTHORIZER),
                                agents.software(PremisAgents.VALIDATOR)),
                        subjects));
    }

    private static void said(List<Premis.Subject> subjects, String label, @Nullable String value) {
        if (value != null) {
            subjects.add(new Premis.Subject(label, value, Premis.SOURCE));
        }
    }

    private static Aip.@Nullable Bag readBag(XmlNode premis) throws IOException {
        for (XmlNode event : premis.children("event")) {
            if (!FIXITY_CHECK.equals(event.textOf("eventType"))) {
                continue;
            }
            Map<String, String> said = new HashMap<>();
            for (XmlNode link : event.children("linkingObjectIdentifier")) {
                said.put(
                        link.child("linkingObjectIdentifierType").text(),
                        link.child("linkingObjectIdentifierValue").text());
            }
            String version = said.get(BAG_VERSION);
            String manifest = said.get(BAG_MANIFEST);
            if (version != null && manifest != null) {
                return new Aip.Bag(
                        version,
                        manifest,
                        said.get(BAG_ORGANIZATION),
                        said.get(BAG_IDENTIFIER),
                        said.get(BAG_DATE),
                        Times.read(event.child("eventDateTime").text()));
            }
        }
        return null;
    }

    /** Ids of events are derived from what they are of, so that every version tells the same. */
    static String eventId(Aip aip, String type, int number) {
        return AipLayout.upper(
                UUID.nameUUIDFromBytes(
                        (aip.id() + "\n" + type + "\n" + number).getBytes(StandardCharsets.UTF_8)));
    }

    /** What is read back from the file. */
    record Read(Aip.Origin origin, Rights rights, List<RecordVersion.Kind> kinds) {}

    static Read read(XmlNode premis) throws IOException {
        XmlNode ingestion = null;
        List<RecordVersion.Kind> kinds = new ArrayList<>();
        for (XmlNode event : premis.children("event")) {
            String type = event.textOf("eventType");
            if (INGESTION.equals(type)) {
                ingestion = event;
            } else if (!FIXITY_CHECK.equals(type)) {
                kinds.add(kind(type)); // in the order of the versions
            }
        }
        if (ingestion == null) {
            throw new IOException("PREMIS.xml tells no ingestion");
        }
        String submitter = null;
        for (XmlNode agent : premis.children("agent")) {
            if ("submitter".equals(Premis.readIdentifier(agent, "agent", "local"))) {
                submitter = agent.child("agentName").text();
            }
        }
        if (submitter == null) {
            throw new IOException("PREMIS.xml names no submitter");
        }
        DeliveryId delivery = null;
        for (XmlNode link : ingestion.children("linkingObjectIdentifier")) {
            if (DELIVERY.equals(link.textOf("linkingObjectIdentifierType"))) {
                delivery = DeliveryId.of(link.child("linkingObjectIdentifierValue").text());
            }
        }
        Aip.Origin origin =
                new Aip.Origin(
                        delivery,
                        ingestion.child("eventDetailInformation").child("eventDetail").text(),
                        submitter,
                        Times.read(ingestion.child("eventDateTime").text()),
                        readBag(premis));
        return new Read(
                origin, Premis.readRights(premis.child("rights").child("rightsStatement")), kinds);
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
