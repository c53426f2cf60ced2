package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.portal.inside.OtherNames;
import vn.tangthu.portal.inside.ReasonWords;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.CodeListEntry;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** Makes the rows, chips, facets and ways on of the results page from an answer of the search. */
@Component
final class SearchAnswers {
    private static final int FACET_VALUES = 8;
    private final Catalogue catalogue;
    private final Bodies bodies;
    private final Words words;
    private final PaperWords onPaper;

    SearchAnswers(Catalogue catalogue, Bodies bodies, Words words) {
        this.catalogue = catalogue;
        this.bodies = bodies;
        this.words = words;
        this.onPaper = new PaperWords(words);
    }

    /**
     * @param first number of the first row, from 1
     * @param widened misread and mistyped words were looked for too
     * @param asTyped so many have it as typed, those behind only come near; 0 where not both are
     * @param meant other spellings of what was typed
     * @param nothingHere true when there is no row although something was found: past the end
     * @param breaksOff true on the last page that can be looked at where more was found
     */
    record Answer(
            List<Row> rows,
            long total,
            boolean about,
            long first,
            boolean widened,
            int asTyped,
            List<WayOn> meant,
            List<Chip> chips,
            List<Group> facets,
            List<WayOn> waysOn,
            Pager pager,
            String resetUrl,
            String requestUrl,
            String firstUrl,
            boolean nothingHere,
            boolean breaksOff) {}

    /**
     * @param title null when it is not public
     * @param seal null for what is only listed
     * @param paper how much it is and how it is, of what is not digitised; empty where that is not
     *     known or not public, null for what is digitised
     */
    record Row(
            String id,
            String anchor,
            String url,
            @Nullable String title,
            String code,
            String fonds,
            String years,
            boolean listed,
            @Nullable Seal seal,
            @Nullable String paper,
            String why,
            List<PlaceRow> places) {}

    record PlaceRow(
            String url, String document, @Nullable Integer page, List<Hit.Snippet.Piece> snippet) {}

    record Chip(String label, String removeUrl) {}

    /**
     * @param all every value in order, where a histogram is of use; else empty
     * @param most the highest count of them
     */
    record Group(String key, List<Choice> choices, List<Choice> all, long most) {}

    /**
     * @param url null when no further filter is offered
     */
    record Choice(String label, long count, @Nullable String url, boolean active) {}

    record WayOn(String text, String url, long total) {}

    Answer of(SearchQuery query, SearchPage page, OtherNames names, Locale locale) {
        Formats formats = new Formats(locale);
        List<Row> rows =
                page.hits().stream().map(hit -> row(hit, query, names, locale, formats)).toList();
        boolean isLast = query.page() == SearchQuery.LAST_PAGE;
        boolean more = page.goesOn(query.toRequest());
        return new Answer(
                rows,
                page.total(),
                page.totalIsEstimate(),
                (query.page() - 1L) * SearchQuery.PAGE_SIZE + 1,
                page.widened(),
                page.asTyped(),
                waysOn(page, true, locale),
                chips(query, locale),
                groups(query, page.facets(), locale),
                waysOn(page, false, locale),
                pager(query, page, more && !isLast),
                query.withoutFilters().url(),
                "/yeu-cau?q=" + SearchQuery.encode(query.q()),
                query.atPage(1).url(),
                rows.isEmpty() && page.total() > 0,
                more && isLast);
    }

    private static Pager pager(SearchQuery query, SearchPage page, boolean more) {
        return page.totalIsEstimate()
                ? Pager.open(query.page(), more, number -> query.atPage(number).url())
                : Pager.of(
                        query.page(),
                        Math.min(
                                SearchQuery.LAST_PAGE,
                                Pager.pages(page.total(), SearchQuery.PAGE_SIZE)),
                        number -> query.atPage(number).url());
    }

    private Row row(Hit hit, SearchQuery query, OtherNames names, Locale locale, Formats formats) {
        RecordView record = hit.record();
        String base = "/ho-so/" + hit.id();
        String carry = query.q().isEmpty() ? "" : "?q=" + SearchQuery.encode(query.q());
        List<PlaceRow> places = List.of();
        Seal seal = null;
        if (record instanceof RecordView.Full full) {
            seal = Seal.of(full.fixity(), formats);
            Map<DocumentId, ArchivalDocument> documents = new HashMap<>();
            full.documents().forEach(document -> documents.put(document.id(), document));
            places =
                    hit.places().stream()
                            .flatMap(
                                    place ->
                                            place(
                                                    place,
                                                    documents.get(place.document()),
                                                    base,
                                                    query)
                                                    .stream())
                            .toList();
        }
        return new Row(
                hit.id().toString(),
                "hs-" + hit.id(),
                base + carry,
                record.titleOrNull(),
                record.arcFileCode(),
                record.fonds().title(),
                formats.years(record.startYear(), record.endYear()),
                !record.isWhole(),
                seal,
                record instanceof RecordView.Paper paper
                        ? onPaper.line(paper.facts(), locale)
                        : null,
                why(hit, names, locale),
                places);
    }

    private static Optional<PlaceRow> place(
            Hit.Place place, @Nullable ArchivalDocument document, String base, SearchQuery query) {
        if (document == null) {
            // Not among what the reader may see now: rights are asked again, the index is not.
            return Optional.empty();
        }
        String number = place.printedNumber().isBlank() ? "" : place.printedNumber() + " · ";
        return Optional.of(
                new PlaceRow(
                        ViewerAddress.of(base, document, place.file(), place.page(), query.q(), "")
                                + (place.page() == null ? "" : ViewerAddress.FIRST_FIND),
                        number + place.documentTitle(),
                        place.page(),
                        place.snippet().pieces()));
    }

    /** What matched and, of a name that is not the one of today, whose it is. */
    private String why(Hit hit, OtherNames names, Locale locale) {
        List<String> why = new ArrayList<>(ReasonWords.of(hit, new WhyWords(words, locale)));
        names.of(hit).forEach(name -> why.add(name.in(new NameWords(words, locale))));
        return String.join(", ", why);
    }

    List<Chip> chips(SearchQuery query, Locale locale) {
        List<Chip> chips = new ArrayList<>();
        for (FondsId id : query.fonds()) {
            String label =
                    catalogue.fonds(id, Reader.ANONYMOUS).map(Fonds::title).orElse(id.toString());
            chips.add(
                    new Chip(words.get(locale, "chip.fonds", label), query.toggledFonds(id).url()));
        }
        for (String agency : query.agencies()) {
            chips.add(
                    new Chip(
                            words.get(locale, "chip.agency", agency),
                            query.toggledAgency(agency).url()));
        }
        if (query.from() != null || query.to() != null) {
            String years =
                    (query.from() == null ? "…" : query.from())
                            + "–"
                            + (query.to() == null ? "…" : query.to());
            chips.add(
                    new Chip(
                            words.get(locale, "chip.years", years),
                            query.withYears(null, null).url()));
        }
        Formats formats = new Formats(locale);
        for (DocumentType type : query.types()) {
            chips.add(new Chip(formats.entry(type), query.toggledType(type).url()));
        }
        for (LanguageCode language : query.languages()) {
            chips.add(
                    new Chip(
                            words.get(locale, "chip.language", formats.entry(language)),
                            query.toggledLanguage(language).url()));
        }
        Map<BodyId, String> names = new HashMap<>();
        Stream.of(query.places(), query.responsible())
                .forEach(ids -> bodies.lines(ids).forEach(one -> names.put(one.id(), one.name())));
        for (BodyId place : query.places()) {
            String name = names.getOrDefault(place, place.toString());
            chips.add(
                    new Chip(
                            words.get(locale, "chip.place", name),
                            query.toggledPlace(place).url()));
        }
        for (BodyId body : query.responsible()) {
            String name = names.getOrDefault(body, body.toString());
            chips.add(
                    new Chip(
                            words.get(locale, "chip.responsible", name),
                            query.toggledResponsible(body).url()));
        }
        for (Carrier carrier : query.carriers()) {
            chips.add(
                    new Chip(
                            words.get(locale, carrierKey(carrier)),
                            query.toggledCarrier(carrier).url()));
        }
        if (query.online()) {
            chips.add(new Chip(words.get(locale, "chip.online"), query.withOnline(false).url()));
        }
        if (query.onRequest()) {
            chips.add(
                    new Chip(
                            words.get(locale, "chip.on_request"),
                            query.withOnRequest(false).url()));
        }
        return chips;
    }

    private static String carrierKey(Carrier carrier) {
        return "carrier." + carrier.name().toLowerCase(Locale.ROOT);
    }

    private List<Group> groups(SearchQuery query, List<Facet> facets, Locale locale) {
        boolean mayGoDeeper = query.depth() < SearchQuery.DEEPEST;
        List<Group> groups = new ArrayList<>();
        for (Facet facet : facets) {
            List<Choice> choices = new ArrayList<>();
            for (Facet.Value value : facet.values()) {
                Choice choice = choice(query, facet.kind(), value, locale);
                if (choice != null) {
                    choices.add(
                            choice.active() || mayGoDeeper
                                    ? choice
                                    : new Choice(choice.label(), choice.count(), null, false));
                }
            }
            List<Choice> foremost = foremost(choices);
            if (!foremost.isEmpty()) {
                boolean more = choices.size() > foremost.size();
                groups.add(
                        new Group(
                                "facet." + facet.kind().name().toLowerCase(Locale.ROOT),
                                foremost,
                                more ? choices : List.of(),
                                foremost.stream().mapToLong(Choice::count).max().orElse(0)));
            }
        }
        return groups;
    }

    /** What is chosen and the most frequent others, in the order they have. */
    private static List<Choice> foremost(List<Choice> choices) {
        Set<Choice> kept =
                choices.stream()
                        .sorted(
                                Comparator.comparing(Choice::active)
                                        .thenComparing(Choice::count)
                                        .reversed())
                        .limit(FACET_VALUES)
                        .collect(Collectors.toSet());
        return choices.stream().filter(kept::contains).toList();
    }

    private @Nullable Choice choice(
            SearchQuery query, Facet.Kind kind, Facet.Value value, Locale locale) {
        try {
            return switch (kind) {
                case FONDS -> {
                    FondsId id = new FondsId(UUID.fromString(value.value()));
                    yield new Choice(
                            value.label(),
                            value.count(),
                            query.toggledFonds(id).url(),
                            query.fonds().contains(id));
                }
                case AGENCY ->
                        new Choice(
                                value.label(),
                                value.count(),
                                query.toggledAgency(value.value()).url(),
                                query.agencies().contains(value.value()));
                case YEAR -> {
                    int year = Integer.parseInt(value.value());
                    boolean active =
                            Integer.valueOf(year).equals(query.from())
                                    && Integer.valueOf(year).equals(query.to());
                    yield new Choice(
                            value.label(),
                            value.count(),
                            (active ? query.withYears(null, null) : query.withYears(year, year))
                                    .url(),
                            active);
                }
                case TYPE -> {
                    DocumentType type =
                            CodeListEntry.byCode(DocumentType.class, value.value()).orElseThrow();
                    yield new Choice(
                            new Formats(locale).entry(type),
                            value.count(),
                            query.toggledType(type).url(),
                            query.types().contains(type));
                }
                case LANGUAGE -> {
                    LanguageCode language =
                            CodeListEntry.byCode(LanguageCode.class, value.value()).orElseThrow();
                    yield new Choice(
                            new Formats(locale).entry(language),
                            value.count(),
                            query.toggledLanguage(language).url(),
                            query.languages().contains(language));
                }
                case PLACE -> {
                    BodyId unit = new BodyId(UUID.fromString(value.value()));
                    yield new Choice(
                            value.label(),
                            value.count(),
                            query.toggledPlace(unit).url(),
                            query.places().contains(unit));
                }
                case RESPONSIBLE -> {
                    BodyId body = new BodyId(UUID.fromString(value.value()));
                    yield new Choice(
                            value.partly()
                                    ? words.get(locale, "facet.partly", value.label())
                                    : value.label(),
                            value.count(),
                            query.toggledResponsible(body).url(),
                            query.responsible().contains(body));
                }
                case CARRIER -> {
                    Carrier carrier = Carrier.valueOf(value.value());
                    yield new Choice(
                            words.get(locale, carrierKey(carrier)),
                            value.count(),
                            query.toggledCarrier(carrier).url(),
                            query.carriers().contains(carrier));
                }
                case ACCESS ->
                        value.value().equals(Facet.ON_REQUEST)
                                ? new Choice(
                                        words.get(locale, "chip.on_request"),
                                        value.count(),
                                        query.withOnRequest(!query.onRequest()).url(),
                                        query.onRequest())
                                : new Choice(
                                        words.get(locale, "chip.online"),
                                        value.count(),
                                        query.withOnline(!query.online()).url(),
                                        query.online());
            };
        } catch (IllegalArgumentException | NoSuchElementException e) {
            // A value this page does not know how to filter by is not offered.
            return null;
        }
    }

    private List<WayOn> waysOn(SearchPage page, boolean spellings, Locale locale) {
        return page.relaxations().stream()
                .filter(way -> (way.kind() == SearchPage.Relaxation.Kind.DID_YOU_MEAN) == spellings)
                .map(way -> wayOn(way, locale))
                .toList();
    }

    private WayOn wayOn(SearchPage.Relaxation way, Locale locale) {
        return new WayOn(
                words.get(
                        locale,
                        "relax." + way.kind().name().toLowerCase(Locale.ROOT),
                        way.request().query()),
                SearchQuery.of(way.request()).url(),
                way.total());
    }
}
