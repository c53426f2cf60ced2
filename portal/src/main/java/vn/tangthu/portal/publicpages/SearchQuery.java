package vn.tangthu.portal.publicpages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;

/**
 * A search as its address says it: {@code /tim?q=&phong=&coquan=&tu=&den=&loai=&online=1&online=yc
 * &ngonngu=&noi=&dang=&trachnhiem=&hoi=&sap=&trang=}. What cannot be understood is left out, never
 * an error.
 *
 * @param asked the body by whose name was asked before this search by another of its names was
 *     followed; it narrows nothing, hits say so
 * @param page from 1
 */
record SearchQuery(
        String q,
        SequencedSet<FondsId> fonds,
        SequencedSet<String> agencies,
        @Nullable Integer from,
        @Nullable Integer to,
        SequencedSet<DocumentType> types,
        boolean online,
        boolean onRequest,
        SequencedSet<LanguageCode> languages,
        SequencedSet<BodyId> places,
        SequencedSet<Carrier> carriers,
        SequencedSet<BodyId> responsible,
        @Nullable BodyId asked,
        Sort sort,
        int page) {
    /** Begins the parameter with {@link #asked()}. */
    static final String ASKED = "hoi=";

    /** The value of {@code online=} for what is only listed. */
    private static final String ON_REQUEST = "yc";

    static final int PAGE_SIZE = 20;

    /**
     * Deeper than this no filter is offered, and none is searched: crawlers would walk them all.
     */
    static final int DEEPEST = 3;

    /** The last page there is: the index goes no deeper. */
    static final int LAST_PAGE = SearchRequest.MAX_OFFSET / PAGE_SIZE;

    private static final int MOST_VALUES = 10;

    static SearchQuery of(MultiValueMap<String, String> parameters) {
        SequencedSet<FondsId> fonds = new LinkedHashSet<>();
        for (String value : values(parameters, "phong")) {
            try {
                fonds.add(new FondsId(UUID.fromString(value)));
            } catch (IllegalArgumentException e) {
                // Not an id: no filter.
            }
        }
        SequencedSet<DocumentType> types = new LinkedHashSet<>();
        for (String value : values(parameters, "loai")) {
            CodeListEntry.byCode(DocumentType.class, value).ifPresent(types::add);
        }
        SequencedSet<LanguageCode> languages = new LinkedHashSet<>();
        for (String value : values(parameters, "ngonngu")) {
            CodeListEntry.byCode(LanguageCode.class, value).ifPresent(languages::add);
        }
        SequencedSet<Carrier> carriers = new LinkedHashSet<>();
        for (String value : values(parameters, "dang")) {
            for (Carrier carrier : Carrier.values()) {
                if (word(carrier).equals(value)) {
                    carriers.add(carrier);
                }
            }
        }
        String q = first(parameters, "q").strip();
        return new SearchQuery(
                q.length() > SearchRequest.MAX_QUERY ? q.substring(0, SearchRequest.MAX_QUERY) : q,
                fonds,
                new LinkedHashSet<>(values(parameters, "coquan")),
                year(first(parameters, "tu")),
                year(first(parameters, "den")),
                types,
                values(parameters, "online").contains("1"),
                values(parameters, "online").contains(ON_REQUEST),
                languages,
                bodies(parameters, "noi"),
                carriers,
                bodies(parameters, "trachnhiem"),
                bodies(parameters, "hoi").stream().findFirst().orElse(null),
                switch (first(parameters, "sap")) {
                    case "cu" -> Sort.OLDEST;
                    case "moi" -> Sort.NEWEST;
                    case "khop-cu" -> Sort.RELEVANCE_OLDEST;
                    default -> Sort.RELEVANCE;
                },
                Math.clamp(number(first(parameters, "trang"), 1), 1, LAST_PAGE));
    }

    static SearchQuery of(SearchRequest request) {
        Filters filters = request.filters();
        return new SearchQuery(
                request.query(),
                new LinkedHashSet<>(filters.fonds()),
                new LinkedHashSet<>(filters.agencies()),
                filters.fromYear(),
                filters.toYear(),
                new LinkedHashSet<>(filters.types()),
                filters.onlineOnly(),
                filters.onRequest(),
                new LinkedHashSet<>(filters.languages()),
                new LinkedHashSet<>(filters.places()),
                new LinkedHashSet<>(filters.carriers()),
                new LinkedHashSet<>(filters.responsible()),
                null,
                request.sort(),
                1);
    }

    SearchRequest toRequest() {
        return new SearchRequest(
                q,
                new Filters(
                        Set.copyOf(fonds),
                        Set.copyOf(agencies),
                        from,
                        to,
                        types,
                        online,
                        languages,
                        places,
                        carriers,
                        responsible,
                        onRequest),
                sort,
                (page - 1) * PAGE_SIZE,
                PAGE_SIZE);
    }

    /** How many filters narrow it; the years count as one. */
    int depth() {
        return fonds.size()
                + agencies.size()
                + types.size()
                + languages.size()
                + places.size()
                + carriers.size()
                + responsible.size()
                + (from != null || to != null ? 1 : 0)
                + (online ? 1 : 0)
                + (onRequest ? 1 : 0);
    }

    /** Deeper than anybody may look without an account. */
    boolean isTooDeep() {
        return depth() > DEEPEST;
    }

    /** Only the first of its filters. */
    SearchQuery withFilters(int most) {
        int[] left = {most};
        SequencedSet<FondsId> someFonds = some(fonds, left);
        SequencedSet<String> someAgencies = some(agencies, left);
        boolean years = (from != null || to != null) && left[0]-- > 0;
        SequencedSet<DocumentType> someTypes = some(types, left);
        boolean only = online && left[0]-- > 0;
        boolean listed = onRequest && left[0]-- > 0;
        return new SearchQuery(
                q,
                someFonds,
                someAgencies,
                years ? from : null,
                years ? to : null,
                someTypes,
                only,
                listed,
                some(languages, left),
                some(places, left),
                some(carriers, left),
                some(responsible, left),
                asked,
                sort,
                1);
    }

    private static <T> SequencedSet<T> some(SequencedSet<T> values, int[] left) {
        SequencedSet<T> some = new LinkedHashSet<>();
        for (T value : values) {
            if (left[0]-- > 0) {
                some.add(value);
            }
        }
        return some;
    }

    public String sortWord() {
        return switch (sort) {
            case RELEVANCE -> "";
            case RELEVANCE_OLDEST -> "khop-cu";
            case OLDEST -> "cu";
            case NEWEST -> "moi";
        };
    }

    public String url() {
        List<String> parts = new ArrayList<>();
        parts.add("q=" + encode(q));
        fonds.forEach(id -> parts.add("phong=" + id));
        agencies.forEach(name -> parts.add("coquan=" + encode(name)));
        if (from != null) {
            parts.add("tu=" + from);
        }
        if (to != null) {
            parts.add("den=" + to);
        }
        types.forEach(type -> parts.add("loai=" + type.code()));
        if (online) {
            parts.add("online=1");
        }
        if (onRequest) {
            parts.add("online=" + ON_REQUEST);
        }
        languages.forEach(language -> parts.add("ngonngu=" + language.code()));
        places.forEach(unit -> parts.add("noi=" + unit));
        carriers.forEach(carrier -> parts.add("dang=" + word(carrier)));
        responsible.forEach(body -> parts.add("trachnhiem=" + body));
        if (asked != null) {
            parts.add(ASKED + asked);
        }
        if (sort != Sort.RELEVANCE) {
            parts.add("sap=" + sortWord());
        }
        if (page > 1) {
            parts.add("trang=" + page);
        }
        return parts.stream().collect(Collectors.joining("&", "/tim?", ""));
    }

    /** The same as a table: {@code csv} or {@code xlsx}. */
    public String exportUrl(String form) {
        return atPage(1).url().replaceFirst("^/tim\\?", "/tim/ket-qua." + form + "?");
    }

    SearchQuery atPage(int number) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                number);
    }

    /** The first page of the same by this order. */
    SearchQuery sorted(Sort other) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                other,
                1);
    }

    public String oldestUrl() {
        return sorted(Sort.OLDEST).url();
    }

    public String newestUrl() {
        return sorted(Sort.NEWEST).url();
    }

    SearchQuery withYears(@Nullable Integer first, @Nullable Integer last) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                first,
                last,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery withOnline(boolean only) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                only,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery withOnRequest(boolean only) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                only,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledFonds(FondsId id) {
        return new SearchQuery(
                q,
                toggled(fonds, id),
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledAgency(String name) {
        return new SearchQuery(
                q,
                fonds,
                toggled(agencies, name),
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledType(DocumentType type) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                toggled(types, type),
                online,
                onRequest,
                languages,
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledLanguage(LanguageCode language) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                toggled(languages, language),
                places,
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledPlace(BodyId unit) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                toggled(places, unit),
                carriers,
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledCarrier(Carrier carrier) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                toggled(carriers, carrier),
                responsible,
                asked,
                sort,
                1);
    }

    SearchQuery toggledResponsible(BodyId body) {
        return new SearchQuery(
                q,
                fonds,
                agencies,
                from,
                to,
                types,
                online,
                onRequest,
                languages,
                places,
                carriers,
                toggled(responsible, body),
                asked,
                sort,
                1);
    }

    /** For the hidden fields of the page's forms. */
    public List<String> carrierWords() {
        return carriers.stream().map(SearchQuery::word).toList();
    }

    private static String word(Carrier carrier) {
        return switch (carrier) {
            case DIGITAL -> "so";
            case PAPER -> "giay";
        };
    }

    SearchQuery withoutFilters() {
        return of(new SearchRequest(q, Filters.NONE, sort, 0, PAGE_SIZE));
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static <T> SequencedSet<T> toggled(SequencedSet<T> values, T value) {
        SequencedSet<T> toggled = new LinkedHashSet<>(values);
        if (!toggled.remove(value)) {
            toggled.add(value);
        }
        return toggled;
    }

    /** Ids of the register; what is none is no filter. */
    private static SequencedSet<BodyId> bodies(
            MultiValueMap<String, String> parameters, String name) {
        SequencedSet<BodyId> bodies = new LinkedHashSet<>();
        for (String value : values(parameters, name)) {
            try {
                bodies.add(new BodyId(UUID.fromString(value)));
            } catch (IllegalArgumentException e) {
                // Not an id: no filter.
            }
        }
        return bodies;
    }

    private static List<String> values(MultiValueMap<String, String> parameters, String name) {
        List<String> values = parameters.get(name);
        return values == null
                ? List.of()
                : values.stream()
                        .map(String::strip)
                        .filter(value -> !value.isEmpty() && value.length() <= 300)
                        .limit(MOST_VALUES)
                        .toList();
    }

    private static String first(MultiValueMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value.strip();
    }

    private static @Nullable Integer year(String text) {
        int year = number(text, 0);
        return year >= 1 && year <= 9999 ? year : null;
    }

    static int number(String text, int otherwise) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}
