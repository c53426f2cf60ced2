package vn.tangthu.repository.ingest.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;

/**
 * Which hồ sơ of a delivery a finding tells of: by the row of a list that it stands at or names, by
 * a code, or by the name of a file. Rather one too many: a finding goes with each of them.
 */
final class FindingRecords {
    private static final Pattern ROW = Pattern.compile("(.*?, dòng [0-9]+)(?![0-9]).*");

    /** A bare number, as a short code may be, stands for anything in a message. */
    private static final Pattern NUMBER = Pattern.compile("[0-9]*");

    private final Map<String, Set<String>> byName = new HashMap<>();

    /**
     * @param records with their documents and files, as far as they are known
     */
    FindingRecords(Iterable<RecordUnderCheck> records) {
        for (RecordUnderCheck record : records) {
            String code = record.arcFileCode;
            if (code.isEmpty()) {
                continue; // of no fonds of ours: nothing is kept under its code
            }
            name(code, code);
            name(record.sip.place(), code);
            name(record.sip.code(), code);
            for (DocumentUnderCheck document : record.documents) {
                name(document.sip.place(), code);
                name(document.sip.docCode(), code);
                for (FileUnderCheck file : document.files) {
                    name(file.found.name(), code);
                    name(file.found.fileName(), code);
                }
            }
        }
    }

    private void name(String name, String code) {
        if (!NUMBER.matcher(name).matches()) {
            byName.merge(
                    name,
                    Set.of(code),
                    (one, other) -> {
                        Set<String> both = new HashSet<>(one);
                        both.addAll(other);
                        return both;
                    });
        }
    }

    /** Full codes; with those that the finding is known to tell of already. */
    Set<String> named(Finding finding) {
        Set<String> records = new LinkedHashSet<>(finding.records());
        look(finding.place(), records);
        finding.values().forEach(value -> look(value, records));
        return records;
    }

    private void look(String said, Set<String> records) {
        one(said, records);
        Matcher row = ROW.matcher(said);
        if (row.matches()) {
            one(row.group(1), records);
        }
        for (String part : said.split(", ", -1)) {
            one(part, records);
        }
    }

    private void one(String said, Set<String> records) {
        String path = said.replace('\\', '/');
        records.addAll(byName.getOrDefault(path, Set.of()));
        String last = path.substring(path.lastIndexOf('/') + 1);
        records.addAll(byName.getOrDefault(last, Set.of()));
    }
}
