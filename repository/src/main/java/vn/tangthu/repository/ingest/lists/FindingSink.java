package vn.tangthu.repository.ingest.lists;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Severity;

/**
 * Gathers findings; safe to add to from many threads. After {@value #LIMIT} it only counts, so that
 * a list with the wrong column order does not fill the memory.
 */
public final class FindingSink {
    /** The most findings that are kept one by one. */
    public static final int LIMIT = 10_000;

    /** Findings that leave nothing to take in, also when only the sound hồ sơ are wanted. */
    private static final Set<String> FATAL =
            Set.of(
                    "LIST_MISSING",
                    "LIST_AMBIGUOUS",
                    "LIST_TOO_LARGE",
                    "LIST_UNSAFE",
                    "LIST_UNREADABLE",
                    "LIST_ENCRYPTED",
                    "LIST_NOT_UTF8",
                    "LIST_EMPTY",
                    "LIST_TOO_MANY_ROWS",
                    "COLUMN_MISSING",
                    "COLUMN_TWICE",
                    "COLUMN_TO_CONFIRM",
                    "SECRET",
                    "SOURCE_MISSING",
                    "SOURCE_NOT_A_DELIVERY",
                    "TOO_MANY_FILES",
                    "TOO_DEEP",
                    "ZIP_UNREADABLE",
                    "ZIP_ENCRYPTED",
                    "ZIP_UNSAFE_NAME",
                    "ZIP_LINK",
                    "ZIP_NAME_TWICE",
                    "ZIP_TOO_MANY_ENTRIES",
                    "ZIP_BOMB",
                    "BAG_INVALID",
                    "BAG_SEVERAL",
                    "BAG_BESIDE",
                    "BAG_FILE_CHANGED",
                    "PACKAGE_FILE_CHANGED",
                    "SCANNER_UNAVAILABLE",
                    "LIST_INFECTED",
                    "NO_SPACE");

    private final List<Finding> findings = new ArrayList<>();
    private long further;
    private boolean fatal;
    private boolean blocked;
    private boolean forGood;
    private boolean accepted;

    public synchronized void add(Finding finding) {
        if (finding.severity() == Severity.BLOCKS) {
            blocked = true;
            forGood |= !finding.acceptable();
            fatal |= FATAL.contains(finding.code());
        }
        if (findings.size() < LIMIT) {
            findings.add(finding);
        } else {
            further++;
        }
    }

    public synchronized void addAll(List<Finding> more) {
        more.forEach(this::add);
    }

    /** Says more of each; severities stay as they are. */
    public synchronized void replaceAll(UnaryOperator<Finding> more) {
        findings.replaceAll(more);
    }

    /** Whether something blocks. */
    public synchronized boolean blocked() {
        return blocked;
    }

    /** Whether all that blocks may be accepted with a reason. */
    public synchronized boolean onlyAcceptable() {
        return blocked && !forGood;
    }

    /** Whether what can be accepted was. */
    public synchronized boolean accepted() {
        return accepted;
    }

    /** What was accepted warns from now on. */
    public synchronized void accept() {
        findings.replaceAll(f -> f.acceptable() ? f.warning() : f);
        blocked = forGood;
        accepted = true;
    }

    /** Whether something blocks the delivery as a whole. */
    public synchronized boolean fatal() {
        return fatal;
    }

    public synchronized boolean has(String code) {
        return findings.stream().anyMatch(f -> f.code().equals(code));
    }

    /** What was found, worst first, otherwise in the order found. */
    public synchronized List<Finding> all() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparing(Finding::severity));
        if (further > 0) {
            sorted.add(
                    new Finding(
                            "MORE_FINDINGS",
                            blocked ? Severity.BLOCKS : Severity.NOTES,
                            "—",
                            List.of(String.valueOf(further))));
        }
        return sorted;
    }
}
