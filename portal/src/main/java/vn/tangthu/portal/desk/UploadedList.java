package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Deliveries.Verdict;
import vn.tangthu.repository.Progress;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Slice;

/** Uploads that wait to be checked and handed in, each with its dry run. */
final class UploadedList extends Div {
    private static final long serialVersionUID = 1L;
    private final transient Uploads uploads;
    private final transient CurrentReader current;
    private final Words words;
    private final Runnable changed;
    private final Map<UUID, String> shown = new HashMap<>();

    UploadedList(Uploads uploads, CurrentReader current, Words words, Runnable changed) {
        this.uploads = uploads;
        this.current = current;
        this.words = words;
        this.changed = changed;
    }

    /** Shows how they are now; whether a dry run goes on. */
    boolean refresh() {
        List<Uploads.Upload> all = uploads.list();
        Map<UUID, String> now = new HashMap<>();
        all.forEach(upload -> now.put(upload.id(), state(upload)));
        // Drawn again only when something changed, so that open findings stay open.
        if (!now.equals(shown)) {
            shown.clear();
            shown.putAll(now);
            removeAll();
            all.forEach(upload -> add(item(upload)));
        }
        return all.stream().anyMatch(upload -> upload.check() != null && upload.check().running());
    }

    private static String state(Uploads.Upload upload) {
        Uploads.Check check = upload.check();
        if (check == null) {
            return "new";
        }
        return check.running()
                ? check.phase() + " " + Math.round(check.part() * 100)
                : "done " + System.identityHashCode(check);
    }

    private Div item(Uploads.Upload upload) {
        Div item = new Div(new H3(upload.name()));
        item.addClassName("tt-box");
        Span facts = new Span(words.bytes(upload.bytes()) + " · " + words.minute(upload.at()));
        facts.addClassName("tt-hint");
        item.add(facts);
        Uploads.Check check = upload.check();
        if (check != null) {
            item.add(result(upload, check));
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
                            uploads.handIn(
                                    upload.id(), sound.getValue(), current.require(Role.ARCHIVIST));
                            Notices.done(words.of("deliveries.started"));
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

    private Div result(Uploads.Upload upload, Uploads.Check check) {
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
                            words));
            return box;
        }
        if (check.failed()) {
            return Notices.box(Marks.Tone.ERROR, words.of("deliveries.check.failed"));
        }
        ProgressBar bar = new ProgressBar(0, 1, check.part());
        bar.getElement().setAttribute("aria-label", words.of("deliveries.check"));
        Progress.Phase phase = check.phase();
        return new Div(
                new Span(phase == null ? words.of("deliveries.queued") : words.of(phase)), bar);
    }
}
