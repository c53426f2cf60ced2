package vn.tangthu.portal.desk;

import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.VirusScanner;
import vn.tangthu.repository.VirusScans;
import vn.tangthu.repository.VirusScans.Found;

/** How what is kept stands with the virus scanner, and what it found something in. */
final class VirusPanel extends Div {
    private static final long serialVersionUID = 1L;

    VirusPanel(VirusScans scans, VirusScanner scanner, Words words) {
        addClassName("tt-section");
        add(new H2(words.of("virus.title")));
        if (!scanner.configured()) {
            add(Notices.box(Marks.Tone.WARN, words.of("virus.none")));
        }
        long infected = scans.found(0, 1).total();
        var all = scans.summary();
        Tiles tiles = new Tiles();
        all.ifPresent(sum -> tiles.tile(words.of("virus.sum.clean"), words.number(sum.clean())));
        tiles.tile(words.of("virus.sum.infected"), words.number(infected));
        all.ifPresent(
                sum ->
                        tiles.tile(
                                words.of("virus.sum.not"),
                                words.number(sum.notScanned() + sum.never())));
        add(tiles);
        if (scanner.configured()) {
            hint(
                    all.map(sum -> words.of("virus.sum.at", words.minute(sum.countedAt())))
                            .orElseGet(() -> words.of("virus.sum.counting")));
        }
        scans.last()
                .ifPresent(
                        run ->
                                hint(
                                        words.of(
                                                "virus.run." + run.state(),
                                                words.minute(run.startedAt()),
                                                words.number(run.files()),
                                                words.bytes(run.bytes()),
                                                words.number(run.found()),
                                                words.number(run.notScanned()),
                                                run.engine())));
        if (infected > 0) {
            add(grid(scans, words));
        }
    }

    private void hint(String text) {
        Paragraph hint = new Paragraph(text);
        hint.addClassName("tt-hint");
        add(hint);
    }

    private static Grid<Found> grid(VirusScans scans, Words words) {
        Grid<Found> grid = new Grid<>();
        grid.addColumn(
                        new ComponentRenderer<>(
                                found ->
                                        new Anchor(
                                                Purposes.checking("/app/kho/ho-so/" + found.aip()),
                                                found.arcFileCode())))
                .setHeader(words.of("virus.record"))
                .setWidth("11rem");
        grid.addColumn(Found::originalName).setHeader(words.of("virus.file")).setWidth("11rem");
        grid.addColumn(found -> found.check().detail())
                .setHeader(words.of("virus.signature"))
                .setWidth("11rem");
        grid.addColumn(found -> words.minute(found.check().at()))
                .setHeader(words.of("virus.at"))
                .setWidth("9rem");
        grid.setItems(Slices.of(scans::found));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.getElement().setAttribute("aria-label", words.of("virus.title"));
        return grid;
    }
}
