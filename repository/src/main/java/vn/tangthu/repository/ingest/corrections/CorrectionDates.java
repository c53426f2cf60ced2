package vn.tangthu.repository.ingest.corrections;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.FileDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Inventories.Place;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ingest.check.DateCheck;

/**
 * What is told of corrected dates that was not so of what is kept. Whether a document lies outside
 * its hồ sơ is not: the row that corrects the hồ sơ may stand anywhere else in the list.
 */
final class CorrectionDates {
    private final Catalogue catalogue;
    private final Reader actor;
    private final DateCheck check;
    private final Map<String, Optional<Fonds>> fonds = new HashMap<>();

    CorrectionDates(Catalogue catalogue, LocalDate today, Reader actor) {
        this.catalogue = catalogue;
        this.actor = actor;
        this.check = new DateCheck(today);
    }

    List<Finding> look(String row, Place of, FileDescription before, FileDescription after) {
        @Nullable Fonds in = in(of);
        return without(
                check.closing(row, after, in).stream().toList(),
                check.closing(row, before, in).stream().toList());
    }

    List<Finding> look(
            String row, Place of, DocumentDescription before, DocumentDescription after) {
        @Nullable Fonds in = in(of);
        return without(check.alone(row, after, in), check.alone(row, before, in));
    }

    private static List<Finding> without(List<Finding> now, List<Finding> before) {
        List<Finding> left = new ArrayList<>(now);
        left.removeAll(before);
        return left;
    }

    private @Nullable Fonds in(Place of) {
        return fonds.computeIfAbsent(of.fondsCode(), code -> catalogue.fondsByCode(code, actor))
                .orElse(null);
    }
}
