package vn.tangthu.portal.space;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;

/**
 * Ways on for who found nothing: all there is, what can be read here, the largest fonds, and the
 * agency and the year with most, each with how much of it this reader finds.
 */
final class WhatThereIs {
    private static final int FONDS = 2;
    private final Search search;
    private final Words words;

    WhatThereIs(Search search, Words words) {
        this.search = search;
        this.words = words;
    }

    /**
     * @param total records, more than none
     */
    record Part(String label, SearchRequest request, long total) {}

    /**
     * @param within as {@link SearchRequest#within()}
     */
    List<Part> of(Set<FondsId> within, Reader reader) {
        List<Part> parts = new ArrayList<>();
        SearchRequest all = one(Filters.NONE, within);
        SearchPage every = search.search(all, reader);
        add(parts, words.of("search.browse.all"), all, every.total());
        SearchRequest online = one(Filters.NONE.withOnlineOnly(true), within);
        add(parts, words.of("search.browse.online"), online, search.search(online, reader).total());
        for (Facet facet : every.facets()) {
            int most = facet.kind() == Facet.Kind.FONDS ? FONDS : 1;
            facet.values().stream()
                    .sorted(Comparator.comparing(Facet.Value::count).reversed())
                    .limit(most)
                    .forEach(value -> add(parts, all, facet.kind(), value));
        }
        return parts;
    }

    /** Only counted, so one record of it will do. */
    private static SearchRequest one(Filters filters, Set<FondsId> within) {
        return new SearchRequest("", filters, within, Sort.NEWEST, 0, 1);
    }

    private void add(List<Part> parts, SearchRequest all, Facet.Kind kind, Facet.Value value) {
        Filters filters =
                switch (kind) {
                    case FONDS ->
                            Filters.NONE.withFonds(
                                    Set.of(new FondsId(UUID.fromString(value.value()))));
                    case AGENCY -> Filters.NONE.withAgencies(Set.of(value.value()));
                    case YEAR -> {
                        Integer year = Integer.valueOf(value.value());
                        yield Filters.NONE.withYears(year, year);
                    }
                    default -> Filters.NONE; // tells nobody where to look
                };
        if (!filters.equals(Filters.NONE)) {
            String label = words.of(kind) + ": " + value.label();
            add(parts, label, one(filters, all.within()), value.count());
        }
    }

    private static void add(List<Part> parts, String label, SearchRequest request, long total) {
        if (total > 0) {
            parts.add(new Part(label, request, total));
        }
    }
}
