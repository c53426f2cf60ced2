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
import java.util.stream.Collectors;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.VietnameseOrder;

/** Turns counts into facets with labels for people. */
public final class Labels {
    private static final int MAX_VALUES = 30;
    private static final int MAX_YEARS = 200;
    private static final int MAX_MAKERS = 2;

    /** Where there may be nothing to choose, since all that was found has the same. */
    private static final Set<Facet.Kind> WHERE_THEY_DIFFER =
            EnumSet.of(
                    Facet.Kind.LANGUAGE, Facet.Kind.PLACE, Facet.Kind.CARRIER, Facet.Kind.ACCESS);

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
            Map<String, Long> counted = counting.counts(Counted.by(kind));
            Map<String, Long> counts =
                    switch (kind) {
                        case PLACE -> units.counts(counted);
                        case RESPONSIBLE -> units.answering(counted);
                        case FONDS, AGENCY, YEAR, TYPE, LANGUAGE, CARRIER, ACCESS -> counted;
                    };
            Set<String> partly =
                    kind == Facet.Kind.RESPONSIBLE ? units.partly(counted.keySet()) : Set.of();
            Set<String> chosen = filters.chosen(kind);
            if (WHERE_THEY_DIFFER.contains(kind)
                    && chosen.isEmpty()
                    && counts.values().stream().allMatch(n -> n == counting.records())) {
                facets.add(new Facet(kind, List.of()));
                continue;
            }
            List<Map.Entry<String, Long>> listed = mostFrequent(kind, counts, chosen);
            Map<String, String> bodies =
                    kind == Facet.Kind.PLACE || kind == Facet.Kind.RESPONSIBLE
                            ? bodies(listed)
                            : Map.of();
            for (Map.Entry<String, Long> entry : listed) {
                label(kind, entry.getKey(), bodies, reader)
                        .ifPresent(
                                label ->
                                        values.add(
                                                new Facet.Value(
                                                        entry.getKey(),
                                                        label,
                                                        entry.getValue(),
                                                        partly.contains(entry.getKey()))));
            }
            if (kind == Facet.Kind.YEAR) {
                values.sort(Comparator.comparing((Facet.Value v) -> Integer.valueOf(v.value())));
            } else {
                values.sort(
                        Comparator.comparing(Facet.Value::count, Comparator.reverseOrder())
                                .thenComparing(Facet.Value::label, VietnameseOrder.BY_NAME));
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

    /** Names of bodies of the register, with what tells homonyms apart. */
    private Map<String, String> bodies(List<Map.Entry<String, Long>> listed) {
        Map<String, String> names = new HashMap<>();
        List<BodyId> ids =
                listed.stream().map(entry -> new BodyId(UUID.fromString(entry.getKey()))).toList();
        for (Body.Line unit : units.lines(ids)) {
            names.put(
                    unit.id().toString(),
                    unit.within().isEmpty()
                            ? unit.name()
                            : unit.name() + " (" + unit.within() + ")");
        }
        return names;
    }

    /** With who made it, under the name of that time, where the title has another. */
    private String named(Fonds fonds) {
        // Titles have these in short more often than not.
        String title =
                BodyNames.folded(fonds.title())
                        .replace("ubnd", "uy ban nhan dan")
                        .replace("hdnd", "hoi dong nhan dan");
        List<String> makers = units.makers(fonds.id()).stream().map(Body.Line::name).toList();
        return makers.isEmpty()
                        || makers.stream()
                                .anyMatch(maker -> title.contains(BodyNames.folded(maker)))
                ? fonds.title()
                : fonds.title()
                        + makers.stream()
                                .limit(MAX_MAKERS)
                                .collect(
                                        Collectors.joining(
                                                ", ",
                                                " (",
                                                makers.size() > MAX_MAKERS ? ", …)" : ")"));
    }

    private Optional<String> label(
            Facet.Kind kind, String value, Map<String, String> bodies, Reader reader) {
        return switch (kind) {
            case FONDS -> catalogue.fonds(FondsId.of(value), reader).map(this::named);
            case TYPE ->
                    CodeListEntry.byCode(DocumentType.class, value).map(DocumentType::vietnamese);
            case LANGUAGE ->
                    CodeListEntry.byCode(LanguageCode.class, value).map(LanguageCode::vietnamese);
            case PLACE, RESPONSIBLE -> Optional.ofNullable(bodies.get(value));
            case ACCESS ->
                    Optional.of(
                            value.equals(Facet.ON_REQUEST)
                                    ? "Có trong danh mục, xem theo yêu cầu"
                                    : "Xem được ngay");
            case CARRIER ->
                    Optional.of(
                            Carrier.valueOf(value) == Carrier.PAPER
                                    ? "Chưa số hóa (hồ sơ giấy)"
                                    : "Đã số hóa");
            case AGENCY, YEAR -> Optional.of(value);
        };
    }
}
