package vn.tangthu.repository.ingest.lists;

import vn.tangthu.repository.Finding;

/** A list file is broken or unsafe as a whole, so no row of it can be trusted. */
final class UnreadableListException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Finding finding;

    UnreadableListException(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    Finding finding() {
        return finding;
    }
}
