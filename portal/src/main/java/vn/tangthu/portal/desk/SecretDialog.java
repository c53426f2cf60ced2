package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Image;
import com.vaadin.flow.component.html.Paragraph;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Place;
import vn.tangthu.repository.SuspectedSecrets.Suspicion;

/** The page with the stamp, and the two decisions on it. */
final class SecretDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int WIDTH = 1000;

    SecretDialog(
            Words words,
            Suspicion one,
            Place place,
            SuspectedSecrets secrets,
            Reader officer,
            Runnable after) {
        setHeaderTitle(words.of("secrets.look.title", one.arcFileCode()));
        setWidth("56rem");
        Paragraph where =
                new Paragraph(
                        words.of(
                                "secrets.look.where",
                                one.document() == null ? "" : one.document(),
                                words.number(place.page())));
        Image page =
                new Image(
                        SecretPages.image(place, WIDTH),
                        words.of("secrets.look.alt", words.number(place.page())));
        page.setWidthFull();
        add(where, new Div(page));
        Button release =
                new Button(
                        words.of("secrets.release"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("secrets.release"),
                                                words.of("secrets.release.sure"),
                                                words.of("secrets.release"),
                                                reason -> {
                                                    secrets.release(place, reason, officer);
                                                    Notices.done(words.of("secrets.released"));
                                                    close();
                                                    after.run();
                                                })
                                        .open());
        Button purgeDocument =
                new Button(
                        words.of("secrets.purge.document"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("secrets.purge.document"),
                                                words.of(
                                                        "secrets.purge.document.sure",
                                                        one.document() == null
                                                                ? ""
                                                                : one.document(),
                                                        one.arcFileCode()),
                                                words.of("secrets.purge.document"),
                                                reason -> {
                                                    secrets.purgeDocument(place, reason, officer);
                                                    Notices.done(words.of("secrets.purged"));
                                                    close();
                                                    after.run();
                                                })
                                        .open());
        purgeDocument.addThemeVariants(ButtonVariant.LUMO_ERROR);
        Button purge =
                new Button(
                        words.of("secrets.purge"),
                        e ->
                                new ReasonDialog(
                                                words,
                                                words.of("secrets.purge"),
                                                words.of("secrets.purge.sure", one.arcFileCode()),
                                                words.of("secrets.purge"),
                                                reason -> {
                                                    secrets.purge(one.record(), reason, officer);
                                                    Notices.done(words.of("secrets.purged"));
                                                    close();
                                                    after.run();
                                                })
                                        .open());
        purge.addThemeVariants(ButtonVariant.LUMO_ERROR);
        getFooter()
                .add(new Button(words.of("cancel"), e -> close()), purge, purgeDocument, release);
    }
}
