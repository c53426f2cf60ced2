package vn.tangthu.repository.aip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;
import vn.tangthu.repository.VirusCheck;

/**
 * The virus checks in PREMIS_rep1.xml: events of the type <em>virus check</em>, one for all files
 * of which the scanner said the same at the same time. What was not scanned has an event too, with
 * the outcome <em>warning</em> and why.
 */
final class VirusEvents {
    private static final String TYPE = "virus check";
    private static final String SEPARATOR = "; ";

    private VirusEvents() {}

    static void write(XmlText xml, Aip aip, PremisAgents agents, String representation) {
        Map<VirusCheck, List<String>> said = new LinkedHashMap<>();
        List<ContentFile> files = aip.storedFiles();
        for (ContentFile file : files) {
            VirusCheck check = file.virus();
            if (check != null) {
                said.computeIfAbsent(check, c -> new ArrayList<>())
                        .add(AipLayout.upper(file.id().value()));
            }
        }
        int number = 0;
        for (Map.Entry<VirusCheck, List<String>> one : said.entrySet()) {
            VirusCheck check = one.getKey();
            Premis.event(
                    xml,
                    new Premis.Event(
                            FilePremis.eventId(aip, TYPE, ++number),
                            TYPE,
                            check.at(),
                            null,
                            outcome(check),
                            note(check),
                            List.of(agents.software(PremisAgents.PROGRAM)),
                            RepresentationPremis.outcomes(
                                    one.getValue(), files.size(), representation)));
        }
    }

    private static String outcome(VirusCheck check) {
        return switch (check.outcome()) {
            case CLEAN -> "success";
            case INFECTED -> "fail";
            case NOT_SCANNED -> "warning";
        };
    }

    /** {@code NOT_SCANNED; TOO_LARGE; ClamAV 1.4.6/27501/…}: outcome, detail, engine. */
    private static String note(VirusCheck check) {
        return check.outcome() + SEPARATOR + check.detail() + SEPARATOR + check.engine();
    }

    /**
     * @param ofAll what was said of all files together, or null
     */
    record Read(Map<String, VirusCheck> byFile, @Nullable VirusCheck ofAll) {
        @Nullable VirusCheck of(ContentFileId file) {
            VirusCheck own = byFile.get(AipLayout.upper(file.value()));
            return own == null ? ofAll : own;
        }
    }

    static Read read(XmlNode premis) throws IOException {
        Map<String, VirusCheck> byFile = new HashMap<>();
        VirusCheck ofAll = null;
        for (XmlNode event : premis.children("event")) {
            if (!TYPE.equals(event.textOf("eventType"))) {
                continue;
            }
            VirusCheck check = check(event);
            for (XmlNode link : event.children("linkingObjectIdentifier")) {
                if (link.child("linkingObjectIdentifierType").text().equals(Premis.UUID_TYPE)) {
                    byFile.put(link.child("linkingObjectIdentifierValue").text(), check);
                } else {
                    ofAll = check;
                }
            }
        }
        return new Read(byFile, ofAll);
    }

    private static VirusCheck check(XmlNode event) throws IOException {
        String note =
                event.child("eventOutcomeInformation")
                        .child("eventOutcomeDetail")
                        .child("eventOutcomeDetailNote")
                        .text();
        String[] parts = note.split(SEPARATOR, 3);
        if (parts.length != 3) {
            throw new IOException("PREMIS tells a virus check that is none: " + note);
        }
        try {
            return new VirusCheck(
                    VirusCheck.Outcome.valueOf(parts[0]),
                    parts[1],
                    parts[2],
                    Times.read(event.child("eventDateTime").text()));
        } catch (IllegalArgumentException e) {
            throw new IOException("PREMIS tells a virus check that is none: " + note, e);
        }
    }
}
