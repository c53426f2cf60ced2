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
import java.util.function.BiFunction;
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

    /**
     * What the search is narrowed to, each with a click taken away; nothing where there is none.
     *
     * @param named the name of a fonds or a place by its id
     */
    Nav chips(BiFunction<Facet.Kind, String, String> named) {
        Filters now = shown.filters();
        Nav chips = new Nav();
        chips.addClassNames("tt-row", "tt-chips");
        chips.getElement().setAttribute("aria-label", words.of("search.chips"));
        for (Facet.Kind kind : Facet.Kind.values()) {
            if (kind == Facet.Kind.YEAR || kind == Facet.Kind.ACCESS) {
                continue; // a period is one, and what opens at once needs no heading
            }
            now.chosen(kind).stream()
                    .sorted()
                    .forEach(
                            value -> {
                                Filters without = narrowed(kind, value);
                                if (without != null) {
                                    String name = label(kind, value, named.apply(kind, value));
                                    chips.add(chip(words.of(kind) + ": " + name, without));
                                }
                            });
        }
        if (now.fromYear() != null || now.toYear() != null) {
            String from = now.fromYear() == null ? "…" : now.fromYear().toString();
            String to = now.toYear() == null ? "…" : now.toYear().toString();
            String years = from.equals(to) ? from : from + "–" + to;
            chips.add(chip(words.of(Facet.Kind.YEAR) + ": " + years, now.withYears(null, null)));
        }
        if (now.onlineOnly()) {
            chips.add(chip(words.of("search.online"), now.withOnlineOnly(false)));
        }
        if (now.onRequest()) {
            chips.add(chip(words.of("search.on-request"), now.withOnRequest(false)));
        }
        if (chips.getComponentCount() > 0) {
            SearchRequest bare = SearchAddress.with(shown, Filters.NONE);
            chips.add(new Anchor(SearchAddress.write(bare, everywhere), words.of("search.clear")));
        }
        return chips;
    }

    private Anchor chip(String label, Filters without) {
        return chip(
                SearchAddress.write(SearchAddress.with(shown, without), everywhere),
                label,
                words.of("search.chip.remove"));
    }

    /**
     * @param remove what a click does, for who hears the page
     */
    static Anchor chip(String address, String label, String remove) {
        Anchor chip = new Anchor(address, "");
        chip.addClassName("tt-chip");
        Span cross = new Span("✕");
        cross.getElement().setAttribute("aria-hidden", "true");
        chip.add(new Span(label), cross);
        chip.setAriaLabel(label + ". " + remove);
        return chip;
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
        String label = label(kind, value.value(), value.label());
        Anchor way =
                new Anchor(
                        SearchAddress.write(SearchAddress.with(shown, narrowed), everywhere), "");
        way.add(
                new Span(value.partly() ? words.of("search.partly", label) : label),
                new Span(words.number(value.count())));
        if (chosen(kind, value.value())) {
            way.getElement().setAttribute("aria-current", "true");
        }
        list.add(new ListItem(way));
    }

    private String label(Facet.Kind kind, String value, String otherwise) {
        if (kind == Facet.Kind.TYPE) {
            return CodeListEntry.byCode(DocumentType.class, value)
                    .map(words::code)
                    .orElse(otherwise);
        }
        if (kind == Facet.Kind.LANGUAGE) {
            return CodeListEntry.byCode(LanguageCode.class, value)
                    .map(words::code)
                    .orElse(otherwise);
        }
        if (kind == Facet.Kind.CARRIER) {
            return words.of(Carrier.valueOf(value));
        }
        if (kind == Facet.Kind.ACCESS) {
            return words.of(value.equals(Facet.ON_REQUEST) ? "search.on-request" : "search.online");
        }
        return otherwise;
    }

    private boolean chosen(Facet.Kind kind, String value) {
        Filters now = shown.filters();
        return switch (kind) {
            case LANGUAGE, PLACE, CARRIER, RESPONSIBLE, ACCESS -> now.chosen(kind).contains(value);
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
                case RESPONSIBLE ->
                        now.withResponsible(
                                SearchAddress.toggled(
                                        now.responsible(), new BodyId(UUID.fromString(value))));
                case CARRIER ->
                        now.withCarriers(
                                SearchAddress.toggled(now.carriers(), Carrier.valueOf(value)));
                case ACCESS ->
                        value.equals(Facet.ON_REQUEST)
                                ? now.withOnRequest(!now.onRequest())
                                : now.withOnlineOnly(!now.onlineOnly());
            };
        } catch (IllegalArgumentException e) {
            return null; // a value that is no id or no year is not offered
        }
    }
}
