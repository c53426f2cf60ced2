package vn.tangthu.indexer;

import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;

/**
 * What somebody is looking for.
 *
 * @param query as typed, at most {@link #MAX_QUERY} characters are looked at; blank lists what the
 *     filters leave
 * @param filters what the answer is narrowed to
 * @param within the fonds that are looked in at all, what the filters narrow further; empty for
 *     everywhere. It gives no rights
 * @param offset first record, 0 to {@link #MAX_OFFSET}
 * @param limit records a page, 1 to 100
 */
public record SearchRequest(
        String query, Filters filters, Set<FondsId> within, Sort sort, int offset, int limit) {
    public static final int MAX_QUERY = 300;
    public static final int MAX_OFFSET = 10_000;

    public SearchRequest {
        within = Set.copyOf(within);
        if (query.length() > MAX_QUERY) {
            query = query.substring(0, MAX_QUERY);
        }
        offset = Math.clamp(offset, 0, MAX_OFFSET);
        limit = Math.clamp(limit, 1, 100);
    }

    /** Everywhere. */
    public SearchRequest(String query, Filters filters, Sort sort, int offset, int limit) {
        this(query, filters, Set.of(), sort, offset, limit);
    }

    /** The same looked for in these fonds only; in none of them is everywhere. */
    public SearchRequest within(Set<FondsId> fonds) {
        return new SearchRequest(query, filters, fonds, sort, offset, limit);
    }

    public static SearchRequest of(String query) {
        return new SearchRequest(query, Filters.NONE, Sort.RELEVANCE, 0, 20);
    }

    /**
     * @param fonds any of these; empty for all
     * @param agencies issuing bodies (cơ quan ban hành), by the name as printed; empty for all
     * @param fromYear first year, inclusive
     * @param toYear last year, inclusive
     * @param types any of these; empty for all
     * @param onlineOnly only what this reader can open here
     */
    public record Filters(
            Set<FondsId> fonds,
            Set<String> agencies,
            @Nullable Integer fromYear,
            @Nullable Integer toYear,
            Set<DocumentType> types,
            boolean onlineOnly) {
        public static final Filters NONE =
                new Filters(Set.of(), Set.of(), null, null, Set.of(), false);

        public Filters {
            fonds = Set.copyOf(fonds);
            agencies = Set.copyOf(agencies);
            types = Set.copyOf(types);
        }

        /** The values of a facet that are chosen; any of them will do. */
        public Set<String> chosen(Facet.Kind kind) {
            return switch (kind) {
                case FONDS -> fonds.stream().map(FondsId::toString).collect(Collectors.toSet());
                case AGENCY -> agencies;
                case TYPE -> types.stream().map(DocumentType::code).collect(Collectors.toSet());
                case YEAR ->
                        fromYear != null && fromYear.equals(toYear)
                                ? Set.of(fromYear.toString())
                                : Set.of();
                case ACCESS -> Set.of();
            };
        }

        /** The others, where this facet narrows nothing. */
        public Filters without(Facet.Kind kind) {
            return switch (kind) {
                case FONDS -> new Filters(Set.of(), agencies, fromYear, toYear, types, onlineOnly);
                case AGENCY -> new Filters(fonds, Set.of(), fromYear, toYear, types, onlineOnly);
                case YEAR -> new Filters(fonds, agencies, null, null, types, onlineOnly);
                case TYPE -> new Filters(fonds, agencies, fromYear, toYear, Set.of(), onlineOnly);
                case ACCESS -> this;
            };
        }
    }

    public enum Sort {
        RELEVANCE,
        OLDEST,
        NEWEST
    }
}
