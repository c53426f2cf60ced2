package vn.tangthu.portal.shell;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.AccessDeniedException;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.ErrorParameter;
import com.vaadin.flow.router.HasErrorParameter;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.ParentLayout;
import com.vaadin.flow.server.auth.AnonymousAllowed;
import jakarta.servlet.http.HttpServletResponse;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vn.tangthu.portal.security.CurrentReader;

/** What is shown when a page cannot be: in words, without a trace of the inside. */
final class ErrorViews {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorViews.class);

    private ErrorViews() {}

    abstract static class ErrorPage extends PageView {
        private static final long serialVersionUID = 1L;

        void show(String key, Object... params) {
            title(t(key + ".title"));
            add(hint(t(key + ".detail", params)));
            add(row(new Anchor("/app/", t("error.home")), new Anchor("/", t("login.public"))));
        }
    }

    /** Missing and hidden look the same. */
    @AnonymousAllowed
    @ParentLayout(BareLayout.class)
    static class NotFound extends ErrorPage implements HasErrorParameter<NotFoundException> {
        private static final long serialVersionUID = 1L;

        @Override
        public int setErrorParameter(
                BeforeEnterEvent event, ErrorParameter<NotFoundException> parameter) {
            show("error.notfound");
            return HttpServletResponse.SC_NOT_FOUND;
        }
    }

    @AnonymousAllowed
    @ParentLayout(BareLayout.class)
    static class Denied extends ErrorPage implements HasErrorParameter<AccessDeniedException> {
        private static final long serialVersionUID = 1L;

        @Override
        public int setErrorParameter(
                BeforeEnterEvent event, ErrorParameter<AccessDeniedException> parameter) {
            show("error.denied");
            return HttpServletResponse.SC_FORBIDDEN;
        }
    }

    @AnonymousAllowed
    @ParentLayout(BareLayout.class)
    static class NotLoggedIn extends ErrorPage
            implements HasErrorParameter<CurrentReader.NotLoggedInException> {
        private static final long serialVersionUID = 1L;

        @Override
        public int setErrorParameter(
                BeforeEnterEvent event,
                ErrorParameter<CurrentReader.NotLoggedInException> parameter) {
            show("error.denied");
            return HttpServletResponse.SC_FORBIDDEN;
        }
    }

    /** Everything else; the log has it under the number that the person sees. */
    @AnonymousAllowed
    @ParentLayout(BareLayout.class)
    static class Unexpected extends ErrorPage implements HasErrorParameter<Exception> {
        private static final long serialVersionUID = 1L;

        @Override
        public int setErrorParameter(BeforeEnterEvent event, ErrorParameter<Exception> parameter) {
            String number = UUID.randomUUID().toString().substring(0, 8);
            LOG.error("View failed, error {}", number, parameter.getException());
            show("error.unexpected", number);
            return HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
        }
    }
}
