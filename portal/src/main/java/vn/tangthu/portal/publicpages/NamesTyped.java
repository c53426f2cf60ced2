package vn.tangthu.portal.publicpages;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyNames;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Slice;

/**
 * What somebody means who typed a part of the name of an agency, a place or a fonds, of which there
 * are too many for a list. Everything comes from what everybody may see.
 */
@Component
final class NamesTyped {
    /** Of one name; who meant another types more of it. */
    private static final int MOST = 20;

    /** Bodies that are looked at for the units among them. */
    private static final int BODIES = 200;

    private static final int FONDS_AT_ONCE = 500;

    private final Search search;
    private final Suggestions suggestions;
    private final Bodies bodies;
    private final BodyTexts texts;
    private final Catalogue catalogue;

    NamesTyped(
            Search search,
            Suggestions suggestions,
            Bodies bodies,
            BodyTexts texts,
            Catalogue catalogue) {
        this.search = search;
        this.suggestions = suggestions;
        this.bodies = bodies;
        this.texts = texts;
        this.catalogue = catalogue;
    }

    /** A value of a list and what it is called. */
    record Option(String value, String label) {}

    /**
     * Names as printed on documents. One that is typed in full stands alone.
     *
     * @return empty where none is known, or too much is asked at once
     */
    List<Option> agencies(String typed) {
        Set<String> names = new LinkedHashSet<>();
        suggestions.of(typed, Reader.ANONYMOUS).stream()
                .filter(each -> each.kind() == Suggestions.Kind.AGENCY)
                .forEach(each -> names.add(each.text()));
        SearchRequest asked =
                new SearchRequest(
                        typed, SearchRequest.Filters.NONE, SearchRequest.Sort.RELEVANCE, 0, 1);
        search.search(asked, Reader.ANONYMOUS).facets().stream()
                .filter(facet -> facet.kind() == Facet.Kind.AGENCY)
                .flatMap(facet -> facet.values().stream())
                .map(Facet.Value::value)
                .filter(name -> has(name, typed))
                .forEach(names::add);
        return some(names.stream().map(name -> new Option(name, name)).toList(), typed);
    }

    /** Administrative units by any name they ever had that begins so. */
    List<Option> places(String typed, Locale locale) {
        return bodies.named(typed, null, BODIES).stream()
                .filter(body -> body.kind().isUnit())
                .limit(MOST)
                .map(body -> new Option(body.id().toString(), texts.line(body, locale)))
                .toList();
    }

    /** Fonds by code or a part of the title. */
    List<Option> fonds(String typed) {
        List<Option> found = new ArrayList<>();
        Slice<Fonds> slice;
        int next = 0;
        do {
            slice = catalogue.fonds(next, FONDS_AT_ONCE, Reader.ANONYMOUS);
            for (Fonds one : slice.items()) {
                if (one.code().equalsIgnoreCase(typed)) {
                    return List.of(option(one));
                }
                if (has(one.title(), typed)) {
                    found.add(option(one));
                }
            }
            next += FONDS_AT_ONCE;
        } while (next < slice.total() && !slice.items().isEmpty());
        return some(found, typed);
    }

    static Option option(Fonds fonds) {
        return new Option(fonds.id().toString(), fonds.title());
    }

    private static boolean has(String name, String typed) {
        return BodyNames.folded(name).contains(BodyNames.folded(typed));
    }

    /** Only the one that is called just so, where there is one; else the first of all. */
    private static List<Option> some(List<Option> options, String typed) {
        for (Predicate<String> whole :
                List.<Predicate<String>>of(
                        name -> name.equals(typed),
                        name -> BodyNames.folded(name).equals(BodyNames.folded(typed)))) {
            List<Option> same = options.stream().filter(one -> whole.test(one.label())).toList();
            if (same.size() == 1) {
                return same;
            }
        }
        return options.stream().limit(MOST).toList();
    }
}
