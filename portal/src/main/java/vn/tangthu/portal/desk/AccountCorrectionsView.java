package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Correction;

/** What people want corrected in their files, for administrators: waiting, and decided before. */
@Route("nguoi-dung/dinh-chinh")
@RolesAllowed("ADMINISTRATOR")
class AccountCorrectionsView extends PageView {
    private static final long serialVersionUID = 1L;

    /** As many as the port gives at once. */
    private static final int PAGE = 50;

    private final transient UserFiles files;
    private final transient CurrentReader current;

    AccountCorrectionsView(UserFiles files, CurrentReader current) {
        this.files = files;
        this.current = current;
        show();
    }

    private Reader administrator() {
        return current.require(Role.ADMINISTRATOR);
    }

    private void show() {
        clear();
        title(t("userfile.desk"));
        add(row(new Anchor("/app/nguoi-dung", t("nav.accounts"))), hint(t("userfile.desk.hint")));
        add(
                section(t("userfile.waiting"), list(true)),
                section(t("userfile.decided"), list(false)));
    }

    private Div list(boolean waiting) {
        OrderedList list = new OrderedList();
        list.addClassName("tt-hits");
        Div all = new Div(list);
        more(all, list, waiting, waiting ? 0 : Long.MAX_VALUE);
        if (list.getComponentCount() == 0) {
            all.add(new Paragraph(t("userfile.none")));
        }
        return all;
    }

    private void more(Div all, OrderedList list, boolean waiting, long from) {
        List<Correction> some =
                waiting
                        ? files.waiting(from, administrator())
                        : files.decided(from, administrator());
        some.forEach(one -> list.add(item(one)));
        if (some.size() == PAGE) {
            Button next = new Button(t("userfile.more"));
            next.addClickListener(
                    e -> {
                        all.remove(next);
                        more(all, list, waiting, some.getLast().n());
                    });
            all.add(next);
        }
    }

    private ListItem item(Correction one) {
        ListItem item =
                new ListItem(
                        new H3(one.username() + " · " + t("userfile.field." + one.field())),
                        hint(words().minute(one.askedAt())));
        if (!one.present().isEmpty()) {
            item.add(new Paragraph(t("userfile.present", one.present())));
        }
        item.add(new Paragraph(t("userfile.wanted.is", one.wanted())));
        if (!one.why().isEmpty()) {
            item.add(new Paragraph(one.why()));
        }
        if (one.state() == UserFiles.State.WAITING) {
            item.add(row(act(one, true), act(one, false)));
        } else {
            item.add(
                    new Paragraph(
                            t(
                                    "userfile.decided.by",
                                    t("userfile.state." + one.state()),
                                    words().minute(one.decidedAt()),
                                    String.valueOf(one.decidedBy()),
                                    String.valueOf(one.answer()))));
        }
        return item;
    }

    private Button act(Correction one, boolean accept) {
        String key = accept ? "userfile.accept" : "userfile.refuse";
        Button act =
                new Button(
                        t(key),
                        e ->
                                new ReasonDialog(
                                                words(),
                                                t(key),
                                                t(
                                                        one.field() == UserFiles.Field.NAME
                                                                ? "userfile.sure.NAME"
                                                                : "userfile.sure"),
                                                t(key),
                                                answer -> {
                                                    files.decide(
                                                            one.id(),
                                                            accept,
                                                            answer,
                                                            administrator());
                                                    Notices.done(t("saved"));
                                                    show();
                                                })
                                        .open());
        act.setAriaLabel(t(key) + " " + one.username());
        act.addThemeVariants(accept ? ButtonVariant.LUMO_PRIMARY : ButtonVariant.LUMO_ERROR);
        return act;
    }
}
