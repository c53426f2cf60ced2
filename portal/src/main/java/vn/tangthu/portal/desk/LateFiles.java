package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.function.SerializableRunnable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.ContentFile;
import vn.tangthu.repository.DocumentDescription;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.LateChanges;
import vn.tangthu.repository.LateChanges.Looked;
import vn.tangthu.repository.LateChanges.NewFile;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/** On the page of a hồ sơ: a late document is added, a bad scan replaced. */
final class LateFiles {
    private static final String[] DOCUMENTS = {
        ".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".xlsx", ".xls", ".ods", ".pptx", ".ppt",
        ".odp", ".jpg", ".jpeg", ".png", ".tif", ".tiff", ".gif", ".csv", ".htm", ".html"
    };

    private final LateChanges late;
    private final TangThuHome home;
    private final CurrentReader current;
    private final ActivityLog activity;
    private final Words words;
    private final SerializableRunnable saved;

    LateFiles(
            LateChanges late,
            TangThuHome home,
            CurrentReader current,
            ActivityLog activity,
            Words words,
            SerializableRunnable saved) {
        this.late = late;
        this.home = home;
        this.current = current;
        this.activity = activity;
        this.words = words;
        this.saved = saved;
    }

    private interface Change {
        void make(List<NewFile> files, String reason, Reader actor) throws IOException;
    }

    /** Made when it is opened. */
    Details adding(AipId id, int version) {
        Details details = new Details(words.of("late.add"));
        details.setId("late-add");
        details.addOpenedChangeListener(
                e -> {
                    if (e.isOpened() && details.getContent().findAny().isEmpty()) {
                        details.add(addForm(id, version));
                    }
                });
        return details;
    }

    private Div addForm(AipId id, int version) {
        DocumentDescription next = late.nextDocument(id, current.require(Role.ARCHIVIST));
        DocumentForm form = new DocumentForm(next, words);
        OneFile file =
                file(
                        "late.file",
                        LateChanges.MOST_FILES,
                        (files, actor) -> late.look(id, files, actor));
        return new Div(
                new Paragraph(words.of("late.add.hint", next.docCode(), next.docOrdinal())),
                file,
                form.form(),
                reasonAndSave(
                        words.of("late.add.save"),
                        file,
                        form::readable,
                        (files, actor) -> late.look(id, form.value(), files, actor),
                        (files, reason, actor) -> {
                            late.add(id, version, form.value(), files, reason, actor);
                            activity.record(
                                    actor,
                                    "ADD_DOCUMENT",
                                    id.toString(),
                                    next.docCode() + ": " + reason);
                        }));
    }

    /** One for each file of the document. */
    Div replacing(AipId id, int version, ArchivalDocument document) {
        Div all = new Div();
        for (ContentFile old : document.files()) {
            Details details =
                    new Details(
                            words.of(
                                    "late.replace",
                                    old.originalName(),
                                    words.number(old.pages()),
                                    words.bytes(old.size())));
            details.addOpenedChangeListener(
                    e -> {
                        if (e.isOpened() && details.getContent().findAny().isEmpty()) {
                            details.add(replaceForm(id, version, document, old));
                        }
                    });
            all.add(details);
        }
        return all;
    }

    private Div replaceForm(AipId id, int version, ArchivalDocument document, ContentFile old) {
        Look look = (files, actor) -> late.look(id, document.description(), files, actor);
        OneFile file = file("late.scan", 1, look);
        return new Div(
                new Paragraph(words.of("late.replace.hint")),
                file,
                reasonAndSave(
                        words.of("late.replace.save"),
                        file,
                        () -> true,
                        look,
                        (files, reason, actor) -> {
                            late.replace(
                                    id,
                                    version,
                                    document.id(),
                                    old.id(),
                                    files.getFirst().path(),
                                    files.getFirst().name(),
                                    reason,
                                    actor);
                            activity.record(
                                    actor,
                                    "REPLACE_FILE",
                                    id.toString(),
                                    document.description().docCode()
                                            + " "
                                            + old.originalName()
                                            + ": "
                                            + reason);
                        }));
    }

    private interface Look {
        Looked at(List<NewFile> files, Reader actor);
    }

    private OneFile file(String add, int most, Look look) {
        return new OneFile(home, current, words, add, most, one -> looked(look, one), DOCUMENTS);
    }

    private Div looked(Look look, OneFile one) {
        List<NewFile> files = one.files();
        if (files.isEmpty()) {
            return new Div();
        }
        Looked looked = look.at(files, current.require(Role.ARCHIVIST));
        Div told = new Div();
        if (looked.names().size() > 1) {
            OrderedList pages = new OrderedList();
            looked.names().forEach(name -> pages.add(new ListItem(name)));
            pages.setId("late-order");
            told.add(new Paragraph(words.of("late.order")), pages);
        }
        if (looked.taken()) {
            told.add(
                    Notices.box(
                            Marks.Tone.OK,
                            words.of(
                                    files.size() == 1 ? "late.sound" : "late.soundMany",
                                    words.number(looked.pages()),
                                    words.bytes(looked.size()))));
        }
        if (!looked.findings().isEmpty()) {
            told.add(
                    looked.taken()
                            ? Notices.warnings(looked.findings(), words)
                            : Notices.findings(looked.findings(), words));
        }
        return told;
    }

    private interface Ready {
        boolean is();
    }

    /**
     * @param look what is worth a second look: it is told at the first click, and taken at the next
     */
    private Component reasonAndSave(
            String act, OneFile file, Ready ready, Look look, Change change) {
        List<Finding> told = new ArrayList<>();
        TextArea reason = new TextArea(words.of("reason"));
        reason.setRequiredIndicatorVisible(true);
        reason.setErrorMessage(words.of("reason.required"));
        reason.setMaxLength(500);
        reason.setWidthFull();
        Div refusals = new Div();
        Button save = new Button(act);
        save.setDisableOnClick(true);
        save.addClickListener(
                e -> {
                    refusals.removeAll();
                    save.setEnabled(true);
                    boolean reasoned = !reason.getValue().isBlank();
                    reason.setInvalid(!reasoned);
                    boolean readable = ready.is();
                    List<NewFile> files = file.files();
                    if (!reasoned || !readable || files.isEmpty()) {
                        refusals.add(
                                Notices.box(
                                        Marks.Tone.ERROR,
                                        words.of(files.isEmpty() ? "late.none" : "form.marked")));
                        return;
                    }
                    Reader actor = current.require(Role.ARCHIVIST);
                    Looked looked = look.at(files, actor);
                    if (looked.taken() && !told.containsAll(looked.warnings())) {
                        told.clear();
                        told.addAll(looked.warnings());
                        refusals.add(
                                Notices.warnings(looked.findings(), words),
                                Notices.box(Marks.Tone.WARN, words.of("late.sure", act)));
                        return;
                    }
                    try {
                        change.make(files, reason.getValue().strip(), actor);
                        file.forget();
                        saved.run();
                    } catch (RefusedException refused) {
                        refusals.add(Notices.findings(refused.findings(), words));
                    } catch (IOException failed) {
                        refusals.add(Notices.box(Marks.Tone.ERROR, words.of("late.failed")));
                    }
                });
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(reason, refusals, save);
    }
}
