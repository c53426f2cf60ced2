package vn.tangthu.repository.aip;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.Rights;

/** The pieces that both PREMIS 3 files of a package are made of. */
final class Premis {

    static final String UUID_TYPE = "UUID";
    static final String SOURCE = "source";
    static final String OUTCOME = "outcome";

    /** What may be done with the object; its restriction is our {@link Access}. */
    static final String ACT_DISSEMINATE = "disseminate";

    /** Whether the title of a listed record may be shown. */
    static final String ACT_TITLE = "disseminate title";

    /** The authority of a second restriction: why, as one of {@link AccessGround}. */
    private static final String GROUND = "ground";

    /**
     * Begins the note with the last day of the closure. It is no termOfRestriction: that would need
     * a first day, and what is closed opens by a decision and not by a day.
     */
    private static final String CLOSED_UNTIL = "closed until ";

    private Premis() {}

    /** A party to an event: who, in what role. */
    record Link(String agent, String role) {}

    /** An object of an event. */
    record Subject(String type, String value, String role) {}

    record Event(
            String id,
            String type,
            Instant at,
            @Nullable String detail,
            @Nullable String outcome,
            @Nullable String outcomeNote,
            List<Link> agents,
            List<Subject> subjects) {}

    record Agent(
            String id,
            @Nullable String name,
            String type,
            @Nullable String version,
            @Nullable String note) {}

    static XmlText root(String schema) {
        return new XmlText()
                .start("premis")
                .attribute("xmlns", "http://www.loc.gov/premis/v3")
                .attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
                .attribute("xsi:schemaLocation", "http://www.loc.gov/premis/v3 " + schema)
                .attribute("version", "3.0");
    }

    static void identifier(XmlText xml, String kind, String type, @Nullable String value) {
        if (value != null) {
            xml.start(kind + "Identifier")
                    .element(kind + "IdentifierType", type)
                    .element(kind + "IdentifierValue", value)
                    .end();
        }
    }

    static void event(XmlText xml, Event event) {
        xml.start("event");
        identifier(xml, "event", UUID_TYPE, event.id());
        xml.element("eventType", event.type());
        xml.element("eventDateTime", Times.write(event.at()));
        if (event.detail() != null) {
            xml.start("eventDetailInformation").element("eventDetail", event.detail()).end();
        }
        if (event.outcome() != null) {
            xml.start("eventOutcomeInformation").element("eventOutcome", event.outcome());
            if (event.outcomeNote() != null) {
                xml.start("eventOutcomeDetail")
                        .element("eventOutcomeDetailNote", event.outcomeNote())
                        .end();
            }
            xml.end();
        }
        for (Link link : event.agents()) {
            xml.start("linkingAgentIdentifier")
                    .element("linkingAgentIdentifierType", "local")
                    .element("linkingAgentIdentifierValue", link.agent())
                    .element("linkingAgentRole", link.role())
                    .end();
        }
        for (Subject subject : event.subjects()) {
            xml.start("linkingObjectIdentifier")
                    .element("linkingObjectIdentifierType", subject.type())
                    .element("linkingObjectIdentifierValue", subject.value())
                    .element("linkingObjectRole", subject.role())
                    .end();
        }
        xml.end();
    }

    static void agent(XmlText xml, Agent agent) {
        xml.start("agent");
        identifier(xml, "agent", "local", agent.id());
        xml.element("agentName", agent.name());
        xml.element("agentType", agent.type());
        xml.element("agentVersion", agent.version());
        xml.element("agentNote", agent.note());
        xml.end();
    }

    /** One statement for all objects that have these rights. */
    static void rights(
            XmlText xml, String id, Rights rights, String objectType, List<String> objects) {
        xml.start("rights").start("rightsStatement");
        identifier(xml, "rightsStatement", UUID_TYPE, id);
        xml.element("rightsBasis", "other");
        if (rights.basis() != null) {
            xml.start("otherRightsInformation").element("otherRightsBasis", rights.basis()).end();
        }
        xml.start("rightsGranted")
                .element("act", ACT_DISSEMINATE)
                .element("restriction", rights.access().name().toLowerCase(Locale.ROOT));
        AccessGround ground = rights.ground();
        if (ground != null) {
            xml.start("restriction").attribute("authority", GROUND).text(ground.name()).end();
        }
        LocalDate until = rights.closedUntil();
        xml.element("rightsGrantedNote", until == null ? null : CLOSED_UNTIL + until).end();
        xml.start("rightsGranted")
                .element("act", ACT_TITLE)
                .element("restriction", rights.titlePublic() ? "public" : "withheld")
                .end();
        for (String object : objects) {
            xml.start("linkingObjectIdentifier")
                    .element("linkingObjectIdentifierType", objectType)
                    .element("linkingObjectIdentifierValue", object)
                    .end();
        }
        xml.end().end();
    }

    /** What a rights statement says; fails closed on anything it does not know. */
    static Rights readRights(XmlNode statement) throws IOException {
        Access access = null;
        Boolean titlePublic = null;
        AccessGround ground = null;
        LocalDate until = null;
        for (XmlNode granted : statement.children("rightsGranted")) {
            String restriction = granted.child("restriction").text();
            switch (granted.child("act").text()) {
                case ACT_DISSEMINATE -> {
                    try {
                        access = Access.valueOf(restriction.toUpperCase(Locale.ROOT));
                    } catch (IllegalArgumentException e) {
                        throw new IOException("Unknown access: " + restriction, e);
                    }
                    ground = readGround(granted);
                    until = readClosedUntil(granted);
                }
                case ACT_TITLE -> titlePublic = restriction.equals("public");
                default -> throw new IOException("Unknown act in a rights statement");
            }
        }
        if (access == null || titlePublic == null) {
            throw new IOException("A rights statement without access");
        }
        XmlNode other = statement.find("otherRightsInformation");
        return new Rights(
                access,
                titlePublic,
                other == null ? null : other.textOf("otherRightsBasis"),
                ground,
                until);
    }

    private static @Nullable AccessGround readGround(XmlNode granted) throws IOException {
        for (XmlNode restriction : granted.children("restriction")) {
            if (GROUND.equals(restriction.attribute("authority"))) {
                try {
                    return AccessGround.valueOf(restriction.text());
                } catch (IllegalArgumentException e) {
                    throw new IOException("Unknown ground: " + restriction.text(), e);
                }
            }
        }
        return null;
    }

    private static @Nullable LocalDate readClosedUntil(XmlNode granted) throws IOException {
        String note = granted.textOf("rightsGrantedNote");
        if (note == null || !note.startsWith(CLOSED_UNTIL)) {
            return null;
        }
        try {
            return LocalDate.parse(note.substring(CLOSED_UNTIL.length()));
        } catch (DateTimeException e) {
            throw new IOException("Not a date: " + note, e);
        }
    }

    /** The value of the identifier of this type of an object, an event, or null. */
    static @Nullable String readIdentifier(XmlNode of, String kind, String type) {
        for (XmlNode identifier : of.children(kind + "Identifier")) {
            if (type.equals(identifier.textOf(kind + "IdentifierType"))) {
                return identifier.textOf(kind + "IdentifierValue");
            }
        }
        return null;
    }

    static UUID readUuid(XmlNode of, String kind) throws IOException {
        String value = readIdentifier(of, kind, UUID_TYPE);
        if (value == null) {
            throw new IOException("A PREMIS " + kind + " without UUID");
        }
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new IOException("Not a UUID: " + value, e);
        }
    }
}
