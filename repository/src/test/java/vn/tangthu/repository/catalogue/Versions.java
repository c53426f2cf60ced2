package vn.tangthu.repository.catalogue;

import java.util.ArrayList;
import java.util.List;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Rights;

/** The next version of an AIP, with other rights. */
final class Versions {
    private Versions() {}

    static Aip next(Aip aip, Rights rights) {
        List<RecordVersion> history = new ArrayList<>(aip.history());
        history.add(
                new RecordVersion(
                        aip.version() + 1,
                        history.getLast().createdAt().plusSeconds(5),
                        "tester",
                        "Đổi quyền"));
        return new Aip(
                aip.id(),
                aip.fonds(),
                aip.fondsCode(),
                aip.seriesCode(),
                aip.fileCode(),
                aip.description(),
                rights,
                aip.documents(),
                aip.origins(),
                history);
    }
}
