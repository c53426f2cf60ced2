package vn.tangthu.repository.aip;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.ContentFileId;

/**
 * Further checks of files in PREMIS_rep1.xml, each an event of the file: <em>validation</em> of
 * PDF/A and <em>digital signature validation</em>. The note has the tool in its first line and what
 * was found below.
 */
final class CheckEvents {
    private CheckEvents() {}

    static void write(XmlText xml, Aip aip, PremisAgents agents, String representation) {
        Map<ContentCheck, List<String>> said = new LinkedHashMap<>();
        List<ContentFile> files = aip.storedFiles();
        for (ContentFile file : files) {
            for (ContentCheck check : file.checks()) {
                said.computeIfAbsent(check, c -> new ArrayList<>())
                        .add(AipLayout.upper(file.id().value()));
            }
        }
        int number = 0;
        for (Map.Entry<ContentCheck, List<String>> one : said.entrySet()) {
            ContentCheck check = one.getKey();
            String type = check.kind().eventType();
            List<Premis.Subject> subjects = new ArrayList<>();
            for (String id : one.getValue()) {
                subjects.add(new Premis.Subject(Premis.UUID_TYPE, id, Premis.OUTCOME));
            }
            Premis.event(
                    xml,
                    new Premis.Event(
                            FilePremis.eventId(aip, type, ++number),
                            type,
                            check.at(),
                            null,
                            outcome(check.outcome()),
                            check.tool() + "\n" + check.detail(),
                            List.of(agents.software(PremisAgents.PROGRAM)),
                            subjects));
        }
    }

    private static String outcome(ContentCheck.Outcome outcome) {
        return switch (outcome) {
            case PASSED -> "success";
            case FAILED -> "fail";
            case UNDECIDED -> "warning";
        };
    }

    private static ContentCheck.Outcome outcome(String text) throws IOException {
        return switch (text) {
            case "success" -> ContentCheck.Outcome.PASSED;
            case "fail" -> ContentCheck.Outcome.FAILED;
            case "warning" -> ContentCheck.Outcome.UNDECIDED;
            default -> throw new IOException("PREMIS tells an outcome that is none: " + text);
        };
    }

    /** In the order of the events. */
    record Read(Map<String, List<ContentCheck>> byFile) {
        List<ContentCheck> of(ContentFileId file) {
            return byFile.getOrDefault(AipLayout.upper(file.value()), List.of());
        }
    }

    static Read read(XmlNode premis) throws IOException {
        Map<String, List<ContentCheck>> byFile = new HashMap<>();
        for (XmlNode event : premis.children("event")) {
            String type = event.textOf("eventType");
            for (ContentCheck.Kind kind : ContentCheck.Kind.values()) {
                if (!kind.eventType().equals(type)) {
                    continue;
                }
                XmlNode information = event.child("eventOutcomeInformation");
                String note =
                        information
                                .child("eventOutcomeDetail")
                                .child("eventOutcomeDetailNote")
                                .text();
                int end = note.indexOf('\n');
                ContentCheck check =
                        new ContentCheck(
                                kind,
                                outcome(information.child("eventOutcome").text()),
                                end < 0 ? "" : note.substring(end + 1),
                                end < 0 ? note : note.substring(0, end),
                                Times.read(event.child("eventDateTime").text()));
                for (XmlNode link : event.children("linkingObjectIdentifier")) {
                    byFile.computeIfAbsent(
                                    link.child("linkingObjectIdentifierValue").text(),
                                    id -> new ArrayList<>())
                            .add(check);
                }
            }
        }
        return new Read(byFile);
    }
}
