package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.function.SerializableConsumer;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryMinutes.Parties;
import vn.tangthu.repository.DeliveryMinutes.Party;
import vn.tangthu.repository.DeliveryMinutes.Told;
import vn.tangthu.repository.RefusedException;

/** What the minutes need and no list tells; a blank field is left open on the paper. */
final class MinutesDialog extends Dialog {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 200;

    /**
     * @param known of minutes made before, or null
     * @param submitter who handed it in, as the delivery names itself
     */
    MinutesDialog(
            Words words,
            String title,
            @Nullable Parties known,
            String submitter,
            SerializableConsumer<Parties> done) {
        setHeaderTitle(title);
        setWidth("40rem");
        Party nobody = new Party("", "", "");
        Parties before =
                known == null
                        ? new Parties(
                                "",
                                "",
                                "BB-LTLS",
                                "",
                                new Party(submitter, "", ""),
                                nobody,
                                "",
                                Told.NOTHING,
                                "")
                        : known;
        Forms forms = new Forms(words);
        TextField parent = forms.text("minutes.parent", before.parent(), LONGEST);
        TextField archive = forms.text("minutes.archive", before.archive(), LONGEST);
        archive.setRequiredIndicatorVisible(true);
        TextField notation = forms.text("minutes.notation", before.notation(), 30);
        TextField place = forms.text("minutes.place", before.place(), LONGEST);
        TextField giver = forms.text("minutes.giver", before.giver().organ(), LONGEST);
        TextField giverName = forms.text("minutes.giver.person", before.giver().person(), LONGEST);
        TextField giverPost =
                forms.text("minutes.giver.position", before.giver().position(), LONGEST);
        TextField receiver = forms.text("minutes.receiver", before.receiver().organ(), LONGEST);
        TextField receiverName =
                forms.text("minutes.receiver.person", before.receiver().person(), LONGEST);
        TextField receiverPost =
                forms.text("minutes.receiver.position", before.receiver().position(), LONGEST);
        TextField holdings = forms.text("minutes.holdings", before.holdings(), LONGEST);
        Told told = before.told();
        TextField registration = forms.text("minutes.registration", told.registration(), LONGEST);
        TextField code = forms.text("minutes.code", told.code(), 30);
        TextField packages = forms.text("minutes.packages", told.packages(), 30);
        TextField registered = forms.text("minutes.registered", told.registered(), LONGEST);
        TextField approved = forms.text("minutes.approved", told.approved(), LONGEST);
        TextField contract = forms.text("minutes.contract", told.contract(), LONGEST);
        TextField boxes = forms.text("minutes.boxes", told.boxes(), 30);
        TextField metres = forms.text("minutes.metres", told.metres(), 30);
        TextArea remarks = forms.area("minutes.remarks", before.remarks(), 2_000);
        Div refusals = new Div();
        add(new Paragraph(words.of("minutes.hint")), refusals, forms.form());
        Button save =
                new Button(
                        words.of("minutes.make"),
                        e -> {
                            if (archive.getValue().isBlank()) {
                                archive.setInvalid(true);
                                archive.setErrorMessage(words.of("minutes.archive.required"));
                                archive.focus();
                                return;
                            }
                            refusals.removeAll();
                            String own = receiver.getValue().strip();
                            try {
                                done.accept(
                                        new Parties(
                                                parent.getValue().strip(),
                                                archive.getValue().strip(),
                                                notation.getValue().strip(),
                                                place.getValue().strip(),
                                                new Party(
                                                        giver.getValue().strip(),
                                                        giverName.getValue().strip(),
                                                        giverPost.getValue().strip()),
                                                new Party(
                                                        own.isEmpty()
                                                                ? archive.getValue().strip()
                                                                : own,
                                                        receiverName.getValue().strip(),
                                                        receiverPost.getValue().strip()),
                                                holdings.getValue().strip(),
                                                new Told(
                                                        registration.getValue().strip(),
                                                        contract.getValue().strip(),
                                                        boxes.getValue().strip(),
                                                        metres.getValue().strip(),
                                                        code.getValue().strip(),
                                                        packages.getValue().strip(),
                                                        registered.getValue().strip(),
                                                        approved.getValue().strip()),
                                                remarks.getValue().strip()));
                                close();
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        getFooter().add(new Button(words.of("cancel"), e -> close()), save);
    }
}
