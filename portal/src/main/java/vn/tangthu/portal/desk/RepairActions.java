package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.confirmdialog.ConfirmDialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.List;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FixityAudits.Damage;
import vn.tangthu.repository.FixityAudits.Incident;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Repairs;
import vn.tangthu.repository.Repairs.Stopped;
import vn.tangthu.repository.Role;

/** What an archivist does about damage: restore from a copy, and say that repair may go on. */
final class RepairActions extends Div {
    private static final long serialVersionUID = 1L;

    private final transient Repairs repairs;
    private final transient CurrentReader current;
    private final transient Words words;
    private final Runnable changed;
    private final Div stopped = new Div();
    private final Div said = new Div();

    /**
     * @param changed called after something was repaired or released
     */
    RepairActions(Repairs repairs, CurrentReader current, Words words, Runnable changed) {
        this.repairs = repairs;
        this.current = current;
        this.words = words;
        this.changed = changed;
        said.getElement().setAttribute("aria-live", "polite");
        add(stopped, said);
    }

    /** Shows where automatic repair has stopped. */
    void refresh() {
        stopped.removeAll();
        for (Stopped one : repairs.stopped()) {
            Div box =
                    Notices.box(
                            Marks.Tone.ERROR,
                            words.of(
                                    "repair.stopped",
                                    CopiesPanel.name(one.copy(), words),
                                    words.number(one.found()),
                                    words.number(one.packages()),
                                    words.minute(one.at())));
            if (current.is(Role.ARCHIVIST)) {
                box.add(new Div(new Button(words.of("repair.go-on"), e -> sure(one))));
            }
            stopped.add(box);
        }
    }

    private void sure(Stopped one) {
        ConfirmDialog sure =
                new ConfirmDialog(
                        words.of("repair.go-on"),
                        words.of("repair.go-on.sure"),
                        words.of("repair.go-on"),
                        yes -> {
                            repairs.goOn(one.copy(), current.require(Role.ARCHIVIST));
                            changed.run();
                        });
        sure.setCancelable(true);
        sure.setCancelText(words.of("back"));
        sure.open();
    }

    /** The buttons of an incident: one for each place that may have good bytes. */
    Component of(Incident incident) {
        if (incident.resolvedAt() != null
                || incident.damage() == Damage.EXTRA
                || incident.damage() == Damage.OBJECT_UNKNOWN) {
            return new Span("");
        }
        List<String> sources = repairs.sources(incident.copy());
        if (sources.isEmpty()) {
            return new Span(words.of("repair.no-copies"));
        }
        Div buttons = new Div();
        for (String source : sources) {
            buttons.add(
                    new Button(
                            words.of("repair.from", CopiesPanel.name(source, words)),
                            e -> repair(incident, source)));
        }
        return buttons;
    }

    private void repair(Incident incident, String source) {
        Reader actor = current.require(Role.ARCHIVIST);
        Repairs.Result result = repairs.repair(incident.id(), source, actor);
        said.removeAll();
        said.add(
                Notices.box(
                        switch (result.outcome()) {
                            case REPAIRED, SOUND -> Marks.Tone.OK;
                            case LATER, NOT_TRIED -> Marks.Tone.WARN;
                            case NO_GOOD_COPY, STOPPED -> Marks.Tone.ERROR;
                        },
                        words.of(
                                "repair.said." + result.outcome().name(),
                                CopiesPanel.name(source, words),
                                words.number(result.files().size()),
                                words.number(result.left().size()))));
        changed.run();
    }
}
