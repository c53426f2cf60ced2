package vn.tangthu.repository.dissemination;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import vn.tangthu.repository.AipStore;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Incidents;
import vn.tangthu.repository.PackageExports;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Retrieval;
import vn.tangthu.repository.SubmissionPackages;

/** The way out of packages, for tests of other rooms. */
public final class TestExports {
    private TestExports() {}

    public static PackageExports of(
            Catalogue catalogue, AipStore aips, SubmissionPackages submissions, Path copies)
            throws IOException {
        StaticListableBeanFactory nobody = new StaticListableBeanFactory();
        Damages damages =
                new Damages(
                        aips,
                        nobody.getBeanProvider(Incidents.class),
                        nobody.getBeanProvider(Repairs.class));
        return new ZippedPackages(
                catalogue, aips, submissions, retrieval(catalogue, aips, copies, damages), damages);
    }

    /** What matches kept files before it gives them out, without repairs. */
    public static Retrieval retrieval(
            Catalogue catalogue, AipStore aips, Path copies, Incidents incidents)
            throws IOException {
        StaticListableBeanFactory nobody = new StaticListableBeanFactory();
        StaticListableBeanFactory told = new StaticListableBeanFactory();
        told.addBean("incidents", incidents);
        return retrieval(
                catalogue,
                aips,
                copies,
                new Damages(
                        aips,
                        told.getBeanProvider(Incidents.class),
                        nobody.getBeanProvider(Repairs.class)));
    }

    private static VerifyingRetrieval retrieval(
            Catalogue catalogue, AipStore aips, Path copies, Damages damages) throws IOException {
        return new VerifyingRetrieval(
                new ReadableFiles(catalogue), aips, new VerifiedCopies(copies, 1 << 20), damages);
    }
}
