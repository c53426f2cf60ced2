package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.combobox.MultiSelectComboBox;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableBiConsumer;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.Accounts.NewAccount;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** An account: name, roles, and for an agency its body and the fonds given by hand. */
final class AccountDialog extends Dialog {
    private static final long serialVersionUID = 1L;

    AccountDialog(
            Words words,
            @Nullable Account old,
            List<Fonds> all,
            BodyField body,
            SerializableBiConsumer<NewAccount, Boolean> done) {
        setHeaderTitle(words.of(old == null ? "accounts.create" : "accounts.edit"));
        setWidth("36rem");
        TextField username = new TextField(words.of("account.username"));
        username.setValue(old == null ? "" : old.username());
        username.setReadOnly(old != null);
        username.setWidthFull();
        TextField name = new TextField(words.of("account.name"));
        name.setValue(old == null ? "" : old.displayName());
        name.setWidthFull();
        CheckboxGroup<Role> roles = new CheckboxGroup<>(words.of("account.roles"));
        roles.setItems(Role.values());
        roles.setItemLabelGenerator(words::of);
        roles.setValue(old == null ? Set.of(Role.CITIZEN) : old.roles());
        MultiSelectComboBox<Fonds> fonds = new MultiSelectComboBox<>(words.of("account.fonds"));
        fonds.setItems(all);
        fonds.setItemLabelGenerator(f -> f.code() + " · " + f.title());
        fonds.setWidthFull();
        fonds.setValue(
                all.stream()
                        .filter(f -> old != null && old.fonds().contains(f.id()))
                        .collect(Collectors.toSet()));
        fonds.setHelperText(words.of("account.fonds.help"));
        fonds.setVisible(roles.getValue().contains(Role.AGENCY));
        body.setVisible(roles.getValue().contains(Role.AGENCY));
        body.choose(old == null ? null : old.body());
        roles.addValueChangeListener(
                e -> {
                    fonds.setVisible(e.getValue().contains(Role.AGENCY));
                    body.setVisible(e.getValue().contains(Role.AGENCY));
                });
        boolean ofProvider = old != null && old.provider() != null;
        name.setReadOnly(ofProvider);
        roles.setReadOnly(ofProvider);
        body.setReadOnly(ofProvider);
        if (ofProvider) {
            roles.setHelperText(words.of("accounts.provider.help"));
        }
        Checkbox enabled = new Checkbox(words.of("accounts.enabled"), old == null || old.enabled());
        enabled.setVisible(old != null);
        Div refusals = new Div();
        add(refusals, username, name, roles, body, fonds, enabled);
        Button save =
                new Button(
                        words.of("save"),
                        e -> {
                            refusals.removeAll();
                            try {
                                done.accept(
                                        new NewAccount(
                                                username.getValue().strip(),
                                                name.getValue().strip(),
                                                roles.getValue(),
                                                roles.getValue().contains(Role.AGENCY)
                                                        ? fonds.getValue().stream()
                                                                .map(Fonds::id)
                                                                .collect(Collectors.toSet())
                                                        : Set.of(),
                                                chosen(roles.getValue(), body)),
                                        enabled.getValue());
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }

    private static @Nullable BodyId chosen(Set<Role> roles, BodyField body) {
        Body.Line line = roles.contains(Role.AGENCY) ? body.getValue() : null;
        return line == null ? null : line.id();
    }
}
