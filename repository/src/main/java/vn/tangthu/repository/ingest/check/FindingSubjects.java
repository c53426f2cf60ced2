package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.lists.FindingSink;
import vn.tangthu.repository.ingest.lists.SipDocument;

/**
 * Says of findings what they are about, so that they are known again in the re-delivery: the code
 * of the hồ sơ or document and the column for a row of a list, the file's name for a file, the list
 * and the heading for a list; and which hồ sơ they tell of ({@link FindingRecords}).
 */
final class FindingSubjects {
    /** As the lists name their rows and cells. */
    private static final Pattern CELL =
            Pattern.compile("(?<row>(?<list>.*?)( \\[.*])?, dòng [0-9]+)(, cột (?<column>.*))?");

    private FindingSubjects() {}

    static void give(
            FindingSink findings, List<RecordUnderCheck> records, List<SipDocument> documents) {
        Set<String> rows = new HashSet<>();
        for (Finding finding : findings.all()) {
            Matcher cell = CELL.matcher(finding.place());
            if (cell.matches()) {
                rows.add(cell.group("row"));
            }
        }
        Map<String, String> codes = new HashMap<>();
        for (RecordUnderCheck record : records) {
            put(codes, rows, record.sip.place(), record.sip.code());
        }
        for (SipDocument document : documents) {
            put(codes, rows, document.place(), document.docCode());
        }
        FindingRecords of = new FindingRecords(records);
        findings.replaceAll(
                finding -> {
                    Finding about =
                            finding.subject().isEmpty()
                                    ? finding.about(subject(finding, codes))
                                    : finding;
                    return about.of(of.named(about));
                });
    }

    private static void put(
            Map<String, String> codes, Set<String> rows, String place, String code) {
        if (!code.isEmpty() && rows.contains(place)) {
            codes.put(place, code);
        }
    }

    static String subject(Finding finding, Map<String, String> codes) {
        Matcher cell = CELL.matcher(finding.place());
        if (!cell.matches()) {
            String place = last(finding.place().replace('\\', '/'));
            return finding.code().startsWith("COLUMN_") ? stem(place) + named(finding) : place;
        }
        String column = cell.group("column") == null ? "" : cell.group("column");
        String code = codes.get(cell.group("row"));
        if (code == null) {
            return stem(cell.group("list")) + '|' + column + named(finding);
        }
        return code + '|' + column + named(finding);
    }

    /**
     * The heading or the file that the finding itself names; other values change with a mending.
     */
    private static String named(Finding finding) {
        boolean names = finding.code().startsWith("COLUMN_") || finding.code().startsWith("FILE_");
        return names && !finding.values().isEmpty() ? '|' + finding.values().getFirst() : "";
    }

    private static String stem(String list) {
        String name = last(list.replace('\\', '/'));
        int dot = name.lastIndexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
