package vn.tangthu.repository.validation.tt05;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Digests;
import vn.tangthu.repository.validation.common.Report;
import vn.tangthu.repository.validation.common.Values;
import vn.tangthu.repository.validation.common.Xml;

/** Reads one PREMIS file of an AIP and judges it. */
final class PremisRules implements Xml.Events {
    private static final String PREMIS = "http://www.loc.gov/premis/v3";
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final Set<String> ROLES =
            Set.of("authorizer", "implementer", "validator", "executing program");

    /** What is kept of one object, event or agent. */
    private static final int MOST_VALUES = 64;

    /** Agents of a package are few; of more, names are not joined. */
    private static final int MOST_AGENTS = 10_000;

    private final String path;
    private final Report report;
    private final Evidence evidence;
    private final Deque<String> open = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private final Map<String, String> digests = new LinkedHashMap<>();
    private final Set<String> identifiers = new HashSet<>();
    private final Set<String> agents = new HashSet<>();
    private final Set<String> namedAgents = new HashSet<>();
    private final Set<String> eventTypes = new HashSet<>();
    private boolean file;
    private String algorithm = "";
    private String size = "";
    private String eventType = "";
    private String eventTime = "";
    private boolean eventAgent;
    private int objects;
    private int events;

    PremisRules(String path, Report report, Evidence evidence) {
        this.path = path;
        this.report = report;
        this.evidence = evidence;
    }

    /** Types of the events, in lower case. */
    Set<String> read(InputStream in) throws IOException {
        try {
            Xml.read(in, this);
            if (objects == 0) {
                tell(Tt05Code.PREMIS_OBJECT);
            }
            for (String agent : namedAgents) {
                if (agents.size() < MOST_AGENTS && !agents.contains(agent)) {
                    tell(Tt05Code.PREMIS_AGENT, agent);
                }
            }
        } catch (XMLStreamException e) {
            Tt05Code.XML.tell(report, path, Xml.message(e));
        }
        return eventTypes;
    }

    int events() {
        return events;
    }

    private void tell(Tt05Code code, String... values) {
        code.tell(report, path, values);
    }

    @Override
    public void start(XMLStreamReader xml) throws XMLStreamException {
        String name = xml.getLocalName();
        if (open.isEmpty()) {
            if (!name.equals("premis") || !PREMIS.equals(xml.getNamespaceURI())) {
                tell(Tt05Code.PREMIS_NAMESPACE, String.valueOf(xml.getName()));
            }
            String version = xml.getAttributeValue(null, "version");
            if (!"3.0".equals(version)) {
                tell(Tt05Code.PREMIS_VERSION, String.valueOf(version));
            }
        }
        if (open.size() == 1) {
            identifiers.clear();
            digests.clear();
            size = "";
            eventType = "";
            eventTime = "";
            eventAgent = false;
            if (name.equals("object")) {
                objects++;
                String type = xml.getAttributeValue(XSI, "type");
                file = type != null && type.replaceFirst(".*:", "").equals("file");
            } else if (name.equals("event")) {
                events++;
            }
        }
        open.addLast(name);
        text.setLength(0);
    }

    @Override
    public void text(String part) {
        if (text.length() < 4096) {
            text.append(part);
        }
    }

    @Override
    public void end() throws IOException {
        String name = open.removeLast();
        String value = text.toString().strip();
        text.setLength(0);
        switch (name) {
            case "objectIdentifierValue", "eventIdentifierValue" -> add(identifiers, value);
            case "agentIdentifierValue" -> {
                add(identifiers, value);
                if (agents.size() < MOST_AGENTS) {
                    agents.add(value);
                }
            }
            case "messageDigestAlgorithm" -> algorithm = Digests.normalised(value);
            case "messageDigest" -> {
                if (digests.size() < MOST_VALUES) {
                    digests.put(algorithm, value);
                }
            }
            case "size" -> size = value;
            case "eventType" -> {
                eventType = value;
                if (eventTypes.size() < MOST_AGENTS) {
                    eventTypes.add(value.toLowerCase(Locale.ROOT));
                }
            }
            case "eventDateTime" -> eventTime = value;
            case "linkingAgentIdentifierValue" -> {
                eventAgent = true;
                if (namedAgents.size() < MOST_AGENTS) {
                    namedAgents.add(value);
                }
            }
            case "linkingAgentRole" -> {
                if (!ROLES.contains(value.toLowerCase(Locale.ROOT))) {
                    tell(Tt05Code.PREMIS_ROLE, FieldRules.shown(value));
                }
            }
            case "object" -> objectEnds();
            case "event" -> eventEnds();
            case "agent" -> identified("agent");
            default -> {}
        }
    }

    private static void add(Set<String> to, String value) {
        if (!value.isEmpty() && to.size() < MOST_VALUES) {
            to.add(value);
        }
    }

    private @Nullable String identified(String what) {
        if (open.size() != 1) {
            return null;
        }
        if (identifiers.isEmpty()) {
            tell(Tt05Code.PREMIS_IDENTIFIER, what, "" + (what.equals("event") ? events : objects));
            return null;
        }
        return identifiers.iterator().next();
    }

    private void objectEnds() throws IOException {
        String id = identified("object");
        if (id == null || !file) {
            return;
        }
        if (digests.isEmpty()) {
            tell(Tt05Code.PREMIS_FIXITY, id);
        } else if (!digests.containsKey("sha256")) {
            tell(Tt05Code.PREMIS_FIXITY_OTHER, id);
        }
        Map.Entry<String, String> best =
                digests.isEmpty()
                        ? Map.entry("", "")
                        : digests.containsKey("sha256")
                                ? Map.entry("sha256", digests.getOrDefault("sha256", ""))
                                : digests.entrySet().iterator().next();
        evidence.object(
                Evidence.PREMIS_FILE,
                id,
                path,
                size.matches("[0-9]{1,18}") ? Long.parseLong(size) : -1,
                best.getKey(),
                Digests.hex(best.getValue()).orElse(new byte[0]));
    }

    private void eventEnds() {
        String id = identified("event");
        if (open.size() != 1) {
            return;
        }
        String shown = id == null ? "" + events : id;
        if (eventType.isEmpty()) {
            tell(Tt05Code.PREMIS_EVENT_TYPE, shown);
        }
        if (!Values.isDateTime(eventTime)) {
            tell(Tt05Code.TIME, "eventDateTime", eventTime);
        }
        if (!eventAgent) {
            tell(Tt05Code.PREMIS_NO_AGENT, shown);
        }
    }
}
