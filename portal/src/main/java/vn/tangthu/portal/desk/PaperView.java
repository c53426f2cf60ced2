package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.PaperLists;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.PaperRegister.Outcome;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Severity;
import vn.tangthu.storage.TangThuHome;

/** Paper holdings that are not digitised: looked up, entered one by one, lists taken in. */
@Route("kho/ho-so-giay")
@RolesAllowed("ARCHIVIST")
class PaperView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 100;

    /** Findings that are shown; the others are counted. */
    private static final int FINDINGS = 200;

    private final transient PaperRegister register;
    private final transient PaperLists lists;
    private final transient CurrentReader current;
    private final transient TangThuHome home;
    private final Grid<Entry> grid = new Grid<>();
    private final TextField fonds;
    private final TextField code;
    private final Button next;
    private transient @Nullable Entry last;

    PaperView(PaperRegister register, PaperLists lists, CurrentReader current, TangThuHome home) {
        this.register = register;
        this.lists = lists;
        this.current = current;
        this.home = home;
        title(t("paper.title"));
        fonds = filter("paper.fonds");
        code = filter("paper.code.start");
        Button create =
                new Button(
                        t("paper.create"),
                        e ->
                                new PaperDialog(
                                                words(),
                                                null,
                                                (draft, reason) -> {
                                                    AipId id =
                                                            register.save(
                                                                    null,
                                                                    0,
                                                                    draft,
                                                                    reason,
                                                                    current.require(
                                                                            Role.ARCHIVIST));
                                                    Notices.done(t("saved"));
                                                    getUI().ifPresent(
                                                                    ui ->
                                                                            ui.navigate(
                                                                                    "kho/ho-so-giay/"
                                                                                            + id));
                                                })
                                        .open());
        create.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        add(row(new Anchor("/app/kho", t("nav.holdings"))), row(fonds, code, create));
        grid();
        next = new Button(t("paper.next"), e -> show(last));
        add(grid, next);
        show(null);
        add(
                section(
                        t("paper.import"),
                        hint(t("paper.import.hint", String.join(", ", PaperLists.COLUMNS))),
                        new OneFile(
                                home,
                                current,
                                words(),
                                "bodies.import.add",
                                file -> look(file, true),
                                ".xlsx",
                                ".ods",
                                ".xls",
                                ".csv")));
    }

    private TextField filter(String key) {
        TextField field = new TextField(t(key));
        field.setMaxLength(100);
        field.setValueChangeMode(ValueChangeMode.LAZY);
        field.addValueChangeListener(e -> show(null));
        return field;
    }

    private void grid() {
        grid.addColumn(
                        new ComponentRenderer<>(
                                e -> new Anchor("/app/kho/ho-so-giay/" + e.id(), e.arcFileCode())))
                .setHeader(t("record.code"))
                .setWidth("12rem");
        grid.addColumn(e -> e.draft().title())
                .setHeader(t("paper.field.title"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(e -> words().years(e.draft().fromYear(), e.draft().toYear()))
                .setHeader(t("record.years"))
                .setWidth("7rem");
        grid.addColumn(e -> e.draft().shelf()).setHeader(t("paper.shelf")).setWidth("10rem");
        grid.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(t("paper.state"))
                .setWidth("10rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 32);
        grid.setEmptyStateText(t("paper.none"));
        grid.getElement().setAttribute("aria-label", t("paper.title"));
    }

    private Component state(Entry entry) {
        return PaperEntryView.state(entry, words());
    }

    /** A page from after this one; an entry more is read to know whether there is a next. */
    private void show(@Nullable Entry after) {
        String of = fonds.getValue().strip();
        List<Entry> found =
                register.list(
                        of.isEmpty() ? null : of,
                        code.getValue(),
                        after,
                        PAGE + 1,
                        current.require(Role.ARCHIVIST));
        List<Entry> shown = found.subList(0, Math.min(PAGE, found.size()));
        last = shown.isEmpty() ? null : shown.getLast();
        grid.setItems(shown);
        next.setVisible(found.size() > PAGE);
    }

    /** What the list would change; then, with a click, that it does. */
    private Div look(OneFile uploaded, boolean dryRun) {
        Path directory = home.tmp().resolve("ho-so-giay-" + UUID.randomUUID());
        Div told = new Div();
        try {
            Files.createDirectories(directory);
            String name = uploaded.name();
            List<Path> files = uploaded.copies(directory, BodiesView::plain);
            if (files.isEmpty()) {
                return Notices.box(Marks.Tone.ERROR, t("late.failed"));
            }
            Outcome outcome =
                    lists.takeIn(files.getFirst(), name, dryRun, current.require(Role.ARCHIVIST));
            tell(outcome, told);
            if (dryRun && !outcome.refused() && outcome.added() + outcome.changed() > 0) {
                told.add(apply(uploaded, told));
            }
            if (!dryRun && !outcome.refused()) {
                uploaded.forget();
                show(null);
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

    private void tell(Outcome outcome, Div told) {
        if (!outcome.findings().isEmpty()) {
            told.add(
                    Notices.warnings(
                            outcome.findings().stream()
                                    .limit(FINDINGS)
                                    .collect(Collectors.toList()),
                            words()));
        }
        if (outcome.refused()) {
            long blocking =
                    outcome.findings().stream()
                            .filter(f -> f.severity() == Severity.BLOCKS)
                            .count();
            told.add(Notices.box(Marks.Tone.ERROR, t("bodies.refused", words().number(blocking))));
            return;
        }
        told.add(
                Notices.box(
                        Marks.Tone.OK,
                        t(
                                outcome.dryRun() ? "bodies.would" : "bodies.did",
                                words().number(outcome.added()),
                                words().number(outcome.changed()),
                                words().number(outcome.same()))));
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
}
