package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AccountClosings;
import vn.tangthu.repository.Accounts;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SecondDecisions;

/** Accounts: make, change, close, and a way back in for a lost password. */
@Route("nguoi-dung")
@RolesAllowed("ADMINISTRATOR")
class AccountsView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final int ENOUGH_FOR_APPEALS = 3;
    private final transient Accounts accounts;
    private final transient Catalogue catalogue;
    private final transient DeliveryTokens tokens;
    private final transient Bodies bodies;
    private final transient Inheritance inheritance;
    private final transient Clock clock;
    private final transient CurrentReader current;
    private final transient SecondDecisions decisions;
    private final Div approvers = new Div();
    private final CallbackDataProvider<Account, Void> rows;

    AccountsView(
            Accounts accounts,
            AccountClosings closings,
            Bodies bodies,
            Inheritance inheritance,
            Catalogue catalogue,
            DeliveryTokens tokens,
            CurrentReader current,
            SecondDecisions decisions,
            Clock clock) {
        this.decisions = decisions;
        this.bodies = bodies;
        this.inheritance = inheritance;
        this.clock = clock;
        this.tokens = tokens;
        this.accounts = accounts;
        this.catalogue = catalogue;
        this.current = current;
        rows = Slices.of(accounts::list);
        title(t("nav.accounts"));
        Button create = new Button(t("accounts.create"), e -> dialog(null));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Grid<Account> grid = new Grid<>();
        grid.addColumn(Account::username).setHeader(t("account.username")).setWidth("8rem");
        grid.addColumn(Account::displayName).setHeader(t("account.name")).setWidth("9rem");
        grid.addColumn(
                        a ->
                                String.join(
                                                ", ",
                                                a.roles().stream()
                                                        .sorted()
                                                        .map(words()::of)
                                                        .toList())
                                        + body(a))
                .setHeader(t("account.roles"))
                .setWidth("8rem");
        grid.addColumn(
                        new ComponentRenderer<>(
                                a ->
                                        a.enabled()
                                                ? Marks.mark(
                                                        t(
                                                                a.mustChangePassword()
                                                                        ? "accounts.onetime"
                                                                        : "accounts.open"),
                                                        a.mustChangePassword()
                                                                ? Marks.Tone.WARN
                                                                : Marks.Tone.OK)
                                                : Marks.mark(
                                                        t("accounts.closed"), Marks.Tone.ERROR)))
                .setHeader(t("accounts.state"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addColumn(a -> words().minute(a.lastLoginAt()))
                .setHeader(t("account.lastLogin"))
                .setWidth("7rem")
                .setFlexGrow(0);
        grid.addColumn(new ComponentRenderer<>(this::actions))
                .setHeader(t("accounts.actions"))
                .setWidth("15.5rem")
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(rows);
        Slices.fit(grid, 34);
        grid.getElement().setAttribute("aria-label", t("nav.accounts"));
        Anchor corrections = new Anchor("/app/nguoi-dung/dinh-chinh", t("userfile.desk"));
        approvers.getElement().setAttribute("role", "status");
        warn();
        add(row(create, corrections), approvers, grid);
        add(
                new ClosingsPanel(
                        closings,
                        current,
                        words(),
                        () -> {
                            rows.refreshAll();
                            warn();
                        }));
    }

    /**
     * One approver alone decides what others propose, and nobody decides while they are away. With
     * two archivists nobody can decide an appeal about what is conditional.
     */
    private void warn() {
        approvers.removeAll();
        List<String> appointed = decisions.approvers();
        if (appointed.size() == 1) {
            approvers.add(
                    Notices.box(Marks.Tone.WARN, t("accounts.approver.one", appointed.getFirst())));
        }
        int archivists = decisions.archivistsBeside(Set.of());
        if (archivists < ENOUGH_FOR_APPEALS) {
            approvers.add(Notices.box(Marks.Tone.WARN, t("accounts.archivists.few", archivists)));
        }
    }

    /** In the column of the roles: the page has no room for one more. */
    private String body(Account account) {
        BodyId body = account.body();
        return body == null
                ? ""
                : bodies.lines(List.of(body)).stream()
                        .findFirst()
                        .map(line -> ": " + BodyField.label(line, words()))
                        .orElse("");
    }

    private Div actions(Account account) {
        Button edit = new Button(t("accounts.edit"), e -> dialog(account));
        edit.setAriaLabel(t("accounts.edit") + " " + account.username());
        Button reset = new Button(t("accounts.reset"), e -> reset(account));
        reset.setAriaLabel(t("accounts.reset") + " " + account.username());
        edit.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        reset.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        Div actions = account.provider() == null ? row(edit, reset) : row(edit);
        if (!DeliveryTokens.mayDeliver(accounts.readerFor(account))) {
            return actions;
        }
        Button keys =
                new Button(
                        t("tokens.open"),
                        e -> new TokensDialog(tokens, current, account, words()).open());
        keys.setAriaLabel(t("tokens.open") + " " + account.username());
        keys.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        actions.add(keys);
        return actions;
    }

    private void dialog(@Nullable Account old) {
        new AccountDialog(
                        words(),
                        old,
                        catalogue.fonds(0, 1_000, current.reader()).items(),
                        new BodyField(
                                words(),
                                bodies,
                                inheritance,
                                clock.instant().atZone(ZONE).toLocalDate()),
                        (account, enabled) -> save(old, account, enabled))
                .open();
    }

    private void save(@Nullable Account old, NewAccount account, boolean enabled) {
        if (old == null) {
            String password = accounts.create(account, current.require(Role.ADMINISTRATOR));
            once(account.username(), password);
        } else {
            accounts.update(old.id(), account, enabled, current.require(Role.ADMINISTRATOR));
            Notices.done(t("saved"));
        }
        warn();
        rows.refreshAll();
    }

    private void reset(Account account) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("accounts.reset"),
                        t("accounts.reset.sure", account.username()),
                        t("accounts.reset"),
                        yes -> {
                            String password =
                                    accounts.resetPassword(
                                            account.id(), current.require(Role.ADMINISTRATOR));
                            once(account.username(), password);
                            rows.refreshAll();
                        });
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.open();
    }

    /** Shown once, kept nowhere. */
    private void once(String username, String password) {
        Dialog dialog = new Dialog(t("accounts.password.title"));
        Span word = new Span(password);
        word.addClassName("tt-onetime");
        dialog.add(new Paragraph(t("accounts.password.text", username)), word);
        dialog.setCloseOnOutsideClick(false);
        Button done = new Button(t("accounts.password.noted"), e -> dialog.close());
        done.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        dialog.getFooter().add(done);
        dialog.open();
    }
}
