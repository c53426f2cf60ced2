package vn.tangthu.portal.space;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.JavaScript;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinServletRequest;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchBusyException;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.portal.outgoing.SearchExport;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Addresses;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.PublicAddress;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SavedSearches;

/** One box, filters beside, hits that say where and why. Each state has an address of its own. */
@Route("tim")
@PermitAll
@JavaScript("context://suggest.js")
class SearchView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final List<String> COLUMNS =
            List.of("code", "title", "fonds", "years", "access", "document", "pages", "url");

    /**
     * The input stands in the field once the browser has made it, and the script may come later.
     */
    private static final String SUGGEST =
            "let tries = 0; const begin = () => { const input = this.querySelector('input');"
                    + " if (!input || !window.tangthuSuggest) { if (++tries < 100)"
                    + " setTimeout(begin, 50); return } Object.assign(input.dataset,"
                    + " { suggestFrom: $0, suggest: $1, suggestCount: $2 });"
                    + " input.autocomplete = 'off'; window.tangthuSuggest(input) }; begin()";

    private final transient Search search;
    private final transient Catalogue catalogue;
    private final transient Bodies bodies;
    private final transient CurrentReader current;
    private final transient AgencyScope scope;
    private final transient SavedSearches saved;
    private final transient Appeared appeared;
    private final transient SearchExport export;
    private final transient ActivityLog activity;
    private final TextField query = new TextField();
    private final IntegerField from = new IntegerField();
    private final IntegerField to = new IntegerField();
    private final Checkbox online = new Checkbox();
    private final Select<Sort> sort = new Select<>();
    private final Div answer = new Div();
    private final String publicUrl;
    private SearchRequest shown = SearchRequest.of("");
    private boolean everywhere;
    private @Nullable BodyId asked;

    SearchView(
            Search search,
            Catalogue catalogue,
            Bodies bodies,
            CurrentReader current,
            AgencyScope scope,
            SavedSearches saved,
            Appeared appeared,
            SearchExport export,
            ActivityLog activity,
            @Value("${tangthu.portal.public-url:}") String publicUrl) {
        this.publicUrl = PublicAddress.of(publicUrl);
        this.saved = saved;
        this.appeared = appeared;
        this.export = export;
        this.activity = activity;
        this.scope = scope;
        this.search = search;
        this.catalogue = catalogue;
        this.bodies = bodies;
        this.current = current;
        title(t("search.title"));
        query.setLabel(t("search.query"));
        query.setHelperText(t("search.query.help"));
        query.setMaxLength(SearchRequest.MAX_QUERY);
        query.setClearButtonVisible(true);
        query.setWidthFull();
        query.addClassName("tt-query");
        query.getElement()
                .executeJs(SUGGEST, OwnSuggestions.ADDRESS, t("suggest.label"), t("suggest.count"));
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
                old.withYears(from.getValue(), to.getValue()).withOnlineOnly(online.getValue());
        String address =
                SearchAddress.write(
                        new SearchRequest(
                                query.getValue().strip(),
                                filters,
                                sort.getValue(),
                                0,
                                SearchAddress.PAGE),
                        everywhere);
        Addresses.go(this, address);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Map<String, List<String>> address =
                event.getLocation().getQueryParameters().getParameters();
        Set<FondsId> own = scope.searched();
        everywhere = !own.isEmpty() && SearchAddress.everywhere(address);
        shown = SearchAddress.read(address).within(everywhere ? Set.of() : own);
        asked = SearchAddress.asked(address);
        query.setValue(shown.query());
        from.setValue(shown.filters().fromYear());
        to.setValue(shown.filters().toYear());
        online.setValue(shown.filters().onlineOnly());
        sort.setValue(shown.sort());
        answer.removeAll();
        title(shown.query().isBlank() ? t("search.title") : t("search.title.for", shown.query()));
        scope.body().ifPresent(body -> answer.add(where(body, own)));
        FilterNames names = new FilterNames(catalogue, bodies, current.reader());
        Nav chips = new Facets(words(), shown, everywhere).chips(names::of);
        if (chips.getComponentCount() > 0) {
            answer.add(chips);
        }
        // By years everything can be listed; by relevance there is nothing to go by.
        if (shown.query().isBlank()
                && shown.filters().equals(Filters.NONE)
                && shown.within().isEmpty()
                && shown.sort() == Sort.RELEVANCE) {
            answer.add(hint(t("search.start")));
            news();
            return;
        }
        try {
            show(search.search(shown, current.reader()));
        } catch (SearchBusyException e) {
            answer.add(Notices.box(Marks.Tone.WARN, t("search.busy")));
        }
    }

    /** Those who have no desk begin here. */
    private void news() {
        int unseen = appeared.unseen(current.account().id(), current.reader());
        if (unseen > 0) {
            Div box = Notices.box(Marks.Tone.INFO, t("saved.news", words().number(unseen)));
            box.add(new Div(new Anchor(SavedSearchesView.ADDRESS, t("saved.title"))));
            answer.add(box);
        }
    }

    /** Where is looked: in the own line, which one click takes away, or everywhere. */
    private Div where(Body.Line body, Set<FondsId> own) {
        Div where = row();
        where.addClassName("tt-scope");
        if (own.isEmpty()) {
            where.add(hint(t("search.scope.none", body.name())));
            return where;
        }
        SearchRequest first = SearchAddress.at(shown, 0);
        if (everywhere) {
            where.add(
                    new Span(t("search.scope.everywhere")),
                    new Anchor(
                            SearchAddress.write(first, false), t("search.scope.own", body.name())));
            return where;
        }
        Anchor chip =
                Facets.chip(
                        SearchAddress.write(first, true),
                        t("search.scope.chip", body.name()),
                        t("search.scope.remove"));
        where.add(chip, new Anchor(SearchAddress.write(first, true), t("search.scope.remove")));
        return where;
    }

    private void show(SearchPage page) {
        Paragraph count =
                hint(
                        t(
                                page.totalIsEstimate() ? "search.count.about" : "search.count",
                                words().number(page.total())));
        count.getElement().setAttribute("role", "status");
        Div results = new Div(count);
        if (page.hits().isEmpty()) {
            String none = page.total() > 0 ? "search.past" : "search.none";
            results.add(Notices.box(Marks.Tone.INFO, t(none)));
            if (!shown.within().isEmpty()) {
                results.add(elsewhere());
            }
        }
        if (page.asTyped() > 0) {
            results.add(hint(t("search.asTyped", page.asTyped())));
        }
        if (page.widened() && !page.hits().isEmpty()) {
            results.add(hint(t("search.widened")));
        }
        NamesBefore names = new NamesBefore(bodies, words(), shown, everywhere, asked);
        List<Component> offered = shown.offset() > 0 ? List.of() : names.offered();
        if (!offered.isEmpty()) {
            Div others = new Div(hint(t("search.names.hint")));
            others.add(offered);
            results.add(section(t("search.names"), others));
        }
        Hits hits =
                new Hits(
                        words(),
                        shown.query(),
                        names,
                        scope.body().isPresent() ? scope.makers() : null);
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        page.hits().forEach(hit -> list.add(hits.item(hit)));
        Div meant = new Div();
        Div ways = new Div();
        for (SearchPage.Relaxation way : page.relaxations()) {
            if (way.kind() == SearchPage.Relaxation.Kind.DID_YOU_MEAN) {
                meant.add(wayOn(way, t("search.meant", way.request().query())));
            } else {
                String other = way.request().query();
                String label = words().of(way.kind());
                ways.add(
                        wayOn(
                                way,
                                other.equals(shown.query()) ? label : label + ": “" + other + "”"));
            }
        }
        if (meant.getChildren().findAny().isPresent()) {
            results.add(meant);
        }
        if (ways.getChildren().findAny().isPresent()) {
            results.add(section(t("search.relax"), ways));
        }
        if (page.hits().isEmpty()) {
            results.add(whatThereIs());
        }
        results.add(list, pages(page));
        if (page.goesOn(shown) && shown.offset() + SearchAddress.PAGE >= SearchRequest.MAX_OFFSET) {
            results.add(breaksOff());
        }
        results.add(keeping(page));
        Div beside = new Facets(words(), shown, everywhere).of(page.facets());
        // The answers first, for a phone and for a reader of the screen; wide screens show filters
        // left.
        Div both = new Div(results, beside);
        both.addClassName("tt-search");
        answer.add(both);
    }

    /** To keep the search, and what was found as a table. */
    private Div keeping(SearchPage page) {
        Button save =
                new Button(
                        t("saved.save"),
                        e -> {
                            String name =
                                    shown.query().isBlank() ? t("saved.unnamed") : shown.query();
                            String address =
                                    SearchAddress.write(SearchAddress.at(shown, 0), everywhere);
                            switch (saved.save(current.account().id(), name, address)) {
                                case KEPT -> Notices.done(t("saved.saved"));
                                case FULL -> Notices.failed(t("saved.full", SavedSearches.MOST));
                                case TOO_LONG -> Notices.failed(t("saved.tooLong"));
                            }
                        });
        Div keeping = row(save, new Anchor("/app/tim-da-luu", t("saved.title")));
        if (!page.hits().isEmpty()) {
            for (SearchExport.Form form : SearchExport.Form.values()) {
                keeping.add(table(form));
            }
        }
        return keeping;
    }

    private Anchor table(SearchExport.Form form) {
        String kind = form.name().toLowerCase(Locale.ROOT);
        SearchRequest asked = SearchAddress.at(shown, 0);
        SearchExport.Said said =
                new SearchExport.Said(
                        t("export.sheet"),
                        COLUMNS.stream().map(each -> t("export." + each)).toList(),
                        t("export.open"),
                        t("export.listed"),
                        t("paper.tag"),
                        origin() + "/app/ho-so/");
        DownloadHandler handler =
                event -> {
                    // As whoever is logged in when the rows are fetched.
                    Reader reader = current.reader();
                    List<List<String>> rows;
                    try {
                        rows = export.rows(asked, said, reader);
                    } catch (SearchBusyException e) {
                        event.getResponse()
                                .setHeader("Retry-After", "" + SearchBusyException.RETRY_AFTER);
                        event.getResponse().setStatus(503);
                        return;
                    }
                    activity.record(
                            reader,
                            "RESULTS_EXPORT",
                            null,
                            kind + ": " + rows.size() + ", " + asked.query());
                    event.setFileName("ket-qua." + kind);
                    event.setContentType(form.type());
                    export.write(form, rows, said, event.getOutputStream());
                };
        Anchor anchor = new Anchor(handler, t("export." + kind));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    /** Before every path: a table is opened far from the page. */
    private String origin() {
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        return publicUrl.isEmpty() && request != null
                ? ServletUriComponentsBuilder.fromContextPath(request.getHttpServletRequest())
                        .toUriString()
                : publicUrl;
    }

    private Div wayOn(SearchPage.Relaxation way, String label) {
        return counted(way.request(), label, way.total());
    }

    private Div counted(SearchRequest request, String label, long total) {
        String counted = label + " (" + words().number(total) + ")";
        return new Div(new Anchor(SearchAddress.write(request, everywhere), counted));
    }

    /** Parts of what there is, for who found nothing. */
    private Div whatThereIs() {
        Div parts = new Div();
        try {
            new WhatThereIs(search, words())
                    .of(shown.within(), current.reader())
                    .forEach(
                            part -> parts.add(counted(part.request(), part.label(), part.total())));
        } catch (SearchBusyException e) {
            parts.removeAll(); // that nothing was found is told all the same
        }
        return parts.getComponentCount() == 0 ? parts : new Div(section(t("search.browse"), parts));
    }

    /** How much there is outside of the own line. */
    private Div elsewhere() {
        SearchRequest wide = SearchAddress.at(shown, 0).within(Set.of());
        long total = search.search(wide, current.reader()).total();
        return total == 0
                ? new Div()
                : new Div(
                        new Anchor(
                                SearchAddress.write(wide, true),
                                t("search.scope.elsewhere", words().number(total))));
    }

    private Nav pages(SearchPage page) {
        Nav nav = new Nav();
        nav.getElement().setAttribute("aria-label", t("search.pages"));
        nav.addClassName("tt-row");
        int offset = shown.offset();
        if (offset > 0) {
            SearchRequest before =
                    SearchAddress.at(shown, Math.max(0, offset - SearchAddress.PAGE));
            nav.add(new Anchor(address(before), t("page.previous")));
        }
        int next = offset + SearchAddress.PAGE;
        if (page.goesOn(shown) && next < SearchRequest.MAX_OFFSET) {
            nav.add(new Anchor(address(SearchAddress.at(shown, next)), t("page.next")));
        }
        return nav;
    }

    /** On the last page that can be looked at where more was found: why, and what helps. */
    private Div breaksOff() {
        Div ways = row();
        for (Sort other : List.of(Sort.OLDEST, Sort.NEWEST)) {
            if (shown.sort() != other) {
                SearchRequest sorted =
                        new SearchRequest(
                                shown.query(),
                                shown.filters(),
                                shown.within(),
                                other,
                                0,
                                SearchAddress.PAGE);
                ways.add(new Anchor(address(sorted), words().of(other)));
            }
        }
        return new Div(Notices.box(Marks.Tone.INFO, t("search.breaksOff")), ways);
    }

    private String address(SearchRequest request) {
        return SearchAddress.asked(SearchAddress.write(request, everywhere), asked);
    }
}
