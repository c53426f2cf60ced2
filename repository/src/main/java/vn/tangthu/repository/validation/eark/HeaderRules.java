package vn.tangthu.repository.validation.eark;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.validation.common.Element;
import vn.tangthu.repository.validation.common.Values;

/** The METS root and its header: CSIP1-16, CSIP117, SIP2-31. */
final class HeaderRules {
    private static final Pattern SIP_PROFILE =
            Pattern.compile("https?://earksip\\.dilcis\\.eu/profile/E-ARK-SIP(-v[0-9-]+)?\\.xml");
    private static final Pattern URL = Pattern.compile("https?://[^\\s]+");
    private static final Pattern VERSION = Pattern.compile("-v2-([0-9]{1,3})-[0-9]+\\.xml$");
    private static final Set<String> BODIES = Set.of("ORGANIZATION", "INDIVIDUAL");
    private static final int MAX_TEXT = 10_000;

    private final MetsReading mets;
    private final boolean sip;
    private final List<Agent> agents = new ArrayList<>();
    private boolean inHeader;

    /** Of the profile's version 2; 0 when none is named, as before 2.1. */
    private int minor;

    /** An agent of the header, with the texts in it. */
    private static final class Agent {
        private final Element element;
        private final StringBuilder name = new StringBuilder();
        private final List<Element> notes = new ArrayList<>();
        private final StringBuilder noteText = new StringBuilder();

        Agent(Element element) {
            this.element = element;
        }

        int likeSoftware() {
            return (element.is("OTHERTYPE", "SOFTWARE") ? 3 : 0)
                    + (element.is("TYPE", "OTHER") ? 2 : 0)
                    + (element.is("ROLE", "CREATOR") ? 1 : 0);
        }
    }

    HeaderRules(MetsReading mets, boolean sip) {
        this.mets = mets;
        this.sip = sip;
    }

    int minor() {
        return minor;
    }

    void root(Element element, boolean isRoot) {
        mets.required(element, "OBJID", "CSIP1");
        String type = mets.required(element, "TYPE", "CSIP2");
        if (type != null && !Vocabulary.has(Vocabulary.CONTENT_CATEGORY, type)) {
            mets.error("CSIP2", element, "TYPE=" + type);
        }
        otherType(element, type);
        mets.information(element, "CSIP4", "CSIP5", !isRoot);
        String profile = mets.required(element, "PROFILE", "CSIP6");
        Matcher version = VERSION.matcher(profile == null ? "" : profile);
        minor = version.find() ? Integer.parseInt(version.group(1)) : 0;
        if (profile != null && !URL.matcher(profile).matches()) {
            mets.error("CSIP6", element, "PROFILE=" + profile);
        }
        if (sip && isRoot && (profile == null || !SIP_PROFILE.matcher(profile).matches())) {
            mets.error("SIP2", element, "PROFILE=" + profile);
        }
    }

    /** csip:OTHERTYPE says what TYPE cannot: it goes with Other and is no word of TYPE's list. */
    private void otherType(Element element, @Nullable String type) {
        String other = element.value("csip:OTHERTYPE");
        boolean isOther = type != null && type.equalsIgnoreCase("other");
        if (isOther && other == null) {
            mets.error("CSIP2", element, "csip:OTHERTYPE");
            mets.error("CSIP3", element, "csip:OTHERTYPE");
        } else if (other != null && !isOther) {
            mets.error("CSIP3", element, "csip:OTHERTYPE, TYPE=" + type);
        } else if (other != null
                && !other.equalsIgnoreCase("other")
                && Vocabulary.has(Vocabulary.CONTENT_CATEGORY, other)) {
            mets.error("CSIP3", element, "csip:OTHERTYPE=" + other);
        }
    }

    void header(Element element) {
        inHeader = true;
        mets.dateTime(element, "CREATEDATE", "CSIP7");
        String modified = element.value("LASTMODDATE");
        if (modified != null && !Values.isDateTime(modified)) {
            mets.warn("CSIP8", element, "LASTMODDATE=" + modified);
        } else if (modified != null && isAhead(modified)) {
            mets.error("CSIP8", element, "LASTMODDATE=" + modified);
        }
        String type = mets.required(element, "csip:OAISPACKAGETYPE", "CSIP9");
        if (type != null && !Vocabulary.PACKAGE_TYPE.contains(type)) {
            mets.error("CSIP9", element, "csip:OAISPACKAGETYPE=" + type);
        }
        if (sip && !element.is("csip:OAISPACKAGETYPE", "SIP")) {
            mets.error("SIP4", element, "csip:OAISPACKAGETYPE=" + type);
        }
        String status = element.value("RECORDSTATUS");
        if (sip && status != null && !Vocabulary.RECORD_STATUS.contains(status)) {
            mets.warn("SIP3", element, "RECORDSTATUS=" + status);
        }
    }

    /** Whether the day is later than tomorrow, as no clock and no zone explains. */
    private static boolean isAhead(String dateTime) {
        LocalDate day = LocalDate.parse(dateTime.substring(0, dateTime.indexOf('T')));
        return day.isAfter(LocalDate.now(ZoneOffset.UTC).plusDays(1));
    }

    void inside(Element element) {
        if (!inHeader) {
            return;
        }
        switch (element.name()) {
            case "agent" -> agents.add(new Agent(element));
            case "note" -> {
                if (!agents.isEmpty()) {
                    agents.getLast().notes.add(element);
                }
            }
            default -> {}
        }
    }

    void text(String element, String text) {
        if (!inHeader || agents.isEmpty()) {
            return;
        }
        Agent agent = agents.getLast();
        if (element.equals("name") && agent.name.length() < MAX_TEXT) {
            agent.name.append(text.strip());
        } else if (element.equals("note") && agent.noteText.length() < MAX_TEXT) {
            agent.noteText.append(text.strip());
        }
    }

    void agentEnds() {
        if (sip && inHeader && !agents.isEmpty()) {
            sipAgent(agents.getLast());
        }
    }

    void headerEnds(Element element) {
        inHeader = false;
        Agent software =
                agents.stream().max(Comparator.comparingInt(Agent::likeSoftware)).orElse(null);
        if (software == null) {
            mets.error("CSIP10", element, "agent");
        } else {
            softwareAgent(software);
        }
        if (sip) {
            boolean submitted =
                    agents.stream()
                            .anyMatch(
                                    agent ->
                                            agent.element.is("ROLE", "CREATOR")
                                                    && BODIES.contains(
                                                            String.valueOf(
                                                                    agent.element.value("TYPE"))));
            if (!submitted) {
                for (String code : new String[] {"SIP15", "SIP16", "SIP17"}) {
                    mets.error(code, element, "agent ROLE=CREATOR TYPE=ORGANIZATION|INDIVIDUAL");
                }
            }
        }
    }

    private void softwareAgent(Agent agent) {
        Element element = agent.element;
        if (!element.is("ROLE", "CREATOR")) {
            mets.error("CSIP11", element, "ROLE=" + element.value("ROLE"));
        }
        if (!element.is("TYPE", "OTHER")) {
            mets.error("CSIP12", element, "TYPE=" + element.value("TYPE"));
        }
        if (!element.is("OTHERTYPE", "SOFTWARE")) {
            mets.error("CSIP13", element, "OTHERTYPE=" + element.value("OTHERTYPE"));
        }
        if (!element.is("TYPE", "OTHER") && !element.is("OTHERTYPE", "SOFTWARE")) {
            mets.error("CSIP10", element, "agent OTHERTYPE=SOFTWARE");
        }
        if (agent.name.isEmpty()) {
            mets.error("CSIP14", element, "name");
        }
        if (agent.notes.size() != 1 || agent.noteText.isEmpty()) {
            mets.error("CSIP15", element, "note × " + agent.notes.size());
        }
        if (agent.notes.stream().noneMatch(n -> n.is("csip:NOTETYPE", "SOFTWARE VERSION"))) {
            mets.error("CSIP16", element, "csip:NOTETYPE");
        }
    }

    private void sipAgent(Agent agent) {
        Element element = agent.element;
        String type = String.valueOf(element.value("TYPE"));
        String role = String.valueOf(element.value("ROLE"));
        switch (role) {
            case "ARCHIVIST" -> {
                if (!BODIES.contains(type)) {
                    mets.error("SIP11", element, "TYPE=" + type);
                }
                named(agent, "SIP12");
                identified(agent, "SIP14");
            }
            case "CREATOR" -> {
                if (type.equals("ORGANIZATION")) {
                    named(agent, "SIP18");
                    identified(agent, "SIP20");
                } else if (type.equals("INDIVIDUAL")) {
                    named(agent, "SIP24");
                } else if (!type.equals("OTHER")) {
                    mets.error("SIP17", element, "TYPE=" + type);
                }
            }
            case "PRESERVATION" -> {
                if (!type.equals("ORGANIZATION")) {
                    mets.error("SIP28", element, "TYPE=" + type);
                }
                named(agent, "SIP29");
                identified(agent, "SIP31");
            }
            default -> {}
        }
    }

    private void named(Agent agent, String code) {
        if (agent.name.isEmpty()) {
            mets.error(code, agent.element, "name");
        }
    }

    private void identified(Agent agent, String code) {
        for (Element note : agent.notes) {
            if (!note.is("csip:NOTETYPE", "IDENTIFICATIONCODE")) {
                mets.error(code, note, "csip:NOTETYPE=" + note.value("csip:NOTETYPE"));
            }
        }
    }
}
