package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Contractors;
import vn.tangthu.repository.Contractors.Choice;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** Uploads that wait to be checked and handed in, each with its dry run. */
final class UploadedList extends Div {
    private static final long serialVersionUID = 1L;
    private final transient Uploads uploads;
    private final transient Contractors contractors;
    private final transient CurrentReader current;
    private final Words words;
    private final Runnable changed;
    private final DeliveryProgress progress;
    private final Map<UUID, String> shown = new HashMap<>();
    private final Map<UUID, Div> moving = new HashMap<>();

    UploadedList(
            Uploads uploads,
            Contractors contractors,
            CurrentReader current,
            Words words,
            Runnable changed) {
        this.uploads = uploads;
        this.contractors = contractors;
        this.current = current;
        this.words = words;
        this.changed = changed;
        this.progress = new DeliveryProgress(words);
    }

    /** Shows how they are now; whether a dry run goes on. */
    boolean refresh() {
        List<Uploads.Upload> all = uploads.list();
        Map<UUID, String> now = new HashMap<>();
        all.forEach(upload -> now.put(upload.id(), state(upload)));
        // Drawn again only when something changed, so that open findings stay open and a field
        // that is being filled in keeps its focus.
        if (!now.equals(shown)) {
            shown.clear();
            shown.putAll(now);
            moving.clear();
            removeAll();
            all.forEach(upload -> add(item(upload)));
        }
        for (Uploads.Upload upload : all) {
            Div how = moving.get(upload.id());
            Uploads.Check check = upload.check();
            if (how != null && check != null && check.running()) {
                how.removeAll();
                how.add(progress.dryRun(check));
            }
        }
        return all.stream().anyMatch(upload -> upload.check() != null && upload.check().running());
    }

    private static String state(Uploads.Upload upload) {
        Uploads.Check check = upload.check();
        if (check == null) {
            return "new";
        }
        if (check.running()) {
            return check.stopping() ? "stops" : "runs";
        }
        return "done " + System.identityHashCode(check);
    }

    private Div item(Uploads.Upload upload) {
        Div item = new Div(new H3(upload.name()));
        item.addClassName("tt-box");
        Span facts = new Span(words.bytes(upload.bytes()) + " · " + words.minute(upload.at()));
        facts.addClassName("tt-hint");
        item.add(facts);
        Uploads.Check check = upload.check();
        ContractorField contractor =
                new ContractorField(
                        contractors,
                        uploads.contractor(upload.id()),
                        words,
                        name -> uploads.contractor(upload.id(), name));
        item.add(new Div(contractor));
        if (check != null) {
            item.add(result(upload, check, contractor));
        }
        Verdict verdict = check == null ? null : check.verdict();
        Checkbox sound = new Checkbox(words.of("deliveries.acceptSound"));
        sound.setVisible(verdict != null && verdict.blocked());
        Button dry =
                new Button(
                        words.of("deliveries.check"),
                        e -> {
                            uploads.check(upload.id(), current.require(Role.ARCHIVIST));
                            changed.run();
                        });
        Button handIn =
                new Button(
                        words.of("deliveries.ingest"),
                        e -> {
                            if (uploads.handIn(
                                            upload.id(),
                                            sound.getValue(),
                                            current.require(Role.ARCHIVIST))
                                    .isPresent()) {
                                Notices.done(words.of("deliveries.started"));
                            }
                            changed.run();
                        });
        handIn.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        Button remove =
                new Button(
                        words.of("deliveries.removeUpload"),
                        e -> {
                            uploads.remove(upload.id(), current.require(Role.ARCHIVIST));
                            changed.run();
                        });
        remove.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        boolean busy = check != null && check.running();
        dry.setEnabled(!busy);
        handIn.setEnabled(!busy);
        Div buttons = new Div(handIn, dry, remove, sound);
        buttons.addClassName("tt-row");
        item.add(buttons);
        return item;
    }

    /** Saved for the contractor; the same upload is checked again as it lies there. */
    private void confirm(UUID id, ContractorField contractor, List<Choice> choices) {
        Reader actor = current.require(Role.ARCHIVIST);
        String name = contractor.asked().orElseThrow();
        contractors.confirm(name, choices, actor);
        uploads.contractor(id, name);
        uploads.confirmed(name, choices.size(), actor);
        uploads.check(id, actor);
        Notices.done(words.of("columns.saved"));
        changed.run();
    }

    private Div result(Uploads.Upload upload, Uploads.Check check, ContractorField contractor) {
        Verdict verdict = check.verdict();
        if (verdict != null) {
            Div box =
                    Notices.box(
                            verdict.blocked() ? Marks.Tone.ERROR : Marks.Tone.OK,
                            words.of(
                                    verdict.blocked()
                                            ? "deliveries.check.blocked"
                                            : "deliveries.check.sound",
                                    words.number(verdict.records()),
                                    words.number(verdict.documents()),
                                    words.number(verdict.files()),
                                    words.bytes(verdict.bytes())));
            if (ColumnsPanel.isNeeded(verdict.columns())) {
                box.add(
                        new ColumnsPanel(
                                verdict.columns(),
                                contractors,
                                contractor,
                                words,
                                choices -> confirm(upload.id(), contractor, choices)));
            }
            box.add(
                    new FindingsPanel(
                            (offset, limit) ->
                                    new Slice<>(
                                            verdict.findings().stream()
                                                    .skip(offset)
                                                    .limit(limit)
                                                    .toList(),
                                            offset,
                                            verdict.findings().size()),
                            upload.name(),
                            List.of(
                                    List.of(
                                            words.of("deliveries.records"),
                                            words.number(verdict.records())),
                                    List.of(
                                            words.of("deliveries.documents"),
                                            words.number(verdict.documents())),
                                    List.of(
                                            words.of("deliveries.bytes"),
                                            words.bytes(verdict.bytes()))),
                            verdict.comparison(),
                            words));
            return box;
        }
        if (check.failed()) {
            return Notices.box(Marks.Tone.ERROR, words.of("deliveries.check.failed"));
        }
        Div how = new Div();
        moving.put(upload.id(), how);
        Div going = new Div(how);
        if (!check.stopping()) {
            Button stop =
                    new Button(
                            words.of("deliveries.check.stop"),
                            e -> {
                                uploads.stopCheck(upload.id(), current.require(Role.ARCHIVIST));
                                changed.run();
                            });
            stop.addThemeVariants(ButtonVariant.LUMO_SMALL);
            stop.setAriaLabel(words.of("deliveries.check.stop") + ": " + upload.name());
            going.add(stop);
        }
        return going;
    }
}
