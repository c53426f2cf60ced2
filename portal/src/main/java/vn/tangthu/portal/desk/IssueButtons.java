package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.function.SerializableRunnable;
import com.vaadin.flow.server.VaadinServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Certificates.Certificate;

/** Buttons that issue a certificate and say how it came out. */
final class IssueButtons {
    private static final Logger LOG = LoggerFactory.getLogger(IssueButtons.class);

    private IssueButtons() {}

    /** Empty when the reader may not. */
    @FunctionalInterface
    interface Issuing extends java.io.Serializable {
        Optional<Certificate> issue() throws IOException;
    }

    static Button button(Words words, String key, Issuing issuing, SerializableRunnable then) {
        Button button =
                new Button(
                        words.of(key),
                        e -> {
                            try {
                                Optional<Certificate> issued = issuing.issue();
                                if (issued.isPresent()) {
                                    Notices.done(
                                            words.of("certificate.issued", issued.get().number()));
                                    then.run();
                                } else {
                                    Notices.failed(words.of("certificate.refused"));
                                }
                            } catch (IOException failed) {
                                LOG.error("No certificate was issued", failed);
                                Notices.failed(words.of("certificate.failed"));
                            }
                        });
        button.setDisableOnClick(true);
        button.addClickListener(e -> button.setEnabled(true));
        return button;
    }

    /** The address under which the officer's browser reaches the portal. */
    static String origin() {
        VaadinServletRequest request = VaadinServletRequest.getCurrent();
        return request == null
                ? ""
                : ServletUriComponentsBuilder.fromContextPath(request.getHttpServletRequest())
                        .toUriString();
    }
}
