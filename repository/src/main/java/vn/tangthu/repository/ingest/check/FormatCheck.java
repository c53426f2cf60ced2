package vn.tangthu.repository.ingest.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.ContentCheck;
import vn.tangthu.repository.ContentCheck.Outcome;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.FormatIdentification;
import vn.tangthu.repository.FormatRules;
import vn.tangthu.repository.FormatRules.Rule;
import vn.tangthu.repository.FormatRules.Standing;
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
            add(
                    file,
                    rule,
                    rule.standing() == Standing.REFUSED
                            ? Finding.blocks(
                                    "FORMAT_UNKNOWN", name, format.signatures(), rule.reason())
                            : Finding.warns(
                                    "FORMAT_UNKNOWN", name, format.signatures(), rule.reason()),
                    file.mimeType);
        }
        Rule rule = rules.of(format.puid(), file.mimeType);
        String called = format.known() ? called(format) : file.mimeType;
        add(
                file,
                rule,
                rule.standing() == Standing.REFUSED
                        ? Finding.blocks("FORMAT_REFUSED", name, called, rule.reason())
                        : Finding.warns("FORMAT_TOLERATED", name, called, rule.reason()),
                called);
        if (!file.endingFits) {
            Rule mismatch = rules.of(FormatRules.MISMATCH);
            add(
                    file,
                    mismatch,
                    mismatch.standing() == Standing.REFUSED
                            ? Finding.blocks("FORMAT_MISMATCH", name, called, mismatch.reason())
                            : Finding.warns("FORMAT_MISMATCH", name, called, mismatch.reason()),
                    called);
        }
        if (file.mimeType.equals("application/pdf")
                && !format.name().contains("PDF/A")
                && isDigitised(file.document)) {
            Rule scan = rules.of(FormatRules.SCAN_NOT_PDFA);
            add(
                    file,
                    scan,
                    scan.standing() == Standing.REFUSED
                            ? Finding.blocks("SCAN_NOT_PDFA", name, called, scan.reason())
                            : Finding.warns("SCAN_NOT_PDFA", name, called, scan.reason()),
                    called);
        }
    }

    private void pdfA(FileUnderCheck file, ContentCheck made) {
        if (made.outcome() == Outcome.PASSED) {
            return;
        }
        String name = file.found.name();
        List<String> lines = made.detail().lines().toList();
        String broken = String.join("; ", lines.subList(Math.min(1, lines.size()), lines.size()));
        if (made.outcome() == Outcome.UNDECIDED) {
            tolerate(Finding.warns("PDFA_NOT_CHECKED", name, made.first(), broken), broken);
            return;
        }
        Rule rule = rules.of(FormatRules.PDFA_BROKEN);
        add(
                file,
                rule,
                rule.standing() == Standing.REFUSED
                        ? Finding.blocks("PDFA_BROKEN", name, made.first(), broken, rule.reason())
                        : Finding.warns("PDFA_BROKEN", name, made.first(), broken, rule.reason()),
                made.detail());
    }

    private void signatures(FileUnderCheck file, ContentCheck made) {
        String name = file.found.name();
        List<String> lines = made.detail().lines().toList();
        String each = String.join(" | ", lines.subList(Math.min(1, lines.size()), lines.size()));
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
                        rule.standing() == Standing.REFUSED
                                ? Finding.blocks("SIGNATURE_BROKEN", name, each, rule.reason())
                                : Finding.warns("SIGNATURE_BROKEN", name, each, rule.reason()),
                        name);
            }
        }
    }

    private void tolerate(Finding finding, String called) {
        tolerated.computeIfAbsent(finding.code() + "\n" + called, key -> new Told(finding)).files++;
    }

    private void add(FileUnderCheck file, Rule rule, Finding finding, String called) {
        switch (rule.standing()) {
            case ACCEPTED -> {
                // nothing is said
            }
            case TOLERATED -> tolerate(finding, called);
            case REFUSED -> file.document.record.add(finding);
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
