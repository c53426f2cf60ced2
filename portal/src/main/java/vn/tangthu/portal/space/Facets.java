package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;

/** What an answer can be narrowed to; what it is narrowed to stands out and can be taken away. */
final class Facets {
    private static final int MOST = 12;
    private final Words words;
    private final SearchRequest shown;
    private final boolean everywhere;

    /**
     * @param everywhere as {@link SearchAddress#write(SearchRequest, boolean)} has it
     */
    Facets(Words words, SearchRequest shown, boolean everywhere) {
        this.words = words;
        this.shown = shown;
        this.everywhere = everywhere;
    }

    Div of(List<Facet> facets) {
        Div all = new Div();
        if (!shown.filters().equals(Filters.NONE)) {
            SearchRequest bare = SearchAddress.with(shown, Filters.NONE);
            all.add(new Anchor(SearchAddress.write(bare, everywhere), words.of("search.clear")));
        }
        for (Facet facet : facets) {
            if (facet.values().isEmpty()) {
                continue;
            }
            H3 heading = new H3(words.of(facet.kind()));
            UnorderedList list = new UnorderedList();
            foremost(facet).forEach(value -> add(list, facet.kind(), value));
            Nav nav = new Nav(heading, list);
            nav.addClassName("tt-facet");
            nav.getElement().setAttribute("aria-label", words.of(facet.kind()));
            all.add(nav);
        }
        return all;
    }

    /** What is chosen and the most frequent others, in the order they have. */
    private List<Facet.Value> foremost(Facet facet) {
        Set<Facet.Value> kept =
                facet.values().stream()
                        .sorted(
                                Comparator.comparing(
                                                (Facet.Value value) ->
                                                        chosen(facet.kind(), value.value()))
                                        .thenComparing(Facet.Value::count)
                                        .reversed())
                        .limit(MOST)
                        .collect(Collectors.toSet());
        return facet.values().stream().filter(kept::contains).toList();
    }

    private void add(UnorderedList list, Facet.Kind kind, Facet.Value value) {
        Filters narrowed = narrowed(kind, value.value());
        if (narrowed == null) {
            return;
        }
        Anchor way =
                new Anchor(
                        SearchAddress.write(SearchAddress.with(shown, narrowed), everywhere), "");
        way.add(new Span(label(kind, value)), new Span(words.number(value.count())));
        if (chosen(kind, value.value())) {
            way.getElement().setAttribute("aria-current", "true");
        }
        list.add(new ListItem(way));
    }

    private String label(Facet.Kind kind, Facet.Value value) {
        if (kind == Facet.Kind.TYPE) {
            return CodeListEntry.byCode(DocumentType.class, value.value())
                    .map(words::code)
                    .orElse(value.label());
        }
        if (kind == Facet.Kind.LANGUAGE) {
            return CodeListEntry.byCode(LanguageCode.class, value.value())
                    .map(words::code)
                    .orElse(value.label());
        }
        if (kind == Facet.Kind.CARRIER) {
            return words.of(Carrier.valueOf(value.value()));
        }
        if (kind == Facet.Kind.ACCESS) {
            return words.of("search.online");
        }
        return value.label();
    }

    private boolean chosen(Facet.Kind kind, String value) {
        Filters now = shown.filters();
        return switch (kind) {
            case LANGUAGE, PLACE, CARRIER, ACCESS -> now.chosen(kind).contains(value);
            case FONDS -> now.fonds().stream().anyMatch(f -> f.value().toString().equals(value));
            case AGENCY -> now.agencies().contains(value);
            case YEAR ->
                    value.equals(String.valueOf(now.fromYear()))
                            && Objects.equals(now.fromYear(), now.toYear());
            case TYPE -> now.types().stream().anyMatch(t -> t.code().equals(value));
        };
    }

    private @Nullable Filters narrowed(Facet.Kind kind, String value) {
        Filters now = shown.filters();
        try {
            return switch (kind) {
                case FONDS ->
                        now.withFonds(
                                SearchAddress.toggled(
                                        now.fonds(), new FondsId(UUID.fromString(value))));
                case AGENCY -> now.withAgencies(SearchAddress.toggled(now.agencies(), value));
                case YEAR -> {
                    Integer year = chosen(kind, value) ? null : Integer.valueOf(value);
                    yield now.withYears(year, year);
                }
                case TYPE ->
                        CodeListEntry.byCode(DocumentType.class, value)
                                .map(
                                        type ->
                                                now.withTypes(
                                                        SearchAddress.toggled(now.types(), type)))
                                .orElse(null);
                case LANGUAGE ->
                        CodeListEntry.byCode(LanguageCode.class, value)
                                .map(
                                        language ->
                                                now.withLanguages(
                                                        SearchAddress.toggled(
                                                                now.languages(), language)))
                                .orElse(null);
                case PLACE ->
                        now.withPlaces(
                                SearchAddress.toggled(
                                        now.places(), new BodyId(UUID.fromString(value))));
                case CARRIER ->
                        now.withCarriers(
                                SearchAddress.toggled(now.carriers(), Carrier.valueOf(value)));
                case ACCESS -> now.withOnlineOnly(!now.onlineOnly());
            };
        } catch (IllegalArgumentException e) {
            return null; // a value that is no id or no year is not offered
        }
    }
}
