package vn.tangthu.portal.space;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;

/** A search as an address that can be kept, sent and opened again. What it cannot read it skips. */
final class SearchAddress {
    static final int PAGE = 20;
    private static final String EVERYWHERE = "tat-ca";
    private static final String ASKED = "hoi";

    /** The value of {@code doc=} for what is only listed. */
    private static final String ON_REQUEST = "yc";

    private SearchAddress() {}

    static SearchRequest read(Map<String, List<String>> asked) {
        Filters filters =
                new Filters(
                        each(asked, "phong", SearchAddress::fonds),
                        each(asked, "coquan", value -> value),
                        year(asked, "tu"),
                        year(asked, "den"),
                        each(
                                asked,
                                "loai",
                                code ->
                                        CodeListEntry.byCode(DocumentType.class, code)
                                                .orElse(null)),
                        each(asked, "doc", value -> value).contains("1"),
                        each(
                                asked,
                                "ngonngu",
                                code ->
                                        CodeListEntry.byCode(LanguageCode.class, code)
                                                .orElse(null)),
                        each(asked, "noi", SearchAddress::unit),
                        each(asked, "dang", SearchAddress::carrier),
                        each(asked, "trachnhiem", SearchAddress::unit),
                        each(asked, "doc", value -> value).contains(ON_REQUEST));
        Sort sort =
                switch (first(asked, "xep")) {
                    case "cu" -> Sort.OLDEST;
                    case "moi" -> Sort.NEWEST;
                    case "khop-cu" -> Sort.RELEVANCE_OLDEST;
                    default -> Sort.RELEVANCE;
                };
        int page = Math.clamp(number(first(asked, "trang"), 1), 1, 500);
        return new SearchRequest(first(asked, "q"), filters, sort, (page - 1) * PAGE, PAGE);
    }

    /** Whether everywhere is looked, also for those who look in their own line by default. */
    static boolean everywhere(Map<String, List<String>> asked) {
        return EVERYWHERE.equals(first(asked, "pham-vi"));
    }

    /** The body by whose name was asked before a search by another of its names was followed. */
    static @Nullable BodyId asked(Map<String, List<String>> asked) {
        return unit(first(asked, ASKED));
    }

    /** The address of a search by another name of the body; hits say whose it is. */
    static String asked(String address, @Nullable BodyId body) {
        return body == null
                ? address
                : address + (address.contains("?") ? "&" : "?") + ASKED + "=" + body;
    }

    /**
     * @param everywhere said in the address, for those who look in their own line by default
     */
    static String write(SearchRequest request, boolean everywhere) {
        String address = write(request);
        return everywhere
                ? address + (address.contains("?") ? "&" : "?") + "pham-vi=" + EVERYWHERE
                : address;
    }

    static String write(SearchRequest request) {
        List<String> parts = new ArrayList<>();
        add(parts, "q", request.query());
        Filters filters = request.filters();
        filters.fonds().stream().map(FondsId::value).sorted().forEach(v -> add(parts, "phong", v));
        filters.agencies().stream().sorted().forEach(v -> add(parts, "coquan", v));
        add(parts, "tu", filters.fromYear());
        add(parts, "den", filters.toYear());
        filters.types().stream().sorted().forEach(type -> add(parts, "loai", type.code()));
        if (filters.onlineOnly()) {
            add(parts, "doc", "1");
        }
        if (filters.onRequest()) {
            add(parts, "doc", ON_REQUEST);
        }
        filters.languages().stream().sorted().forEach(one -> add(parts, "ngonngu", one.code()));
        filters.places().stream().map(BodyId::value).sorted().forEach(v -> add(parts, "noi", v));
        filters.carriers().stream()
                .sorted()
                .forEach(v -> add(parts, "dang", v == Carrier.PAPER ? "giay" : "so"));
        filters.responsible().stream()
                .map(BodyId::value)
                .sorted()
                .forEach(v -> add(parts, "trachnhiem", v));
        switch (request.sort()) {
            case OLDEST -> add(parts, "xep", "cu");
            case NEWEST -> add(parts, "xep", "moi");
            case RELEVANCE_OLDEST -> add(parts, "xep", "khop-cu");
            case RELEVANCE -> {}
        }
        if (request.offset() > 0) {
            add(parts, "trang", request.offset() / PAGE + 1);
        }
        return "/app/tim" + (parts.isEmpty() ? "" : "?" + String.join("&", parts));
    }

    /** The same search from the first page with these filters. */
    static SearchRequest with(SearchRequest request, Filters filters) {
        return new SearchRequest(
                request.query(), filters, request.within(), request.sort(), 0, PAGE);
    }

    static SearchRequest at(SearchRequest request, int offset) {
        return new SearchRequest(
                request.query(), request.filters(), request.within(), request.sort(), offset, PAGE);
    }

    /** The set with the value put in, or taken out where it is in. */
    static <T> Set<T> toggled(Collection<T> values, T value) {
        Set<T> toggled = new HashSet<>(values);
        if (!toggled.remove(value)) {
            toggled.add(value);
        }
        return toggled;
    }

    static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private static void add(List<String> parts, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            parts.add(name + "=" + encode(value.toString()));
        }
    }

    private static String first(Map<String, List<String>> asked, String name) {
        List<String> values = asked.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static <T> Set<T> each(
            Map<String, List<String>> asked, String name, Function<String, @Nullable T> read) {
        Set<T> values = new HashSet<>();
        asked.getOrDefault(name, List.of()).stream()
                .limit(20)
                .forEach(
                        value -> {
                            T one = value.isBlank() ? null : read.apply(value);
                            if (one != null) {
                                values.add(one);
                            }
                        });
        return values;
    }

    private static @Nullable FondsId fonds(String value) {
        try {
            return new FondsId(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Carrier carrier(String value) {
        return switch (value) {
            case "giay" -> Carrier.PAPER;
            case "so" -> Carrier.DIGITAL;
            default -> null;
        };
    }

    private static @Nullable BodyId unit(String value) {
        try {
            return new BodyId(UUID.fromString(value));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static @Nullable Integer year(Map<String, List<String>> asked, String name) {
        int year = number(first(asked, name), 0);
        return year < 1 || year > 9999 ? null : year;
    }

    static int number(String text, int otherwise) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : otherwise;
    }
}
