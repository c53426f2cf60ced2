package vn.tangthu.repository.aip;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import vn.tangthu.repository.Aip;

/** The agents of a package: each stands once in the file whose events name it. */
final class PremisAgents {

    static final String IMPLEMENTER = "implementer";
    static final String AUTHORIZER = "authorizer";
    static final String VALIDATOR = "validator";
    static final String PROGRAM = "executing program";

    private static final String SUBMITTER = "submitter";

    private final Map<String, Premis.Agent> agents = new LinkedHashMap<>();
    private final Aip aip;
    private final String softwareVersion;

    PremisAgents(Aip aip, String softwareVersion) {
        this.aip = aip;
        this.softwareVersion = softwareVersion;
    }

    Premis.Link software(String role) {
        return link(
                new Premis.Agent("software", "Tàng Thư", "software", softwareVersion, null), role);
    }

    /** Who handed it in; who did so more than once is one agent. */
    Premis.Link submitter(Aip.Origin of, String role) {
        Aip.Origin first =
                aip.origins().stream()
                        .filter(origin -> origin.submitter().equals(of.submitter()))
                        .findFirst()
                        .orElse(of);
        String id = first.version() == 1 ? SUBMITTER : SUBMITTER + ":v" + first.version();
        return link(new Premis.Agent(id, of.submitter(), "organization", null, null), role);
    }

    /** The name of the submitter that an event names. */
    static String readSubmitter(XmlNode premis, XmlNode event) throws IOException {
        for (XmlNode link : event.children("linkingAgentIdentifier")) {
            String id = link.child("linkingAgentIdentifierValue").text();
            if (!id.equals(SUBMITTER) && !id.startsWith(SUBMITTER + ":v")) {
                continue;
            }
            for (XmlNode agent : premis.children("agent")) {
                if (id.equals(Premis.readIdentifier(agent, "agent", "local"))) {
                    return agent.child("agentName").text();
                }
            }
        }
        throw new IOException("PREMIS.xml names no submitter");
    }

    /** The archive that keeps it; its code is what {@code arcFileCode} has before the file code. */
    Premis.Link archive(String role) {
        String code = aip.description().arcFileCode();
        String suffix = "." + aip.fileCode();
        String note =
                code.endsWith(suffix) ? code.substring(0, code.length() - suffix.length()) : "";
        return link(
                new Premis.Agent(
                        "archive",
                        "Lưu trữ lịch sử",
                        "organization",
                        null,
                        note.isEmpty() ? null : "mã cơ quan lưu trữ: " + note),
                role);
    }

    Premis.Link actor(String name, String role) {
        return link(new Premis.Agent("actor:" + name, name, "person", null, null), role);
    }

    private Premis.Link link(Premis.Agent agent, String role) {
        agents.putIfAbsent(agent.id(), agent);
        return new Premis.Link(agent.id(), role);
    }

    void write(XmlText xml) {
        agents.values().forEach(agent -> Premis.agent(xml, agent));
    }
}
