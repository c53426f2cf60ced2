package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.util.List;
import java.util.stream.Collectors;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Alarms;
import vn.tangthu.repository.Alarms.Alarm;
import vn.tangthu.repository.Alarms.Channel;
import vn.tangthu.repository.Alarms.Message;
import vn.tangthu.repository.Role;

/** What people were told of by e-mail and webhook, and whether it reached them. */
final class AlarmsPanel extends Div {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 20;

    private final transient Alarms alarms;
    private final transient CurrentReader current;
    private final transient Words words;
    private final Div ways = new Div();
    private final Grid<Alarm> grid = new Grid<>();

    AlarmsPanel(Alarms alarms, CurrentReader current, Words words) {
        this.alarms = alarms;
        this.current = current;
        this.words = words;
        grid.addColumn(alarm -> words.minute(alarm.raisedAt()))
                .setHeader(words.of("alarm.raised"))
                .setWidth("9rem");
        grid.addColumn(new ComponentRenderer<>(this::what))
                .setHeader(words.of("alarm.kind"))
                .setWidth("16rem");
        grid.addColumn(
                        alarm ->
                                alarm.subject().isEmpty()
                                        ? "–"
                                        : alarm.kind() == Alarms.Kind.UNUSUAL_READING
                                                ? words.of("watch.number.of", alarm.subject())
                                                : CopiesPanel.name(alarm.subject(), words))
                .setHeader(words.of("incident.copy"))
                .setWidth("7rem");
        grid.addColumn(new ComponentRenderer<>(this::told))
                .setHeader(words.of("alarm.told"))
                .setWidth("16rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(words.of("alarm.none"));
        grid.getElement().setAttribute("aria-label", words.of("alarm.title"));
        add(ways, grid);
    }

    void refresh() {
        ways.removeAll();
        List<Channel> channels = alarms.channels();
        if (channels.isEmpty()) {
            ways.add(Notices.box(Marks.Tone.WARN, words.of("alarm.no-ways")));
        } else {
            Div line =
                    new Div(
                            new Span(
                                    words.of(
                                            "alarm.ways",
                                            channels.stream()
                                                    .map(this::way)
                                                    .collect(Collectors.joining(", ")),
                                            words.number(alarms.waiting()))));
            line.addClassName("tt-hint");
            ways.add(line);
            if (current.is(Role.ARCHIVIST)) {
                ways.add(new Button(words.of("alarm.test"), e -> test()));
            }
        }
        grid.setItems(alarms.newest(MOST));
    }

    private void test() {
        alarms.test(current.require(Role.ARCHIVIST));
        Notices.done(words.of("alarm.tested"));
        refresh();
    }

    private String way(Channel channel) {
        return words.of("alarm.way." + channel.name());
    }

    private Component what(Alarm alarm) {
        Div cell = new Div(new Span(words.of("alarm.kind." + alarm.kind().name())));
        boolean lasts = alarm.clearedAt() == null;
        cell.add(
                new Div(
                        Marks.mark(
                                lasts
                                        ? words.of("alarm.lasts")
                                        : words.of("alarm.over", words.minute(alarm.clearedAt())),
                                lasts ? Marks.Tone.ERROR : Marks.Tone.PLAIN)));
        return cell;
    }

    private Component told(Alarm alarm) {
        Div cell = new Div();
        for (Message message : alarm.messages()) {
            String way =
                    way(message.channel())
                            + (message.cleared() ? " (" + words.of("alarm.end") + ")" : "");
            boolean taken = message.deliveredAt() != null;
            cell.add(
                    new Div(
                            Marks.mark(
                                    taken
                                            ? words.of(
                                                    "alarm.taken",
                                                    way,
                                                    words.minute(message.deliveredAt()))
                                            : words.of(
                                                    "alarm.waits",
                                                    way,
                                                    words.number(message.attempts())),
                                    taken ? Marks.Tone.OK : Marks.Tone.WARN)));
            if (!taken && message.failure() != null) {
                Span why = new Span(message.failure());
                why.addClassName("tt-hint");
                cell.add(new Div(why));
            }
        }
        return cell;
    }
}
