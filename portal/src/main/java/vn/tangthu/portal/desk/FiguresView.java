package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Svg;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import vn.tangthu.portal.papers.FiguresPaper;
import vn.tangthu.portal.papers.InventoryPapers.Form;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.FormatRisks;
import vn.tangthu.repository.HoldingFigures;
import vn.tangthu.repository.HoldingFigures.By;
import vn.tangthu.repository.HoldingFigures.Figures;
import vn.tangthu.repository.HoldingFigures.Line;
import vn.tangthu.repository.Reader;

/**
 * The holdings by fonds, deliverer, year, retention, access, origin and format: bars, table,
 * spreadsheet.
 */
@Route("so-lieu")
@RolesAllowed({"ARCHIVIST", "ADMINISTRATOR"})
class FiguresView extends PageView {
    private static final long serialVersionUID = 1L;

    FiguresView(HoldingFigures figures, FormatRisks risks, CurrentReader current) {
        title(t("figures.title"));
        add(hint(t("figures.hint")));
        FigureWords labels = new FigureWords(words());
        DownloadHandler sheet =
                event -> {
                    Reader reader = current.reader();
                    Map<By, Figures> all = new EnumMap<>(By.class);
                    for (By by : By.values()) {
                        all.put(by, figures.by(by, reader)); // refuses before the first byte
                    }
                    event.setFileName("so-lieu-kho" + Form.XLSX.ending());
                    event.setContentType(Form.XLSX.type());
                    FiguresPaper.write(
                            t("figures.title"),
                            all,
                            labels::heading,
                            labels::label,
                            labels.sheetColumns(),
                            FigureWords::numbers,
                            labels::more,
                            List.of(
                                    new FormatFigures(figures.formats(reader), risks, words())
                                            .sheet()),
                            event.getOutputStream());
                };
        Anchor download = new Anchor(sheet, t("paper.xlsx"));
        download.getElement().setAttribute("download", true);
        add(row(download));
        for (By by : By.values()) {
            Figures of = figures.by(by, current.reader());
            Section part = section(labels.heading(by));
            if (of.lines().isEmpty()) {
                part.add(hint(t("figures.none")));
            } else {
                Div chart = new Div(new Svg(FigureBars.svg(by, of, labels)));
                chart.addClassName("tt-bars");
                chart.getElement().setAttribute("aria-hidden", "true"); // the table says the same
                part.add(chart);
                if (FigureBars.isCut(of)) {
                    String most = words().number(FigureBars.MOST);
                    part.add(hint(t("figures.chart.cut", most)));
                }
                part.getElement().appendChild(table(by, of, labels));
                if (of.more() > 0) {
                    part.add(hint(labels.more(of.more())));
                }
            }
            add(part);
        }
        FormatFigures formats =
                new FormatFigures(figures.formats(current.reader()), risks, words());
        Section part = section(formats.heading());
        if (formats.lines().isEmpty()) {
            part.add(hint(t("figures.none")));
        } else {
            part.add(
                    hint(t("figures.formats.hint", words().minute(formats.formats().countedAt()))));
            Div chart = new Div(new Svg(formats.chart()));
            chart.addClassName("tt-bars");
            chart.getElement().setAttribute("aria-hidden", "true"); // the table says the same
            part.add(chart);
            part.getElement()
                    .appendChild(
                            FigureTable.of(
                                    formats.heading(),
                                    formats.columns(),
                                    0,
                                    formats.lines().stream().map(formats::cells).toList(),
                                    formats.lines().stream()
                                            .map(
                                                    line ->
                                                            FormatHoldersView.address(
                                                                    line.puid(), null))
                                            .toList()));
        }
        add(part);
    }

    private static Element table(By by, Figures figures, FigureWords labels) {
        List<String> columns = new ArrayList<>(List.of(labels.heading(by)));
        columns.addAll(labels.columns());
        List<List<String>> rows = new ArrayList<>();
        for (Line line : figures.lines()) {
            List<String> cells = new ArrayList<>(List.of(labels.label(by, line)));
            cells.addAll(labels.cells(line));
            rows.add(cells);
        }
        return FigureTable.of(labels.heading(by), columns, 0, rows, List.of());
    }
}
