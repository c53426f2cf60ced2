package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest.Filters;
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

    /**
     * @param countings by the facet they count
     * @param filters what is chosen is always listed
     */
    List<Facet> facets(Function<Facet.Kind, Counting> countings, Filters filters, Reader reader) {
        List<Facet> facets = new ArrayList<>();
        for (Facet.Kind kind : Facet.Kind.values()) {
            List<Facet.Value> values = new ArrayList<>();
            for (Map.Entry<String, Long> entry :
                    mostFrequent(kind, countings.apply(kind), filters.chosen(kind))) {
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

    private static List<Map.Entry<String, Long>> mostFrequent(
            Facet.Kind kind, Counting counting, Set<String> chosen) {
        List<Map.Entry<String, Long>> sorted =
                counting.counts(kind).entrySet().stream()
                        .sorted(
                                Map.Entry.<String, Long>comparingByValue()
                                        .reversed()
                                        .thenComparing(Map.Entry.comparingByKey()))
                        .toList();
        int most = Math.min(sorted.size(), kind == Facet.Kind.YEAR ? MAX_YEARS : MAX_VALUES);
        List<Map.Entry<String, Long>> listed = new ArrayList<>(sorted.subList(0, most));
        sorted.subList(most, sorted.size()).stream()
                .filter(entry -> chosen.contains(entry.getKey()))
                .forEach(listed::add);
        return listed;
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
