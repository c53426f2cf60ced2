package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.tangthu.indexer.Facet;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/** Turns counts into facets with labels for people. */
final class Labels {
    private static final int MAX_VALUES = 30;
    private static final int MAX_YEARS = 200;

    private final Catalogue catalogue;

    Labels(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    List<Facet> facets(Counting counting, Reader reader) {
        List<Facet> facets = new ArrayList<>();
        for (Facet.Kind kind : Facet.Kind.values()) {
            List<Facet.Value> values = new ArrayList<>();
            for (Map.Entry<String, Long> entry : mostFrequent(kind, counting)) {
                label(kind, entry.getKey(), reader)
                        .ifPresent(
                                label ->
                                        values.add(
                                                new Facet.Value(
                                                        entry.getKey(), label, entry.getValue())));
            }
            if (kind == Facet.Kind.YEAR) {
                values.sort(Comparator.comparing((Facet.Value v) -> Integer.valueOf(v.value())));
            }
            facets.add(new Facet(kind, values));
        }
        return facets;
    }

    private static List<Map.Entry<String, Long>> mostFrequent(Facet.Kind kind, Counting counting) {
        return counting.counts(kind).entrySet().stream()
                .sorted(
                        Map.Entry.<String, Long>comparingByValue()
                                .reversed()
                                .thenComparing(Map.Entry.comparingByKey()))
                .limit(kind == Facet.Kind.YEAR ? MAX_YEARS : MAX_VALUES)
                .toList();
    }

    private Optional<String> label(Facet.Kind kind, String value, Reader reader) {
        return switch (kind) {
            case FONDS -> catalogue.fonds(FondsId.of(value), reader).map(fonds -> fonds.title());
            case TYPE ->
                    CodeListEntry.byCode(DocumentType.class, value).map(DocumentType::vietnamese);
            case ACCESS -> Optional.of(access(Access.valueOf(value)));
            case AGENCY, YEAR -> Optional.of(value);
        };
    }

    private static String access(Access access) {
        return switch (access) {
            case PUBLIC -> "Công khai";
            case LISTED -> "Sử dụng có điều kiện";
            case HIDDEN -> "Chưa công bố";
        };
    }
}
