package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.ValueProvider;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.TextWorkers;
import vn.tangthu.repository.TextWorkers.Worker;

/** The machines that read, what each did, and when it was heard of last. */
final class OcrWorkersPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient TextWorkers workers;
    private final transient Words words;
    private final Grid<Worker> grid = new Grid<>();

    OcrWorkersPanel(TextWorkers workers, Words words) {
        this.workers = workers;
        this.words = words;
        grid.addColumn(Worker::name)
                .setHeader(words.of("ocr.worker"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(words.of("ocr.worker.state"))
                .setWidth("14rem");
        number("ocr.worker.pages", worker -> words.number(worker.pagesLastHour()));
        number("ocr.worker.files", worker -> words.number(worker.filesLastHour()));
        number("ocr.worker.now", worker -> words.number(worker.claimed()));
        grid.addColumn(worker -> words.minute(worker.seenAt()))
                .setHeader(words.of("ocr.worker.seen"))
                .setWidth("11rem")
                .setFlexGrow(0);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(words.of("ocr.workers.none"));
        grid.getElement().setAttribute("aria-label", words.of("ocr.workers"));
        add(grid);
    }

    private void number(String header, ValueProvider<Worker, String> value) {
        grid.addColumn(value).setHeader(words.of(header)).setWidth("8rem").setFlexGrow(0);
    }

    private Div state(Worker worker) {
        Div cell = new Div();
        cell.addClassName("tt-row");
        cell.add(
                Marks.mark(
                        words.of(worker.archive() ? "ocr.worker.own" : "ocr.worker.helps"),
                        Marks.Tone.PLAIN));
        if (!worker.living()) {
            cell.add(Marks.mark(words.of("ocr.worker.silent"), Marks.Tone.WARN));
        }
        return cell;
    }

    /** Asks again. */
    void refresh() {
        grid.setItems(workers.list());
    }

    /** Whether a machine helps that is heard of now. */
    boolean isHelped() {
        return grid.getListDataView()
                .getItems()
                .anyMatch(worker -> worker.living() && !worker.archive());
    }
}
