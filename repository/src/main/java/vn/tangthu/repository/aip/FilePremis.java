package vn.tangthu.repository.aip;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
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
        for (RecordVersion version : aip.history()) {
            boolean first = version.number() == 1;
            String type = first ? "information package creation" : "metadata modification";
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

    /** Ids of events are derived from what they are of, so that every version tells the same. */
    static String eventId(Aip aip, String type, int number) {
        return AipLayout.upper(
                UUID.nameUUIDFromBytes(
                        (aip.id() + "\n" + type + "\n" + number).getBytes(StandardCharsets.UTF_8)));
    }

    /** What is read back from the file. */
    record Read(Aip.Origin origin, Rights rights) {}

    static Read read(XmlNode premis) throws IOException {
        XmlNode ingestion = null;
        for (XmlNode event : premis.children("event")) {
            if (INGESTION.equals(event.textOf("eventType"))) {
                ingestion = event;
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
                        Times.read(ingestion.child("eventDateTime").text()));
        return new Read(origin, Premis.readRights(premis.child("rights").child("rightsStatement")));
    }
}
