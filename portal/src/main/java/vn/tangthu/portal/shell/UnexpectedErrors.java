package vn.tangthu.portal.shell;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.server.ErrorEvent;
import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.repository.RefusedException;

/** What an action that fails tells: its findings, or a number under which the log has it. */
@Component
class UnexpectedErrors implements VaadinServiceInitListener {
    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedErrors.class);

    @Override
    public void serviceInit(ServiceInitEvent event) {
        event.getSource()
                .addSessionInitListener(
                        init -> init.getSession().setErrorHandler(UnexpectedErrors::tell));
    }

    private static void tell(ErrorEvent event) {
        UI ui = UI.getCurrent();
        Words words = Words.in(ui == null ? null : ui.getLocale());
        String text =
                switch (event.getThrowable()) {
                    case RefusedException refused -> all(refused, words);
                    case CurrentReader.NotLoggedInException denied ->
                            words.of("error.denied.detail");
                    case Throwable cause -> {
                        String number = UUID.randomUUID().toString().substring(0, 8);
                        LOG.error("Action failed, error {}", number, cause);
                        yield words.of("error.unexpected.detail", number);
                    }
                };
        if (ui != null) {
            Notices.failed(text);
        }
    }

    private static String all(RefusedException refused, Words words) {
        return String.join(
                "\n",
                refused.findings().stream()
                        .map(f -> f.message(words.locale()) + " " + f.remedy(words.locale()))
                        .toList());
    }
}
