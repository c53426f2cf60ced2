package vn.tangthu.repository.validation.ocfl;

import java.io.IOException;
import java.nio.file.Path;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.validation.common.HashCrew;
import vn.tangthu.repository.validation.common.Report;

/** The entrance: an object, or a storage root with all its objects. */
public final class OcflValidator {
    private final Report report;
    private final int threads;
    private final Progress progress;

    public OcflValidator(Report report, int threads, Progress progress) {
        this.report = report;
        this.threads = threads;
        this.progress = progress;
    }

    public void object(Path path) throws IOException {
        try (HashCrew crew = new HashCrew(threads)) {
            new ObjectValidator(
                            path.toRealPath(),
                            new Findings(report, "", Spec.V1_1),
                            new Listing(),
                            crew)
                    .validate();
            crew.await();
        }
    }

    public void root(Path path) throws IOException {
        try (HashCrew crew = new HashCrew(threads)) {
            new RootValidator(path.toRealPath(), report, crew, progress).validate();
            crew.await();
        }
    }
}
