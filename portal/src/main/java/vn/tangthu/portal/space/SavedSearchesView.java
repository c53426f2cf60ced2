package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import java.util.Map;
import java.util.Set;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Notice;
import vn.tangthu.repository.SavedSearches.Saved;

/**
 * The searches that this person keeps, and whether letters tell what is new in them; with {@code
 * ?moi=} and the id of one what is new in it, which is then looked at.
 */
@Route("tim-da-luu")
@PermitAll
class SavedSearchesView extends PageView implements BeforeEnterObserver {
    static final String ADDRESS = "/app/tim-da-luu";
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;
    private static final int LAST = SavedSearches.MOST_FOUND / PAGE;
    private final transient SavedSearches saved;
    private final transient Appeared appeared;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Post post;
    private final transient Bodies bodies;
    private final AccountId account;

    SavedSearchesView(
            SavedSearches saved,
            Appeared appeared,
            Catalogue catalogue,
            Bodies bodies,
            Post post,
            CurrentReader current) {
        this.bodies = bodies;
        this.saved = saved;
        this.appeared = appeared;
        this.catalogue = catalogue;
        this.current = current;
        this.post = post;
        this.account = current.account().id();
        title(t("saved.title"));
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Map<String, List<String>> address =
                event.getLocation().getQueryParameters().getParameters();
        String wanted = first(address, "moi");
        int page = Math.clamp(SearchAddress.number(first(address, "trang"), 1), 1, LAST);
        saved.of(account).stream()
                .filter(one -> one.id().toString().equals(wanted))
                .findFirst()
                .ifPresentOrElse(one -> show(one, page), this::show);
    }

    private static String first(Map<String, List<String>> address, String name) {
        List<String> values = address.getOrDefault(name, List.of());
        return values.isEmpty() ? "" : values.getFirst();
    }

    /** What appeared in a search, the newest first; what is shown is not new any more. */
    private void show(Saved one, int page) {
        clear();
        title(t("saved.new.title", one.name()));
        add(new Anchor(ADDRESS, t("saved.new.back")));
        add(hint(t("saved.new.hint")));
        List<AipId> listed = appeared.in(one, current.reader());
        int from = Math.min(listed.size(), (page - 1) * PAGE);
        List<AipId> shown = listed.subList(from, Math.min(listed.size(), from + PAGE));
        Map<AipId, RecordView> views = catalogue.records(shown, current.reader());
        if (shown.isEmpty()) {
            add(Notices.box(Marks.Tone.INFO, t("saved.new.none")));
        }
        Set<AipId> unseen = Set.copyOf(saved.unseen(account, one.id()));
        SearchRequest asked = SavedAddress.request(one.address(), Set.of());
        NamesBefore names = new NamesBefore(bodies, words(), asked, false, null);
        Hits hits = new Hits(words(), asked.query(), names, null);
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        for (AipId id : shown) {
            RecordView view = views.get(id);
            if (view != null) {
                ListItem item = hits.item(new Hit(view, 1, List.of(), List.of()));
                if (unseen.contains(id)) {
                    item.add(Marks.mark(t("saved.new.mark"), Marks.Tone.INFO));
                }
                list.add(item);
            }
        }
        Nav pages = new Nav();
        pages.getElement().setAttribute("aria-label", t("search.pages"));
        pages.addClassName("tt-row");
        if (page > 1) {
            pages.add(new Anchor(address(one, page - 1), t("page.previous")));
        }
        if (from + PAGE < listed.size()) {
            pages.add(new Anchor(address(one, page + 1), t("page.next")));
        }
        add(list, pages, row(new Anchor(one.address(), t("saved.new.all"))));
        saved.seen(account, one.id(), views.keySet());
    }

    private static String address(Saved one, int page) {
        return ADDRESS + "?moi=" + one.id() + (page > 1 ? "&trang=" + page : "");
    }

    private void show() {
        clear();
        List<Saved> all = saved.of(account);
        if (all.isEmpty()) {
            add(
                    Notices.box(Marks.Tone.INFO, t("saved.none")),
                    new Anchor("/app/tim", t("search.title")));
        } else {
            add(hint(t("saved.hint", SavedSearches.MOST)));
            UnorderedList list = new UnorderedList();
            list.addClassName("tt-hits");
            all.forEach(one -> list.add(item(one)));
            add(list);
        }
        add(section(t("saved.letters"), letters()));
    }

    private ListItem item(Saved one) {
        Anchor name = new Anchor(one.address(), one.name());
        Checkbox watched = new Checkbox(t("saved.watched"), one.watched());
        watched.addValueChangeListener(e -> saved.watch(account, one.id(), e.getValue()));
        Button remove =
                new Button(
                        t("saved.remove"),
                        e -> {
                            saved.remove(account, one.id());
                            show();
                        });
        remove.setAriaLabel(t("saved.remove.of", one.name()));
        Div line = row(new Span(words().day(one.createdAt())), watched, remove);
        ListItem item = new ListItem(name, line);
        Set<AipId> found = Set.copyOf(appeared.in(one, current.reader()));
        if (!found.isEmpty()) {
            long unseen = saved.unseen(account, one.id()).stream().filter(found::contains).count();
            String told =
                    unseen > 0
                            ? t("saved.found", words().number(found.size()), words().number(unseen))
                            : t("saved.found.seen", words().number(found.size()));
            item.add(new Div(new Anchor(address(one, 1), told)));
        }
        return item;
    }

    private Div letters() {
        if (!post.configured()) {
            return new Div(hint(t("saved.letters.none")));
        }
        Notice notice = saved.notice(account).orElse(null);
        Div state = new Div(hint(t("saved.letters.hint")));
        if (notice != null) {
            boolean confirmed = notice.confirmedAt() != null;
            state.add(
                    Notices.box(
                            confirmed ? Marks.Tone.OK : Marks.Tone.INFO,
                            t(
                                    confirmed ? "saved.letters.on" : "saved.letters.asked",
                                    notice.email())),
                    new Button(
                            t("saved.letters.stop"),
                            e -> {
                                saved.stop(notice.code());
                                show();
                            }));
            return state;
        }
        EmailField email = new EmailField(t("saved.email"));
        email.setMaxLength(200);
        email.setRequired(true);
        Button ask =
                new Button(
                        t("saved.letters.ask"),
                        e -> {
                            String to = email.getValue().strip();
                            if (!isAddress(to)) {
                                email.setInvalid(true);
                                email.setErrorMessage(t("saved.email.wrong"));
                            } else if (saved.ask(account, to)) {
                                show();
                            } else {
                                email.setInvalid(true);
                                email.setErrorMessage(t("saved.letters.wait"));
                            }
                        });
        Div line = row(email, ask);
        line.addClassName("tt-fields");
        state.add(line);
        return state;
    }

    /** One plain address; a list of them would be several people. */
    static boolean isAddress(String text) {
        return text.length() <= 200
                && text.matches("[^\\s@,;<>\"()]+@[^\\s@,;<>\"()]+\\.[^\\s@,;<>\"()]+");
    }
}
