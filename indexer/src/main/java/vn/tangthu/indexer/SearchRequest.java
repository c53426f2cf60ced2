package vn.tangthu.indexer;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;

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

    /** The first of the same without filters. */
    public SearchRequest unfiltered() {
        return new SearchRequest(query, Filters.NONE, within, sort, 0, limit);
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
     * @param onlineOnly only what this reader can open here; with onRequest either will do
     * @param languages any of these, each by itself ({@link LanguageCode#parts()}); empty for all
     * @param places units of the register of bodies: only fonds of bodies of one of them or within
     *     it; empty for all
     * @param carriers any of these; empty for all
     * @param responsible bodies of the register: only fonds for which one of them answers today,
     *     also if only for a part; empty for all
     * @param onRequest only what is listed for this reader and no more
     */
    public record Filters(
            Set<FondsId> fonds,
            Set<String> agencies,
            @Nullable Integer fromYear,
            @Nullable Integer toYear,
            Set<DocumentType> types,
            boolean onlineOnly,
            Set<LanguageCode> languages,
            Set<BodyId> places,
            Set<Carrier> carriers,
            Set<BodyId> responsible,
            boolean onRequest) {
        public static final Filters NONE =
                new Filters(Set.of(), Set.of(), null, null, Set.of(), false);

        /** In whatever language, wherever. */
        public Filters(
                Set<FondsId> fonds,
                Set<String> agencies,
                @Nullable Integer fromYear,
                @Nullable Integer toYear,
                Set<DocumentType> types,
                boolean onlineOnly) {
            this(fonds, agencies, fromYear, toYear, types, onlineOnly, Set.of(), Set.of());
        }

        /** Digitised or not, whoever answers for it. */
        public Filters(
                Set<FondsId> fonds,
                Set<String> agencies,
                @Nullable Integer fromYear,
                @Nullable Integer toYear,
                Set<DocumentType> types,
                boolean onlineOnly,
                Set<LanguageCode> languages,
                Set<BodyId> places) {
            this(
                    fonds,
                    agencies,
                    fromYear,
                    toYear,
                    types,
                    onlineOnly,
                    languages,
                    places,
                    Set.of(),
                    Set.of());
        }

        /** However it can be seen. */
        public Filters(
                Set<FondsId> fonds,
                Set<String> agencies,
                @Nullable Integer fromYear,
                @Nullable Integer toYear,
                Set<DocumentType> types,
                boolean onlineOnly,
                Set<LanguageCode> languages,
                Set<BodyId> places,
                Set<Carrier> carriers,
                Set<BodyId> responsible) {
            this(
                    fonds,
                    agencies,
                    fromYear,
                    toYear,
                    types,
                    onlineOnly,
                    languages,
                    places,
                    carriers,
                    responsible,
                    false);
        }

        public Filters {
            fonds = Set.copyOf(fonds);
            agencies = Set.copyOf(agencies);
            types = Set.copyOf(types);
            // each by itself, as they are indexed
            languages =
                    languages.stream()
                            .flatMap(language -> language.parts().stream())
                            .collect(Collectors.toUnmodifiableSet());
            places = Set.copyOf(places);
            carriers = Set.copyOf(carriers);
            responsible = Set.copyOf(responsible);
        }

        private Filters with(Consumer<Copy> change) {
            Copy copy = new Copy(this);
            change.accept(copy);
            return copy.made();
        }

        /** The filters while one of them is changed. */
        private static final class Copy {
            private Set<FondsId> fonds;
            private Set<String> agencies;
            private @Nullable Integer fromYear;
            private @Nullable Integer toYear;
            private Set<DocumentType> types;
            private boolean onlineOnly;
            private Set<LanguageCode> languages;
            private Set<BodyId> places;
            private Set<Carrier> carriers;
            private Set<BodyId> responsible;
            private boolean onRequest;

            Copy(Filters of) {
                this.fonds = of.fonds;
                this.agencies = of.agencies;
                this.fromYear = of.fromYear;
                this.toYear = of.toYear;
                this.types = of.types;
                this.onlineOnly = of.onlineOnly;
                this.languages = of.languages;
                this.places = of.places;
                this.carriers = of.carriers;
                this.responsible = of.responsible;
                this.onRequest = of.onRequest;
            }

            Filters made() {
                return new Filters(
                        fonds,
                        agencies,
                        fromYear,
                        toYear,
                        types,
                        onlineOnly,
                        languages,
                        places,
                        carriers,
                        responsible,
                        onRequest);
            }
        }

        public Filters withFonds(Set<FondsId> other) {
            return with(copy -> copy.fonds = other);
        }

        public Filters withAgencies(Set<String> other) {
            return with(copy -> copy.agencies = other);
        }

        public Filters withYears(@Nullable Integer from, @Nullable Integer to) {
            return with(
                    copy -> {
                        copy.fromYear = from;
                        copy.toYear = to;
                    });
        }

        public Filters withTypes(Set<DocumentType> other) {
            return with(copy -> copy.types = other);
        }

        public Filters withOnlineOnly(boolean only) {
            return with(copy -> copy.onlineOnly = only);
        }

        public Filters withLanguages(Set<LanguageCode> other) {
            return with(copy -> copy.languages = other);
        }

        public Filters withPlaces(Set<BodyId> other) {
            return with(copy -> copy.places = other);
        }

        public Filters withCarriers(Set<Carrier> other) {
            return with(copy -> copy.carriers = other);
        }

        public Filters withResponsible(Set<BodyId> other) {
            return with(copy -> copy.responsible = other);
        }

        public Filters withOnRequest(boolean only) {
            return with(copy -> copy.onRequest = only);
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
                case LANGUAGE ->
                        languages.stream().map(LanguageCode::code).collect(Collectors.toSet());
                case PLACE -> places.stream().map(BodyId::toString).collect(Collectors.toSet());
                case RESPONSIBLE ->
                        responsible.stream().map(BodyId::toString).collect(Collectors.toSet());
                case CARRIER -> carriers.stream().map(Carrier::name).collect(Collectors.toSet());
                case ACCESS -> access();
            };
        }

        private Set<String> access() {
            Set<String> access = new HashSet<>();
            if (onlineOnly) {
                access.add(Facet.ONLINE);
            }
            if (onRequest) {
                access.add(Facet.ON_REQUEST);
            }
            return access;
        }

        /** The others, where this facet narrows nothing. */
        public Filters without(Facet.Kind kind) {
            return switch (kind) {
                case FONDS -> withFonds(Set.of());
                case AGENCY -> withAgencies(Set.of());
                case YEAR -> withYears(null, null);
                case TYPE -> withTypes(Set.of());
                case LANGUAGE -> withLanguages(Set.of());
                case PLACE -> withPlaces(Set.of());
                case RESPONSIBLE -> withResponsible(Set.of());
                case CARRIER -> withCarriers(Set.of());
                case ACCESS -> withOnlineOnly(false).withOnRequest(false);
            };
        }
    }

    /** What comes first. */
    public enum Sort {
        /** What answers best; at equal worth the newer. */
        RELEVANCE,

        /** What answers best; at equal worth the older. */
        RELEVANCE_OLDEST,

        OLDEST,
        NEWEST;

        /** Whether what answers best comes first, whatever its day. */
        public boolean byWorth() {
            return this == RELEVANCE || this == RELEVANCE_OLDEST;
        }

        /** Whether of two that are otherwise equal the older comes first. */
        public boolean oldestFirst() {
            return this == OLDEST || this == RELEVANCE_OLDEST;
        }
    }
}
