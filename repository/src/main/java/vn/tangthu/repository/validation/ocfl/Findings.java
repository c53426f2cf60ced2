package vn.tangthu.repository.validation.ocfl;

import vn.tangthu.repository.validation.common.Report;

/** The report as seen from one object or the storage root: paths are relative to it. */
record Findings(Report report, String base, Spec spec) {
    Findings with(Spec other) {
        return new Findings(report, base, other);
    }

    String at(String path) {
        if (base.isEmpty()) {
            return path;
        }
        return path.isEmpty() ? base : base + "/" + path;
    }

    void error(String code, String path, String detail) {
        report.error(code, at(path), detail);
    }

    void warn(String code, String path, String detail) {
        report.warning(code, at(path), detail);
    }

    /** A code that came with 1.1; in 1.0 the requirement has another, or none when it is blank. */
    void since11(String code, String in10, String path, String detail) {
        String applicable = spec == Spec.V1_0 ? in10 : code;
        if (!applicable.isEmpty()) {
            error(applicable, path, detail);
        }
    }
}
