package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.QueryParameters;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.portal.shell.Words;

/** What the space offers to narrow a search by. */
class FacetsTest {
    private static final Facet OPENS =
            new Facet(Facet.Kind.ACCESS, List.of(new Facet.Value(Facet.ONLINE, "x", 2)));

    private static final Facet LISTED =
            new Facet(Facet.Kind.ACCESS, List.of(new Facet.Value(Facet.ON_REQUEST, "x", 3)));

    private static List<Anchor> ways(Filters filters) {
        return ways(OPENS, filters);
    }

    private static List<Anchor> ways(Facet facet, Filters filters) {
        SearchRequest shown =
                new SearchRequest("giao đất", filters, SearchRequest.Sort.RELEVANCE, 0, 20);
        Facets facets = new Facets(new Words(Locale.forLanguageTag("vi")), shown, false);
        return below(facets.of(List.of(facet)))
                .filter(Anchor.class::isInstance)
                .map(Anchor.class::cast)
                .filter(way -> way.getChildren().count() == 2) // with a count
                .toList();
    }

    private static Stream<Component> below(Component component) {
        return component
                .getChildren()
                .flatMap(child -> Stream.concat(Stream.of(child), below(child)));
    }

    @Test
    void whatCanBeReadHereAtOnceIsAWayThereAndBack() {
        Filters online = Filters.NONE.withOnlineOnly(true);
        assertThat(ways(Filters.NONE))
                .singleElement()
                .satisfies(
                        way -> {
                            assertThat(SearchAddress.read(parameters(way)).filters())
                                    .isEqualTo(online);
                            assertThat(way.getElement().getAttribute("aria-current")).isNull();
                        });
        assertThat(ways(online))
                .singleElement()
                .satisfies(
                        way -> {
                            assertThat(SearchAddress.read(parameters(way)).filters())
                                    .isEqualTo(Filters.NONE);
                            assertThat(way.getElement().getAttribute("aria-current"))
                                    .isEqualTo("true");
                        });
    }

    @Test
    void whatIsOnlyListedIsAWayThereAndBackBesideTheOther() {
        Filters online = Filters.NONE.withOnlineOnly(true);
        Filters both = online.withOnRequest(true);
        assertThat(ways(LISTED, online))
                .singleElement()
                .satisfies(
                        way -> {
                            assertThat(way.getElement().getTextRecursively())
                                    .startsWith("Có trong danh mục, xem theo yêu cầu");
                            assertThat(SearchAddress.read(parameters(way)).filters())
                                    .isEqualTo(both);
                        });
        assertThat(ways(LISTED, both))
                .singleElement()
                .satisfies(
                        way -> {
                            assertThat(SearchAddress.read(parameters(way)).filters())
                                    .isEqualTo(online);
                            assertThat(way.getElement().getAttribute("aria-current"))
                                    .isEqualTo("true");
                        });
    }

    private static Map<String, List<String>> parameters(Anchor way) {
        String href = way.getHref();
        return QueryParameters.fromString(href.substring(href.indexOf('?') + 1)).getParameters();
    }
}
