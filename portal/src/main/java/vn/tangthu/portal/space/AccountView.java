package vn.tangthu.portal.space;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.PermitAll;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.security.LoginProviders;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.VietnameseOrder;

/** What the archive keeps about the person who is logged in. */
@Route("tai-khoan")
@PermitAll
class AccountView extends PageView {
    private static final long serialVersionUID = 1L;

    AccountView(
            CurrentReader current,
            Catalogue catalogue,
            AgencyScope scope,
            LoginProviders providers,
            ActivitySearch search) {
        title(t("account.title"));
        Account account = current.account();
        Reader reader = current.reader();
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "account.username", account.username());
        fact(facts, "account.name", account.displayName());
        fact(
                facts,
                "account.roles",
                String.join(", ", account.roles().stream().sorted().map(words()::of).toList()));
        scope.body().ifPresent(body -> fact(facts, "account.body", body.name()));
        if (!account.fonds().isEmpty()) {
            fact(
                    facts,
                    "account.fonds",
                    String.join(
                            ", ",
                            account.fonds().stream()
                                    .flatMap(id -> catalogue.fonds(id, reader).stream())
                                    .map(Fonds::title)
                                    .sorted(VietnameseOrder.BY_NAME)
                                    .toList()));
        }
        fact(facts, "account.created", words().day(account.createdAt()));
        fact(facts, "account.lastLogin", words().minute(account.lastLoginAt()));
        add(facts, row(new Anchor("/app/tai-khoan/ho-so", t("userfile.open"))));
        String provider = account.provider();
        if (provider == null) {
            add(
                    section(
                            t("password.title"),
                            new Anchor("/app/doi-mat-khau", t("password.change"))));
        } else {
            fact(facts, "account.provider", providers.title(provider));
        }
        add(
                section(
                        t("account.history"),
                        hint(t("account.history.hint", words().number(OwnHistory.MOST))),
                        new OwnHistory(search, catalogue, reader, words())));
    }

    private void fact(DescriptionList facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }
}
