package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;
import vn.tangthu.repository.Severity;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.DocumentUnderCheck;
import vn.tangthu.repository.ingest.check.RecordUnderCheck.FileUnderCheck;
import vn.tangthu.repository.ingest.lists.FindingSink;

/**
 * Files against what the contract, the archive and the law say of their formats. A file that is
 * refused is told by itself; what is tolerated once for a format, with how many files there are. Of
 * a file whose format nobody could ask for nothing is said.
 */
final class FormatCheck {
    private final FormatRules rules;
    private final Map<String, Told> tolerated = new LinkedHashMap<>();

    FormatCheck(FormatRules rules) {
        this.rules = rules;
    }

    /** What is said of several files at once. */
    private static final class Told {
        final Finding first;
        int files;

        Told(Finding first) {
            this.first = first;
        }
    }

    void check(List<FileUnderCheck> files, FindingSink findings) {
        for (FileUnderCheck file : files) {
            FormatIdentification format = file.format;
            if (format != null && file.digests != null) {
                check(file, format);
            }
            for (ContentCheck made : file.checks) {
                switch (made.kind()) {
                    case PDFA -> pdfA(file, made);
                    case SIGNATURES -> signatures(file, made);
                    case FORMAT -> {
                        // of files that are kept, never of what is delivered
                    }
                }
            }
        }
        for (Told told : tolerated.values()) {
            Finding first = told.first;
            List<String> values = new ArrayList<>(first.values());
            values.add(String.valueOf(told.files));
            findings.add(
                    new Finding(
                            first.code(),
                            first.severity(),
                            first.place(),
                            values,
                            first.subject()));
        }
    }

    private void check(FileUnderCheck file, FormatIdentification format) {
        String name = file.found.name();
        if (!format.known()) {
            Rule rule = rules.of(FormatRules.UNKNOWN);
            String with = format.signatures();
            add(
                    file,
                    rule,
                    file.mimeType,
                    Finding.warns("FORMAT_UNKNOWN", name, with, rule.reason()));
        }
        Rule rule = rules.of(format.puid(), file.mimeType);
        String called = format.known() ? called(format) : file.mimeType;
        add(
                file,
                rule,
                called,
                rule.standing() == Standing.REFUSED
                        ? Finding.blocks("FORMAT_REFUSED", name, called, rule.reason())
                        : Finding.warns("FORMAT_TOLERATED", name, called, rule.reason()));
        if (!file.endingFits) {
            Rule ending = rules.of(FormatRules.MISMATCH);
            add(
                    file,
                    ending,
                    called,
                    Finding.warns("FORMAT_MISMATCH", name, called, ending.reason()));
        }
        if (file.mimeType.equals("application/pdf")
                && !format.name().contains("PDF/A")
                && isDigitised(file.document)) {
            Rule scan = rules.of(FormatRules.SCAN_NOT_PDFA);
            add(file, scan, called, Finding.warns("SCAN_NOT_PDFA", name, called, scan.reason()));
        }
    }

    private void pdfA(FileUnderCheck file, ContentCheck made) {
        if (made.outcome() == Outcome.PASSED) {
            return;
        }
        String name = file.found.name();
        String broken = below(made, "; ");
        if (made.outcome() == Outcome.UNDECIDED) {
            tolerate(Finding.warns("PDFA_NOT_CHECKED", name, made.first(), broken), broken);
            return;
        }
        Rule rule = rules.of(FormatRules.PDFA_BROKEN);
        add(
                file,
                rule,
                made.detail(),
                Finding.warns("PDFA_BROKEN", name, made.first(), broken, rule.reason()));
    }

    private void signatures(FileUnderCheck file, ContentCheck made) {
        String name = file.found.name();
        String each = below(made, " | ");
        if (made.cameToNoEnd()) {
            tolerate(Finding.warns("SIGNATURE_NOT_CHECKED", name, each), each);
            return;
        }
        switch (made.outcome()) {
            case PASSED -> tolerate(Finding.notes("SIGNATURE_GOOD", name, made.first()), "");
            case UNDECIDED ->
                    tolerate(Finding.notes("SIGNATURE_TRUST_OPEN", name, made.tool()), "");
            case FAILED -> {
                Rule rule = rules.of(FormatRules.SIGNATURE_BROKEN);
                add(
                        file,
                        rule,
                        name,
                        Finding.warns("SIGNATURE_BROKEN", name, each, rule.reason()));
            }
        }
    }

    /** The lines of a check after its first. */
    private static String below(ContentCheck made, String between) {
        return made.detail().lines().skip(1).collect(Collectors.joining(between));
    }

    private void tolerate(Finding finding, String called) {
        tolerated.computeIfAbsent(finding.code() + "\n" + called, key -> new Told(finding)).files++;
    }

    /**
     * What a rule says of a file: nothing, a warning once for all alike, or that it is refused.
     *
     * @param alike files of which this is equal are told together
     */
    private void add(FileUnderCheck file, Rule rule, String alike, Finding finding) {
        switch (rule.standing()) {
            case ACCEPTED -> {
                // nothing is said
            }
            case TOLERATED -> tolerate(finding, alike);
            case REFUSED ->
                    file.document.record.add(
                            new Finding(
                                    finding.code(),
                                    Severity.BLOCKS,
                                    finding.place(),
                                    finding.values(),
                                    finding.subject()));
        }
    }

    private static String called(FormatIdentification format) {
        return format.called().equals(format.puid())
                ? format.puid()
                : format.called() + " (" + format.puid() + ")";
    }

    private static boolean isDigitised(DocumentUnderCheck document) {
        DocumentDescription description = document.sip.description();
        ConfidenceLevel level = description == null ? null : description.confidenceLevel();
        if (level == null && document.record.sip.description() != null) {
            level = document.record.sip.description().confidenceLevel();
        }
        return level == ConfidenceLevel.DIGITISED;
    }
}
