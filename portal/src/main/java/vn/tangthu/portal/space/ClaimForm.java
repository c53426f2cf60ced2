package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import java.util.function.Supplier;
import vn.tangthu.portal.security.ReferenceTries;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Applicant;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.UserFiles;

/**
 * A request was sent without an account: its two secrets show whose it is. They are tried here no
 * more often than on the tracking page, by however many accounts.
 */
final class ClaimForm extends Div {
    private static final long serialVersionUID = 1L;
    private final transient UserFiles files;
    private final transient ReferenceTries tries;
    private final transient Supplier<Reader> reader;
    private final transient Words words;
    private final transient Runnable done;
    private final TextField reference = new TextField();
    private final TextField secret = new TextField();

    /**
     * @param reader asked each time
     * @param done after it was put into the file
     */
    ClaimForm(
            UserFiles files,
            ReferenceTries tries,
            Supplier<Reader> reader,
            Words words,
            Runnable done) {
        this.files = files;
        this.tries = tries;
        this.reader = reader;
        this.words = words;
        this.done = done;
        addClassName("tt-row");
        reference.setLabel(words.of("userfile.claim.reference"));
        reference.setMaxLength(40);
        secret.setLabel(words.of("userfile.claim.secret"));
        secret.setHelperText(words.of("userfile.claim.secret.help"));
        secret.setMaxLength(4);
        add(reference, secret, new Button(words.of("userfile.claim"), e -> claim()));
    }

    private void claim() {
        String typed = reference.getValue().strip();
        if (!tries.mayTry(typed)) {
            Notices.failed(words.of("userfile.claim.wait"));
            return;
        }
        try {
            files.claim(new Applicant(typed, secret.getValue().strip()), reader.get());
            Notices.done(words.of("saved"));
            done.run();
        } catch (RefusedException refused) {
            Notices.failed(refused.findings().getFirst().message(words.locale()));
        }
    }
}
