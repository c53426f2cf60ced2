package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.tangthu.indexer.SpellingTrial;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.SpellingReading;
import vn.tangthu.repository.SpellingReading.Shipped;
import vn.tangthu.repository.SpellingTable;
import vn.tangthu.repository.SpellingTable.Line;
import vn.tangthu.repository.SpellingTable.Off;
import vn.tangthu.repository.SpellingTable.State;

/**
 * Abbreviations and names that are written in several ways: what a search would look for, the
 * archive's own lines, and those of the software, which can be switched off or changed here.
 */
@Route("cach-viet")
@RolesAllowed({"ARCHIVIST", "ADMINISTRATOR"})
class SpellingsView extends PageView {
    private static final long serialVersionUID = 1L;
    private final transient SpellingTable table;
    private final transient SpellingReading reading;
    private final transient SpellingTrial trial;
    private final transient CurrentReader current;
    private final TextField tried = new TextField();
    private final UnorderedList parts = new UnorderedList();
    private final TextField filter = new TextField();
    private final Grid<Line> own = new Grid<>();
    private final Grid<Shipped> shipped = new Grid<>();
    private transient Map<String, Off> off = Map.of();

    SpellingsView(
            SpellingTable table,
            SpellingReading reading,
            SpellingTrial trial,
            CurrentReader current) {
        this.table = table;
        this.reading = reading;
        this.trial = trial;
        this.current = current;
        title(t("spellings.title"));
        State state = table.state();
        add(hint(t("spellings.hint")), hint(t("spellings.hint.when")));
        if (state.takenOver() != null) {
            add(hint(t("spellings.takenOver", words().minute(state.takenOver()))));
        }
        if (current.reader().is(Role.ADMINISTRATOR)) {
            add(row(new Anchor("/app/nhat-ky", t("spellings.log"))));
        }
        add(trying(), ownLines(), shippedLines());
        show(state);
    }

    private Div trying() {
        tried.setLabel(t("spellings.try"));
        tried.setMaxLength(SpellingTrial.LONGEST);
        tried.setPlaceholder("UBND TT Diên Khánh");
        tried.setWidth("24rem");
        Button go = new Button(t("spellings.try.go"), e -> tell());
        tried.addKeyPressListener(Key.ENTER, e -> tell());
        parts.getElement().setAttribute("aria-live", "polite");
        return new Div(section(t("spellings.try.title"), row(tried, go), parts));
    }

    private void tell() {
        parts.removeAll();
        List<SpellingTrial.Part> all = trial.tried(tried.getValue());
        for (SpellingTrial.Part part : all) {
            parts.add(
                    new ListItem(
                            part.ways().size() == 1
                                    ? t("spellings.try.plain", part.typed())
                                    : t(
                                            "spellings.try.ways",
                                            part.typed(),
                                            String.join(" · ", part.ways()))));
        }
        if (all.isEmpty()) {
            parts.add(new ListItem(t("spellings.try.nothing")));
        }
    }

    private Div ownLines() {
        Button add =
                new Button(
                        t("spellings.add"),
                        e ->
                                new SpellingDialog(
                                                words(),
                                                t("spellings.add"),
                                                null,
                                                said -> {
                                                    table.add(said, actor());
                                                    done();
                                                })
                                        .open());
        add.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        columns(own, line -> line.said().text());
        own.addColumn(line -> line.said().remark()).setHeader(t("spellings.remark"));
        own.addColumn(line -> byAt(line.by(), line.at()))
                .setHeader(t("spellings.by"))
                .setWidth("11rem")
                .setFlexGrow(0);
        actions(
                own,
                line ->
                        row(
                                button("spellings.change", line.said().text(), () -> change(line)),
                                button(
                                        "spellings.remove",
                                        line.said().text(),
                                        () -> askToRemove(line))));
        own.setEmptyStateText(t("spellings.own.none"));
        own.getElement().setAttribute("aria-label", t("spellings.own"));
        return new Div(section(t("spellings.own"), row(add), own));
    }

    private Div shippedLines() {
        filter.setLabel(t("spellings.filter"));
        filter.setClearButtonVisible(true);
        filter.setValueChangeMode(ValueChangeMode.LAZY);
        filter.addValueChangeListener(e -> showShipped());
        columns(shipped, line -> line.said().text());
        shipped.addColumn(this::standing)
                .setHeader(t("spellings.standing"))
                .setWidth("11rem")
                .setFlexGrow(0);
        actions(
                shipped,
                line ->
                        off.containsKey(line.key())
                                ? row(
                                        button(
                                                "spellings.on",
                                                line.said().text(),
                                                () -> count(line, true)))
                                : row(
                                        button(
                                                "spellings.change",
                                                line.said().text(),
                                                () -> replace(line)),
                                        button(
                                                "spellings.off",
                                                line.said().text(),
                                                () -> count(line, false))));
        shipped.getElement().setAttribute("aria-label", t("spellings.shipped"));
        return new Div(
                section(
                        t("spellings.shipped"),
                        hint(t("spellings.shipped.hint")),
                        row(filter),
                        shipped));
    }

    private <T> void columns(Grid<T> grid, Function<T, String> text) {
        grid.addColumn(text::apply).setHeader(t("spellings.line")).setWidth("14rem").setFlexGrow(3);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
    }

    private <T> void actions(Grid<T> grid, Function<T, Div> buttons) {
        grid.addColumn(new ComponentRenderer<>(buttons::apply))
                .setHeader(t("accounts.actions"))
                .setWidth("11rem")
                .setFlexGrow(0);
    }

    private Button button(String key, String of, Runnable act) {
        Button button = new Button(t(key), e -> act.run());
        button.setAriaLabel(t(key) + ": " + of);
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return button;
    }

    private String standing(Shipped line) {
        @Nullable Off one = off.get(line.key());
        return one == null
                ? t("spellings.counts")
                : t("spellings.counts.not", byAt(one.by(), one.at()));
    }

    private String byAt(String by, Instant at) {
        return t("contractors.byAt", by, words().minute(at));
    }

    private void show(State state) {
        off = state.off().stream().collect(Collectors.toMap(Off::shipped, one -> one));
        own.setItems(state.lines().reversed());
        showShipped();
    }

    private void showShipped() {
        String wanted = filter.getValue().strip();
        String key = reading.key(wanted);
        shipped.setItems(
                reading.shipped().stream()
                        .filter(line -> wanted.isEmpty() || has(line, wanted, key))
                        .toList());
    }

    private boolean has(Shipped line, String wanted, String key) {
        return line.said().spellings().stream()
                .anyMatch(
                        spelling ->
                                !key.isEmpty() && reading.key(spelling).contains(key)
                                        || spelling.toLowerCase(Locale.ROOT)
                                                .contains(wanted.toLowerCase(Locale.ROOT)));
    }

    private Reader actor() {
        return current.reader();
    }

    private void done() {
        Notices.done(t("spellings.saved"));
        show(table.state());
        if (!tried.getValue().isBlank()) {
            tell();
        }
    }

    private void change(Line line) {
        new SpellingDialog(
                        words(),
                        t("spellings.change"),
                        line.said(),
                        said -> {
                            table.change(line.number(), line.version(), said, actor());
                            done();
                        })
                .open();
    }

    private void replace(Shipped line) {
        new SpellingDialog(
                        words(),
                        t("spellings.change"),
                        line.said(),
                        said -> {
                            table.replace(line.key(), said, actor());
                            done();
                        })
                .open();
    }

    private void count(Shipped line, boolean counts) {
        acting(reader -> table.count(line.key(), counts, reader));
    }

    private void askToRemove(Line line) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        t("spellings.remove"),
                        t("spellings.remove.sure", line.said().text()),
                        t("spellings.remove"),
                        yes ->
                                acting(
                                        reader ->
                                                table.remove(
                                                        line.number(), line.version(), reader)));
        sure.setCancelable(true);
        sure.setCancelText(t("back"));
        sure.setConfirmButtonTheme("error primary");
        sure.open();
    }

    private void acting(Consumer<Reader> act) {
        try {
            act.accept(actor());
            done();
        } catch (RefusedException e) {
            Notices.failed(e.findings().getFirst().message(locale()));
            show(table.state());
        }
    }
}
