package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.function.SerializableSupplier;
import java.time.LocalDate;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Holdings.AfterClosing;
import vn.tangthu.repository.Holdings.Late;

/** What a closed fonds keeps that is later than its closing; asked for when it is opened. */
final class AfterClosingPanel extends Details {
    private static final long serialVersionUID = 1L;

    AfterClosingPanel(LocalDate closed, SerializableSupplier<AfterClosing> source, Words words) {
        super(words.of("fonds.after", words.day(closed)));
        setId("muon-hon-ngay-dong");
        addOpenedChangeListener(
                e -> {
                    if (e.isOpened() && getContent().findAny().isEmpty()) {
                        add(content(source.get(), words));
                    }
                });
    }

    private static Component content(AfterClosing late, Words words) {
        if (late.isEmpty()) {
            return Notices.box(Marks.Tone.OK, words.of("fonds.after.none"));
        }
        Div content = new Div(new Paragraph(count(late, words)));
        if (late.records() + late.documents() > late.first().size()) {
            content.add(
                    new Paragraph(
                            words.of("fonds.after.first", words.number(late.first().size()))));
        }
        Grid<Late> grid = new Grid<>();
        grid.addComponentColumn(
                        one -> new Anchor("/app/kho/ho-so/" + one.record(), one.arcFileCode()))
                .setHeader(words.of("record.code"))
                .setWidth("13rem");
        grid.addColumn(
                        one ->
                                one.docCode() == null
                                        ? words.of("fonds.after.record")
                                        : one.docCode())
                .setHeader(words.of("fonds.after.what"))
                .setWidth("13rem");
        grid.addColumn(one -> one.date().toString())
                .setHeader(words.of("fonds.after.date"))
                .setWidth("9rem")
                .setFlexGrow(0);
        grid.setItems(late.first());
        Slices.fit(grid, 16);
        grid.getElement().setAttribute("aria-label", words.of("fonds.after.list"));
        content.add(grid);
        return content;
    }

    static String count(AfterClosing late, Words words) {
        return words.of(
                "fonds.after.count", words.number(late.records()), words.number(late.documents()));
    }
}
