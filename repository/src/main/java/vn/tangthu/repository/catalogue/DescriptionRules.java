package vn.tangthu.repository.catalogue;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.AccessGround;
import vn.tangthu.repository.ArchivalDate;
import vn.tangthu.repository.ConfidenceLevel;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Holdings.NewFonds;
import vn.tangthu.repository.Maintenance;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Rights;
import vn.tangthu.repository.UseMode;

/**
 * What a description must keep to when an archivist corrects it: the limits of Thông tư 05/2025
 * (Phụ lục I) as {@link FileDescription} and {@link DocumentDescription} tell them.
 */
final class DescriptionRules {
    private DescriptionRules() {}

    /**
     * @throws RefusedException with all that is wrong
     */
    static void check(FileDescription before, FileDescription after) {
        Findings findings = new Findings();
        if (!before.arcFileCode().equals(after.arcFileCode())) {
            findings.add("CODE_CANNOT_CHANGE", "arcFileCode", before.arcFileCode());
        }
        findings.required("title", after.title());
        findings.atMost(1000, "title", after.title());
        if (after.maintenance() != Maintenance.PERMANENT
                && after.maintenance() != before.maintenance()) {
            findings.add("NOT_PERMANENT", "maintenance", after.maintenance().vietnamese());
        }
        mode(findings, after.mode());
        findings.atMost(100, "keyword", after.keyword());
        findings.between(0, Integer.MAX_VALUE, "totalDoc", after.totalDoc());
        findings.between(0, Integer.MAX_VALUE, "numberOfPaper", after.numberOfPaper());
        findings.between(0, Integer.MAX_VALUE, "numberOfPage", after.numberOfPage());
        findings.atMost(30, "inforSign", after.inforSign());
        findings.atMost(100, "paperFileCode", after.paperFileCode());
        findings.atMost(2000, "description", after.description());
        ArchivalDate start = after.startDate();
        ArchivalDate end = after.endDate();
        if (start != null && end != null && end.latest().isBefore(start.earliest())) {
            findings.add("END_BEFORE_START", "endDate", end.toString(), start.toString());
        }
        if (after.confidenceLevel() == ConfidenceLevel.DIGITISED
                && isBlank(after.paperFileCode())) {
            findings.add("PAPER_CODE_MISSING", "paperFileCode");
        }
        if (Boolean.TRUE.equals(after.riskRecovery()) && after.riskRecoveryStatus() == null) {
            findings.add("RECOVERY_STATUS_MISSING", "riskRecoveryStatus");
        }
        findings.refuseIfAny();
    }

    /**
     * @throws RefusedException with all that is wrong
     */
    static void check(DocumentDescription before, DocumentDescription after) {
        Findings findings = new Findings();
        if (!before.docCode().equals(after.docCode())) {
            findings.add("CODE_CANNOT_CHANGE", "docCode", before.docCode());
        }
        if (before.docOrdinal() != after.docOrdinal()) {
            findings.add("ORDER_CANNOT_CHANGE", "docOrdinal", "" + before.docOrdinal());
        }
        findings.required("subject", after.subject());
        findings.atMost(500, "subject", after.subject());
        findings.atMost(11, "codeNumber", after.codeNumber());
        findings.atMost(30, "codeNotation", after.codeNotation());
        findings.atMost(200, "organName", after.organName());
        findings.between(1, 9999, "numberOfPage", after.numberOfPage());
        findings.atMost(30, "inforSign", after.inforSign());
        findings.atMost(100, "keyword", after.keyword());
        mode(findings, after.mode());
        findings.atMost(2000, "autograph", after.autograph());
        findings.atMost(500, "description", after.description());
        findings.atMost(25, "docId", after.docId());
        ConfidenceLevel level = after.confidenceLevel();
        if ((level == ConfidenceLevel.BORN_DIGITAL || level == ConfidenceLevel.MIXED)
                && after.process() == null) {
            findings.add("PROCESS_MISSING", "process");
        }
        findings.refuseIfAny();
    }

    /**
     * @throws RefusedException with all that is wrong
     */
    static void check(NewFonds fonds) {
        Findings findings = new Findings();
        findings.required("code", fonds.code());
        findings.atMost(100, "code", fonds.code());
        findings.plain("code", fonds.code());
        findings.required("title", fonds.title());
        findings.atMost(1000, "title", fonds.title());
        findings.required("archiveCode", fonds.archiveCode());
        findings.atMost(100, "archiveCode", fonds.archiveCode());
        findings.plain("archiveCode", fonds.archiveCode());
        findings.atMost(20_000, "history", fonds.history());
        check(findings, fonds.rights());
        findings.refuseIfAny();
    }

    /** A ground that only words can say is said in words; a closure ends on a day that can come. */
    static void check(Findings findings, Rights rights) {
        if (rights.ground() == AccessGround.OTHER) {
            findings.required("basis", rights.basis());
        }
        findings.atMost(500, "basis", rights.basis());
        LocalDate until = rights.closedUntil();
        findings.between(1945, 2500, "closedUntil", until == null ? null : until.getYear());
    }

    private static void mode(Findings findings, @Nullable UseMode mode) {
        if (mode == UseMode.SECRET) {
            findings.add("CORRECTED_TO_SECRET", "mode");
        }
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || value.isBlank();
    }
}
