package vn.tangthu.repository;

import java.util.List;

/**
 * What was asked cannot be done as it stands; the findings say why and what to do. Not for
 * programming errors.
 */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // never serialised; findings are records of strings
    private final List<Finding> findings;

    public RefusedException(List<Finding> findings) {
        super(findings.toString());
        this.findings = List.copyOf(findings);
    }

    public RefusedException(Finding finding) {
        this(List.of(finding));
    }

    public List<Finding> findings() {
        return findings;
    }
}
