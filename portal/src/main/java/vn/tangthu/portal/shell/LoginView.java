package vn.tangthu.portal.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.login.LoginForm;
import com.vaadin.flow.component.login.LoginI18n;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import java.util.List;
import java.util.Map;
import vn.tangthu.portal.security.LoginProviders;

/** The way in. Wrong name, wrong password and a closed account are answered alike. */
@Route(value = "login", autoLayout = false)
@AnonymousAllowed
class LoginView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final LoginForm form = new LoginForm();
    private final LoginI18n texts = LoginI18n.createDefault();

    LoginView(LoginProviders providers) {
        addClassName("tt-login");
        title(t("login.title"));
        form.setAction("login");
        form.setForgotPasswordButtonVisible(false);
        LoginI18n.Form words = texts.getForm();
        words.setTitle("");
        words.setUsername(t("login.username"));
        words.setPassword(t("login.password"));
        words.setSubmit(t("login.submit"));
        texts.getErrorMessage().setUsername(t("login.username.required"));
        texts.getErrorMessage().setPassword(t("login.password.required"));
        refusal(t("login.refused"), t("login.refused.detail"));
        Div help =
                new Div(
                        hint(t("login.lost")),
                        row(new Anchor("/", t("login.public")), Languages.button(words())));
        add(form);
        providers.providers().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> by(each.getKey(), each.getValue().title()))
                .forEach(this::add);
        add(help);
    }

    private Anchor by(String provider, String title) {
        Anchor anchor = new Anchor("/app/dang-nhap/" + provider, t("login.by", title));
        anchor.setRouterIgnore(true);
        anchor.addClassName("tt-login-by");
        return anchor;
    }

    private void refusal(String title, String detail) {
        texts.getErrorMessage().setTitle(title);
        texts.getErrorMessage().setMessage(detail);
        form.setI18n(texts);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Map<String, List<String>> asked = event.getLocation().getQueryParameters().getParameters();
        if (asked.containsKey("cho")) {
            String seconds = asked.getOrDefault("cho", List.of("")).getFirst();
            String shown = seconds.matches("[0-9]{1,6}") ? seconds : "60";
            refusal(t("login.throttled"), t("login.throttled.detail", shown));
            form.setError(true);
        } else if (asked.containsKey("lai")) {
            refusal(t("login.again"), t("login.again.detail"));
            form.setError(true);
        } else if (asked.containsKey("vang")) {
            refusal(t("login.provider.away"), t("login.provider.away.detail"));
            form.setError(true);
        } else if (asked.containsKey("khong")) {
            refusal(t("login.refused"), t("login.provider.refused.detail"));
            form.setError(true);
        } else if (asked.containsKey("sai")) {
            form.setError(true);
        }
    }
}
