package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyLists;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.BodyRegister.Outcome;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.FondsClosings;
import vn.tangthu.repository.Holdings;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.storage.TangThuHome;

/** The register of bodies on the desk: looked up, added to, lists taken in, fonds to be closed. */
@Route("kho/co-quan")
@RolesAllowed("ARCHIVIST")
class BodiesView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 200;
    private static final List<String> FORMS = List.of(".xlsx", ".ods", ".xls", ".csv");
    private final transient Bodies bodies;
    private final transient BodyLists lists;
    private final transient CurrentReader current;
    private final transient TangThuHome home;
    private final Grid<Body.Line> grid = new Grid<>();
    private final Paragraph more = hint("");

    BodiesView(
            Bodies bodies,
            BodyRegister register,
            BodyLists lists,
            Catalogue catalogue,
            Holdings holdings,
            FondsClosings closings,
            CurrentReader current,
            TangThuHome home) {
        this.bodies = bodies;
        this.lists = lists;
        this.current = current;
        this.home = home;
        title(t("bodies.title"));
        TextField name = new TextField(t("bodies.name"));
        name.setHelperText(t("bodies.name.help"));
        name.setMaxLength(200);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        name.addValueChangeListener(e -> show(e.getValue()));
        Button create =
                new Button(
                        t("bodies.create"),
                        e ->
                                new BodyDialog(
                                                words(),
                                                null,
                                                List.of(),
                                                (entry, reason) -> {
                                                    BodyId unused =
                                                            register.save(
                                                                    entry,
                                                                    0,
                                                                    reason,
                                                                    current.require(
                                                                            Role.ARCHIVIST));
                                                    Notices.done(t("saved"));
                                                    getUI().ifPresent(
                                                                    ui ->
                                                                            ui.navigate(
                                                                                    "kho/co-quan/"
                                                                                            + entry
                                                                                                    .reference()));
                                                })
                                        .open());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(row(new Anchor("/app/kho", t("nav.holdings"))), row(name, create));
        grid.addColumn(
                        new ComponentRenderer<>(
                                b -> new Anchor("/app/kho/co-quan/" + b.reference(), b.name())))
                .setHeader(t("bodies.column.name"))
                .setFlexGrow(2)
                .setWidth("12rem");
        grid.addColumn(Body.Line::within)
                .setHeader(t("bodies.column.within"))
                .setFlexGrow(2)
                .setWidth("12rem");
        grid.addColumn(b -> BodyTexts.period(b.from(), b.until(), words()))
                .setHeader(t("bodies.column.period"))
                .setWidth("14rem");
        Slices.fit(grid, 28);
        grid.setEmptyStateText(t("bodies.none"));
        grid.getElement().setAttribute("aria-label", t("bodies.title"));
        add(grid, more);
        show("");
        add(
                section(
                        t("bodies.closing"),
                        new FondsToClose(closings, bodies, catalogue, holdings, current, words())));
        add(
                section(
                        t("bodies.import"),
                        hint(t("bodies.import.hint")),
                        new OneFile(
                                home,
                                current,
                                words(),
                                "bodies.import.add",
                                10,
                                file -> look(file, true),
                                FORMS.toArray(String[]::new))));
    }

    private void show(String text) {
        List<Body.Line> found = bodies.named(text, null, MOST + 1);
        grid.setItems(found.subList(0, Math.min(MOST, found.size())));
        more.setVisible(found.size() > MOST);
        more.setText(t("bodies.more", words().number(MOST)));
    }

    /** What the lists would change; then, with a click, that they do. */
    private Div look(OneFile uploaded, boolean dryRun) {
        Path directory = home.tmp().resolve("co-quan-" + UUID.randomUUID());
        try {
            Files.createDirectories(directory);
            List<Path> files = uploaded.copies(directory, BodiesView::plain);
            Outcome outcome = lists.takeIn(files, dryRun, current.require(Role.ARCHIVIST));
            Div told = new Div();
            if (!outcome.findings().isEmpty()) {
                told.add(Notices.warnings(outcome.findings(), words()));
            }
            if (outcome.refused()) {
                long blocking =
                        outcome.findings().stream()
                                .filter(f -> f.severity() == Severity.BLOCKS)
                                .count();
                told.add(
                        Notices.box(
                                Marks.Tone.ERROR, t("bodies.refused", words().number(blocking))));
                return told;
            }
            String counts =
                    t(
                            dryRun ? "bodies.would" : "bodies.did",
                            words().number(outcome.added()),
                            words().number(outcome.changed()),
                            words().number(outcome.same()));
            told.add(Notices.box(Marks.Tone.OK, counts));
            if (dryRun && outcome.added() + outcome.changed() > 0) {
                told.add(apply(uploaded, told));
            }
            if (!dryRun) {
                uploaded.forget();
                show("");
            }
            return told;
        } catch (IOException e) {
            return Notices.box(Marks.Tone.ERROR, t("late.failed"));
        } finally {
            try {
                boolean unused = FileSystemUtils.deleteRecursively(directory);
            } catch (IOException e) {
                // It lies below tmp/, which is emptied at the start.
            }
        }
    }

    private Component apply(OneFile uploaded, Div told) {
        Button apply =
                new Button(
                        t("bodies.apply"),
                        e -> {
                            Div done = look(uploaded, false);
                            told.removeAll();
                            told.add(done);
                        });
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return apply;
    }

    /** A name that is one on every file system and keeps what form the list has. */
    static String plain(String name, int number) {
        String lower = name.toLowerCase(Locale.ROOT);
        String form = FORMS.stream().filter(lower::endsWith).findFirst().orElse(".xlsx");
        return "danh-sach-" + number + form;
    }
}
