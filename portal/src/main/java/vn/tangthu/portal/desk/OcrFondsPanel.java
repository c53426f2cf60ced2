package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import java.util.function.BiConsumer;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.TextLine;
import vn.tangthu.repository.TextLine.FondsLine;
import vn.tangthu.repository.TextLine.Priority;

/** What is read and what waits in each fonds, and which goes first. */
final class OcrFondsPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Words words;
    private final transient BiConsumer<FondsLine, Priority> prioritise;
    private final transient CallbackDataProvider<FondsLine, Void> rows;

    OcrFondsPanel(TextLine line, Words words, BiConsumer<FondsLine, Priority> prioritise) {
        this.words = words;
        this.prioritise = prioritise;
        this.rows = Slices.of(line::fonds);
        Grid<FondsLine> grid = new Grid<>();
        grid.addColumn(
                        new ComponentRenderer<>(
                                f ->
                                        new Anchor(
                                                "/app/nhan-dang-chu?phong=" + f.fonds().value(),
                                                f.title())))
                .setHeader(words.of("fonds.title"))
                .setFlexGrow(3)
                .setWidth("12rem");
        number(grid, "ocr.read", "9rem", this::read);
        number(grid, "text.waiting", "7rem", f -> words.number(f.pagesWaiting()));
        number(grid, "text.failed", "7rem", f -> words.number(f.pagesFailed()));
        number(grid, "ocr.blank", "6rem", f -> words.number(f.pagesBlank()));
        number(
                grid,
                "ocr.confidence",
                "6rem",
                f -> f.confidence().map(percent -> percent + " %").orElse("–"));
        grid.addColumn(new ComponentRenderer<>(this::priority))
                .setHeader(words.of("ocr.priority"))
                .setWidth("16rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(rows);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(words.of("fonds.none"));
        grid.getElement().setAttribute("aria-label", words.of("ocr.fonds"));
        add(grid);
    }

    private void number(
            Grid<FondsLine> grid,
            String header,
            String width,
            ValueProvider<FondsLine, String> value) {
        grid.addColumn(value).setHeader(words.of(header)).setWidth(width).setFlexGrow(0);
    }

    private String read(FondsLine fonds) {
        return words.number(fonds.pagesWithText()) + "/" + words.number(fonds.pages());
    }

    private Component priority(FondsLine fonds) {
        Div cell = new Div();
        cell.addClassName("tt-row");
        if (fonds.priority() != Priority.USUAL) {
            cell.add(
                    Marks.mark(
                            words.of("ocr.priority." + fonds.priority()),
                            fonds.priority() == Priority.FIRST
                                    ? Marks.Tone.INFO
                                    : Marks.Tone.PLAIN));
        }
        for (Priority priority : Priority.values()) {
            if (priority != fonds.priority()) {
                Button button =
                        new Button(
                                words.of("ocr.priority.set." + priority),
                                e -> prioritise.accept(fonds, priority));
                button.addThemeVariants(ButtonVariant.LUMO_SMALL, ButtonVariant.LUMO_TERTIARY);
                button.getElement()
                        .setAttribute(
                                "aria-label",
                                words.of("ocr.priority.set." + priority) + ": " + fonds.title());
                cell.add(button);
            }
        }
        return cell;
    }

    /** Asks again for what is on the screen. */
    void refresh() {
        rows.refreshAll();
    }
}
