package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.PasswordField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.WrappedSession;
import jakarta.annotation.security.PermitAll;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.security.OtherSessions;
import vn.tangthu.portal.security.PasswordFirst;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.RefusedException;

/** One's own password; the only view for somebody who came in with a one-time password. */
@Route(PasswordFirst.ROUTE)
@PermitAll
class ChangePasswordView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient Accounts accounts;
    private final transient CurrentReader current;
    private final transient OtherSessions sessions;
    private final PasswordField old = new PasswordField();
    private final PasswordField fresh = new PasswordField();
    private final PasswordField again = new PasswordField();
    private final Div refusals = new Div();

    ChangePasswordView(Accounts accounts, CurrentReader current, OtherSessions sessions) {
        this.accounts = accounts;
        this.current = current;
        this.sessions = sessions;
        title(t("password.title"));
        if (current.mustChangePassword()) {
            add(Notices.box(Marks.Tone.INFO, t("password.must")));
        }
        old.setLabel(t("password.old"));
        fresh.setLabel(t("password.new"));
        fresh.setHelperText(t("password.rule"));
        again.setLabel(t("password.again"));
        old.getElement().setAttribute("autocomplete", "current-password");
        fresh.getElement().setAttribute("autocomplete", "new-password");
        again.getElement().setAttribute("autocomplete", "new-password");
        for (PasswordField field : new PasswordField[] {old, fresh, again}) {
            field.setRequiredIndicatorVisible(true);
            field.setWidth("24rem");
            field.setMaxWidth("100%");
        }
        Button save = new Button(t("password.save"), e -> save());
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div form = new Div(refusals, new Div(old), new Div(fresh), new Div(again), new Div(save));
        add(form);
    }

    private void save() {
        refusals.removeAll();
        if (!fresh.getValue().equals(again.getValue())) {
            refusals.add(Notices.box(Marks.Tone.ERROR, t("password.differ")));
            again.focus();
            return;
        }
        Account account = current.account();
        try {
            accounts.changePassword(account.id(), old.getValue(), fresh.getValue());
        } catch (RefusedException e) {
            refusals.add(Notices.findings(e.findings(), words()));
            return;
        }
        WrappedSession own = VaadinSession.getCurrent().getSession();
        sessions.end(own == null ? null : own.getId());
        Notices.done(t("password.done"));
        getUI().ifPresent(ui -> ui.getPage().setLocation("/app/"));
    }
}
