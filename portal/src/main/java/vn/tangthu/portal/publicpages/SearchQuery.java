package vn.tangthu.portal.publicpages;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
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
        return with(
                copy -> {
                    copy.fonds = some(fonds, left);
                    copy.agencies = some(agencies, left);
                    if ((from != null || to != null) && left[0]-- <= 0) {
                        copy.from = null;
                        copy.to = null;
                    }
                    copy.types = some(types, left);
                    copy.online = online && left[0]-- > 0;
                    copy.onRequest = onRequest && left[0]-- > 0;
                    copy.languages = some(languages, left);
                    copy.places = some(places, left);
                    copy.carriers = some(carriers, left);
                    copy.responsible = some(responsible, left);
                });
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

    /** The first page of the same with that change. */
    private SearchQuery with(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.made();
    }

    /** The parts of a search while one of them is changed. */
    private static final class Copy {
        private final String q;
        private final @Nullable BodyId asked;
        private SequencedSet<FondsId> fonds;
        private SequencedSet<String> agencies;
        private @Nullable Integer from;
        private @Nullable Integer to;
        private SequencedSet<DocumentType> types;
        private boolean online;
        private boolean onRequest;
        private SequencedSet<LanguageCode> languages;
        private SequencedSet<BodyId> places;
        private SequencedSet<Carrier> carriers;
        private SequencedSet<BodyId> responsible;
        private Sort sort;
        private int page = 1;

        Copy(SearchQuery of) {
            this.q = of.q;
            this.fonds = of.fonds;
            this.agencies = of.agencies;
            this.from = of.from;
            this.to = of.to;
            this.types = of.types;
            this.online = of.online;
            this.onRequest = of.onRequest;
            this.languages = of.languages;
            this.places = of.places;
            this.carriers = of.carriers;
            this.responsible = of.responsible;
            this.asked = of.asked;
            this.sort = of.sort;
        }

        SearchQuery made() {
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
                    page);
        }
    }

    SearchQuery atPage(int number) {
        return with(copy -> copy.page = number);
    }

    /** The first page of the same by this order. */
    SearchQuery sorted(Sort other) {
        return with(copy -> copy.sort = other);
    }

    public String oldestUrl() {
        return sorted(Sort.OLDEST).url();
    }

    public String newestUrl() {
        return sorted(Sort.NEWEST).url();
    }

    SearchQuery withYears(@Nullable Integer first, @Nullable Integer last) {
        return with(
                copy -> {
                    copy.from = first;
                    copy.to = last;
                });
    }

    SearchQuery withOnline(boolean only) {
        return with(copy -> copy.online = only);
    }

    SearchQuery withOnRequest(boolean only) {
        return with(copy -> copy.onRequest = only);
    }

    SearchQuery toggledFonds(FondsId id) {
        return with(copy -> copy.fonds = toggled(fonds, id));
    }

    SearchQuery toggledAgency(String name) {
        return with(copy -> copy.agencies = toggled(agencies, name));
    }

    SearchQuery toggledType(DocumentType type) {
        return with(copy -> copy.types = toggled(types, type));
    }

    SearchQuery toggledLanguage(LanguageCode language) {
        return with(copy -> copy.languages = toggled(languages, language));
    }

    SearchQuery toggledPlace(BodyId unit) {
        return with(copy -> copy.places = toggled(places, unit));
    }

    SearchQuery toggledCarrier(Carrier carrier) {
        return with(copy -> copy.carriers = toggled(carriers, carrier));
    }

    SearchQuery toggledResponsible(BodyId body) {
        return with(copy -> copy.responsible = toggled(responsible, body));
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
