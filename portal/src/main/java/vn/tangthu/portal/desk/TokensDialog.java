package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.DeliveryTokens;
import vn.tangthu.repository.DeliveryTokens.Issued;
import vn.tangthu.repository.DeliveryTokens.Token;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** The tokens of an account: what there are, a new one shown once, an old one revoked. */
final class TokensDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int USUAL_DAYS = 90;
    private final transient DeliveryTokens tokens;
    private final transient CurrentReader current;
    private final transient Account account;
    private final Words words;
    private final Div list = new Div();
    private final Div said = new Div();

    TokensDialog(DeliveryTokens tokens, CurrentReader current, Account account, Words words) {
        this.tokens = tokens;
        this.current = current;
        this.account = account;
        this.words = words;
        setHeaderTitle(words.of("tokens.title", account.username()));
        setWidth("40rem");
        TextField name = new TextField(words.of("tokens.name"));
        name.setMaxLength(100);
        LocalDate today = LocalDate.now(ZoneId.systemDefault());
        DatePicker until = new DatePicker(words.of("tokens.until"), today.plusDays(USUAL_DAYS));
        until.setLocale(words.locale());
        until.setMin(today.plusDays(1));
        until.setMax(today.plusDays(365));
        Button create =
                new Button(
                        words.of("tokens.create"), e -> create(name.getValue(), until.getValue()));
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Div form = new Div(name, until, create);
        form.addClassName("tt-row");
        Paragraph hint = new Paragraph(words.of("tokens.hint"));
        hint.addClassName("tt-hint");
        add(hint, said, form, list);
        getFooter().add(new Button(words.of("tokens.close"), e -> close()));
        refresh();
    }

    private void create(String name, @Nullable LocalDate until) {
        said.removeAll();
        try {
            Instant end =
                    until == null
                            ? Instant.EPOCH
                            : until.atStartOfDay(ZoneId.systemDefault()).toInstant();
            Issued issued =
                    tokens.create(account.id(), name, end, current.require(Role.ADMINISTRATOR));
            Span secret = new Span(issued.secret());
            secret.addClassName("tt-onetime");
            said.add(new Paragraph(words.of("tokens.once")), secret);
            refresh();
        } catch (RefusedException refused) {
            said.add(Notices.findings(refused.findings(), words));
        }
    }

    private void refresh() {
        list.removeAll();
        for (Token token : tokens.list(account.id(), current.require(Role.ADMINISTRATOR))) {
            list.add(row(token));
        }
    }

    private Div row(Token token) {
        boolean over = !token.expiresAt().isAfter(Instant.now());
        Span facts =
                new Span(
                        words.of("tokens.until")
                                + " "
                                + words.minute(token.expiresAt())
                                + " · "
                                + words.of("tokens.used")
                                + " "
                                + (token.lastUsedAt() == null
                                        ? "–"
                                        : words.minute(token.lastUsedAt()))
                                + " · "
                                + token.createdBy());
        facts.addClassName("tt-hint");
        Div row = new Div(new Span(token.name()), facts);
        row.addClassName("tt-row");
        if (token.revokedAt() != null) {
            row.add(Marks.mark(words.of("tokens.revoked"), Marks.Tone.ERROR));
        } else if (over) {
            row.add(Marks.mark(words.of("tokens.over"), Marks.Tone.WARN));
        } else {
            Button revoke =
                    new Button(
                            words.of("tokens.revoke"),
                            e -> {
                                tokens.revoke(token.id(), current.require(Role.ADMINISTRATOR));
                                refresh();
                            });
            revoke.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ERROR);
            revoke.setAriaLabel(words.of("tokens.revoke") + " " + token.name());
            row.add(revoke);
        }
        return row;
    }
}
