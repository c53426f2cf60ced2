package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.EmailField;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccountId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Post;
import vn.tangthu.repository.SavedSearches;
import vn.tangthu.repository.SavedSearches.Notice;
import vn.tangthu.repository.SavedSearches.Saved;

/** The searches that this person keeps, what is new in them, and whether letters tell so. */
@Route("tim-da-luu")
@PermitAll
class SavedSearchesView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient SavedSearches saved;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Post post;
    private final AccountId account;

    SavedSearchesView(SavedSearches saved, Catalogue catalogue, Post post, CurrentReader current) {
        this.saved = saved;
        this.catalogue = catalogue;
        this.current = current;
        this.post = post;
        this.account = current.account().id();
        title(t("saved.title"));
        show();
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
        // Rights may have changed since it was noted.
        int found = catalogue.known(saved.appeared(account, one.id()), current.reader()).size();
        if (found > 0) {
            item.add(hint(t("saved.found", words().number(found))));
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
