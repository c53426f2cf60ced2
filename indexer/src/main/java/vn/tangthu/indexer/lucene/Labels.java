package vn.tangthu.indexer.lucene;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;

/** Turns counts into facets with labels for people. */
public final class Labels {
    private static final int MAX_VALUES = 30;
    private static final int MAX_YEARS = 200;

    /** Where there may be nothing to choose, since all that was found has the same. */
    private static final Set<Facet.Kind> WHERE_THEY_DIFFER =
            EnumSet.of(
                    Facet.Kind.LANGUAGE,
                    Facet.Kind.PLACE,
                    Facet.Kind.CARRIER,
                    Facet.Kind.ACCESS);

    private final Catalogue catalogue;
    private final Units units;

    public Labels(Catalogue catalogue, Units units) {
        this.catalogue = catalogue;
        this.units = units;
    }

    /**
     * @param countings by the facet they count
     * @param kinds those that are wanted
     * @param filters what is chosen is always listed
     */
    public List<Facet> facets(
            Function<Facet.Kind, ? extends Counted> countings,
            Set<Facet.Kind> kinds,
            Filters filters,
            Reader reader) {
        List<Facet> facets = new ArrayList<>();
        for (Facet.Kind kind : kinds) {
            List<Facet.Value> values = new ArrayList<>();
            Counted counting = countings.apply(kind);
            Map<String, Long> counts =
                    kind == Facet.Kind.PLACE
                            ? units.counts(counting.counts(Facet.Kind.FONDS))
                            : counting.counts(kind);
            Set<String> chosen = filters.chosen(kind);
            if (WHERE_THEY_DIFFER.contains(kind)
                    && chosen.isEmpty()
                    && counts.values().stream().allMatch(n -> n == counting.records())) {
                facets.add(new Facet(kind, List.of()));
                continue;
            }
            List<Map.Entry<String, Long>> listed = mostFrequent(kind, counts, chosen);
            Map<String, String> places = kind == Facet.Kind.PLACE ? places(listed) : Map.of();
            for (Map.Entry<String, Long> entry : listed) {
                label(kind, entry.getKey(), places, reader)
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
            Facet.Kind kind, Map<String, Long> counts, Set<String> chosen) {
        List<Map.Entry<String, Long>> sorted =
                counts.entrySet().stream()
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

    /** Names of units, with what tells homonyms apart. */
    private Map<String, String> places(List<Map.Entry<String, Long>> listed) {
        Map<String, String> places = new HashMap<>();
        List<BodyId> ids =
                listed.stream().map(entry -> new BodyId(UUID.fromString(entry.getKey()))).toList();
        for (Body.Line unit : units.lines(ids)) {
            places.put(
                    unit.id().toString(),
                    unit.within().isEmpty()
                            ? unit.name()
                            : unit.name() + " (" + unit.within() + ")");
        }
        return places;
    }

    private Optional<String> label(
            Facet.Kind kind, String value, Map<String, String> places, Reader reader) {
        return switch (kind) {
            case FONDS -> catalogue.fonds(FondsId.of(value), reader).map(fonds -> fonds.title());
            case TYPE ->
                    CodeListEntry.byCode(DocumentType.class, value).map(DocumentType::vietnamese);
            case LANGUAGE ->
                    CodeListEntry.byCode(LanguageCode.class, value).map(LanguageCode::vietnamese);
            case PLACE -> Optional.ofNullable(places.get(value));
            case ACCESS -> Optional.of("Xem được ngay");
            case CARRIER ->
                    Optional.of(
                            Carrier.valueOf(value) == Carrier.PAPER
                                    ? "Chưa số hóa (hồ sơ giấy)"
                                    : "Đã số hóa");
            case AGENCY, YEAR -> Optional.of(value);
        };
    }
}
