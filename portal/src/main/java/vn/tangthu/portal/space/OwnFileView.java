package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.PermitAll;
import java.io.IOException;
import java.io.OutputStream;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.security.ReferenceTries;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Accounts.Account;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.UserFiles;
import vn.tangthu.repository.UserFiles.Correction;
import vn.tangthu.repository.UserFiles.Field;
import vn.tangthu.repository.UserFiles.NewCorrection;
import vn.tangthu.repository.UserFiles.Part;

/**
 * The user file: registration, rights and history of the person who is logged in, to take along and
 * to have corrected.
 */
@Route("tai-khoan/ho-so")
@PermitAll
class OwnFileView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient UserFiles files;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient AgencyScope scope;
    private final transient Catalogue catalogue;
    private final Div asked = new Div();

    OwnFileView(
            UserFiles files,
            CurrentReader current,
            ActivityLog activity,
            AgencyScope scope,
            Catalogue catalogue,
            ReferenceTries tries) {
        this.catalogue = catalogue;
        this.files = files;
        this.current = current;
        this.activity = activity;
        this.scope = scope;
        title(t("userfile.title"));
        activity.record(current.reader(), "USER_FILE_VIEWED", current.account().username(), null);
        add(
                row(
                        new Anchor("/app/tai-khoan", t("account.title")),
                        download("json"),
                        download("xlsx")),
                hint(t("userfile.hint")),
                section(t("userfile.registration"), registration()));
        for (Part part : Part.values()) {
            Div section =
                    new Div(
                            hint(t("userfile.part." + part + ".hint")),
                            new FilePart(
                                    files,
                                    part,
                                    current::reader,
                                    words(),
                                    this::named,
                                    part == Part.REQUESTS ? this::release : null));
            if (part == Part.REQUESTS) {
                section.add(new ClaimForm(files, tries, current::reader, words(), this::reload));
            }
            add(section(t("userfile.part." + part), section));
        }
        add(section(t("userfile.corrections"), hint(t("userfile.corrections.hint")), asked, ask()));
        showAsked();
    }

    private String named(String subject) {
        return OwnHistory.subject(subject, catalogue, current.reader());
    }

    private void release(String reference) {
        tried(() -> files.release(reference, current.reader()), this::reload);
    }

    private DescriptionList registration() {
        Account account = current.account();
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "account.username", account.username());
        fact(facts, "account.name", account.displayName());
        fact(
                facts,
                "account.roles",
                String.join(", ", account.roles().stream().sorted().map(words()::of).toList()));
        fact(facts, "account.body", body());
        fact(facts, "account.created", words().minute(account.createdAt()));
        fact(facts, "account.lastLogin", words().minute(account.lastLoginAt()));
        return facts;
    }

    private String body() {
        return scope.body().map(one -> one.name()).orElse("");
    }

    private void fact(DescriptionList facts, String key, String value) {
        if (!value.isEmpty()) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }

    private Anchor download(String kind) {
        DownloadHandler handler =
                event -> {
                    event.setFileName("ho-so-nguoi-dung." + kind);
                    activity.record(
                            current.reader(),
                            "USER_FILE_EXPORTED",
                            current.account().username(),
                            kind);
                    write(kind, event.getOutputStream());
                };
        Anchor anchor = new Anchor(handler, t("userfile.export." + kind));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    private void write(String kind, OutputStream out) throws IOException {
        OwnFileExport export =
                new OwnFileExport(
                        files, current.account(), body(), current.reader(), this::named, words());
        if (kind.equals("json")) {
            export.json(out);
        } else {
            export.sheet(out);
        }
    }

    private void reload() {
        getUI().ifPresent(ui -> ui.getPage().reload());
    }

    private Div ask() {
        Select<Field> field = new Select<>();
        field.setLabel(t("userfile.field"));
        field.setItems(Field.values());
        field.setItemLabelGenerator(one -> t("userfile.field." + one));
        field.setValue(Field.NAME);
        TextField wanted = new TextField(t("userfile.wanted"));
        wanted.setMaxLength(UserFiles.LONGEST);
        wanted.setRequiredIndicatorVisible(true);
        wanted.setWidth("24rem");
        TextArea why = new TextArea(t("userfile.why"));
        why.setMaxLength(UserFiles.LONGEST);
        why.setWidthFull();
        Button send =
                new Button(
                        t("userfile.ask"),
                        e ->
                                tried(
                                        () ->
                                                files.ask(
                                                        new NewCorrection(
                                                                field.getValue(),
                                                                wanted.getValue(),
                                                                why.getValue()),
                                                        current.account(),
                                                        current.reader()),
                                        () -> {
                                            wanted.clear();
                                            why.clear();
                                            showAsked();
                                        }));
        return new Div(row(field, wanted), why, row(send));
    }

    private void tried(Runnable act, Runnable done) {
        try {
            act.run();
            Notices.done(t("saved"));
            done.run();
        } catch (RefusedException refused) {
            Notices.failed(refused.findings().getFirst().message(words().locale()));
        }
    }

    private void showAsked() {
        asked.removeAll();
        UnorderedList list = new UnorderedList();
        for (Correction one : files.corrections(current.reader())) {
            String answer = one.answer();
            list.add(
                    new ListItem(
                            words().minute(one.askedAt())
                                    + " · "
                                    + t("userfile.field." + one.field())
                                    + ": "
                                    + one.wanted()
                                    + " · "
                                    + t("userfile.state." + one.state())
                                    + (answer == null ? "" : ": " + answer)));
        }
        if (list.getComponentCount() > 0) {
            asked.add(list);
        }
    }
}
