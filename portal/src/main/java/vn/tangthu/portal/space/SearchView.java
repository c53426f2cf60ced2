package vn.tangthu.portal.space;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;

/** One box, filters beside, hits that say where and why. Each state has an address of its own. */
@Route("tim")
@PermitAll
class SearchView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient Search search;
    private final transient CurrentReader current;
    private final TextField query = new TextField();
    private final IntegerField from = new IntegerField();
    private final IntegerField to = new IntegerField();
    private final Checkbox online = new Checkbox();
    private final Select<Sort> sort = new Select<>();
    private final Div answer = new Div();
    private SearchRequest shown = SearchRequest.of("");

    SearchView(Search search, CurrentReader current) {
        this.search = search;
        this.current = current;
        title(t("search.title"));
        query.setLabel(t("search.query"));
        query.setHelperText(t("search.query.help"));
        query.setMaxLength(SearchRequest.MAX_QUERY);
        query.setClearButtonVisible(true);
        query.setWidthFull();
        query.addClassName("tt-query");
        Button go = new Button(t("search.go"), e -> go());
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        query.addKeyPressListener(Key.ENTER, e -> go());
        from.setLabel(t("search.from"));
        to.setLabel(t("search.to"));
        for (IntegerField year : new IntegerField[] {from, to}) {
            year.setMin(1);
            year.setMax(9999);
            year.setWidth("7rem");
        }
        online.setLabel(t("search.online"));
        sort.setLabel(t("search.sort"));
        sort.setItems(Sort.values());
        sort.setItemLabelGenerator(words()::of);
        Div line = row(query, go);
        line.addClassNames("tt-fields", "tt-searchline");
        Div filters = row(from, to, sort, online);
        filters.addClassName("tt-fields");
        add(line, filters, answer);
    }

    private void go() {
        Filters old = shown.filters();
        Filters filters =
                new Filters(
                        old.fonds(),
                        old.agencies(),
                        from.getValue(),
                        to.getValue(),
                        old.types(),
                        online.getValue());
        String address =
                SearchAddress.write(
                        new SearchRequest(
                                query.getValue().strip(),
                                filters,
                                sort.getValue(),
                                0,
                                SearchAddress.PAGE));
        getUI().ifPresent(ui -> ui.navigate(address.substring("/app/".length())));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        shown = SearchAddress.read(event.getLocation().getQueryParameters().getParameters());
        query.setValue(shown.query());
        from.setValue(shown.filters().fromYear());
        to.setValue(shown.filters().toYear());
        online.setValue(shown.filters().onlineOnly());
        sort.setValue(shown.sort());
        answer.removeAll();
        title(shown.query().isBlank() ? t("search.title") : t("search.title.for", shown.query()));
        if (shown.query().isBlank() && shown.filters().equals(Filters.NONE)) {
            answer.add(hint(t("search.start")));
            return;
        }
        try {
            show(search.search(shown, current.reader()));
        } catch (SearchBusyException e) {
            answer.add(Notices.box(Marks.Tone.WARN, t("search.busy")));
        }
    }

    private void show(SearchPage page) {
        Paragraph count =
                hint(
                        t(
                                page.totalIsLowerBound() ? "search.count.more" : "search.count",
                                words().number(page.total())));
        count.getElement().setAttribute("role", "status");
        Div results = new Div(count);
        if (page.hits().isEmpty()) {
            results.add(Notices.box(Marks.Tone.INFO, t("search.none")));
        }
        if (page.widened() && !page.hits().isEmpty()) {
            results.add(hint(t("search.widened")));
        }
        Hits hits = new Hits(words(), shown.query());
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        page.hits().forEach(hit -> list.add(hits.item(hit)));
        Div meant = new Div();
        Div ways = new Div();
        for (SearchPage.Relaxation way : page.relaxations()) {
            if (way.kind() == SearchPage.Relaxation.Kind.DID_YOU_MEAN) {
                meant.add(wayOn(way, t("search.meant", way.request().query())));
            } else {
                ways.add(wayOn(way, words().of(way.kind())));
            }
        }
        if (meant.getChildren().findAny().isPresent()) {
            results.add(meant);
        }
        if (ways.getChildren().findAny().isPresent()) {
            results.add(section(t("search.relax"), ways));
        }
        results.add(list, pages(page));
        Div beside = new Facets(words(), shown).of(page.facets());
        // The answers first, for a phone and for a reader of the screen; wide screens show filters
        // left.
        Div both = new Div(results, beside);
        both.addClassName("tt-search");
        answer.add(both);
    }

    private Div wayOn(SearchPage.Relaxation way, String label) {
        String counted = label + " (" + words().number(way.total()) + ")";
        return new Div(new Anchor(SearchAddress.write(way.request()), counted));
    }

    private Nav pages(SearchPage page) {
        Nav nav = new Nav();
        nav.getElement().setAttribute("aria-label", t("search.pages"));
        nav.addClassName("tt-row");
        int offset = shown.offset();
        if (offset > 0) {
            SearchRequest before =
                    SearchAddress.at(shown, Math.max(0, offset - SearchAddress.PAGE));
            nav.add(new Anchor(SearchAddress.write(before), t("page.previous")));
        }
        int next = offset + SearchAddress.PAGE;
        if (next < page.total() && next <= SearchRequest.MAX_OFFSET) {
            nav.add(new Anchor(SearchAddress.write(SearchAddress.at(shown, next)), t("page.next")));
        }
        return nav;
    }
}
