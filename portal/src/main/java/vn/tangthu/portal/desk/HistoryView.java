package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Aip;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Difference;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordHistory;
import vn.tangthu.repository.RecordVersion;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Withdrawals;
import vn.tangthu.repository.Withdrawals.Withdrawn;

/** The versions of a hồ sơ, also of a withdrawn one, and what differs between any two of them. */
@Route("kho/ho-so/:id/phien-ban")
@RolesAllowed({"ARCHIVIST", "AUDITOR", "ADMINISTRATOR"})
class HistoryView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private final transient RecordHistory history;
    private final transient Withdrawals withdrawals;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;

    HistoryView(
            RecordHistory history,
            Withdrawals withdrawals,
            CurrentReader current,
            ActivityLog activity) {
        this.history = history;
        this.withdrawals = withdrawals;
        this.current = current;
        this.activity = activity;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        Reader reader = current.reader();
        AipId id = id(event);
        clear();
        try {
            Aip newest = history.newest(id, reader).orElseThrow(NotFoundException::new);
            QueryParameters asked = event.getLocation().getQueryParameters();
            int to = number(asked, "den", newest.version(), newest.version());
            int from = number(asked, "tu", Math.max(1, to - 1), newest.version());
            Aip before = history.version(id, from, reader).orElseThrow(NotFoundException::new);
            Aip after = history.version(id, to, reader).orElseThrow(NotFoundException::new);
            show(newest, before, after, reader);
        } catch (IOException e) {
            title(t("history.title"));
            add(Notices.box(Marks.Tone.ERROR, t("history.unreadable")));
        }
    }

    private static AipId id(BeforeEnterEvent event) {
        try {
            return new AipId(UUID.fromString(event.getRouteParameters().get("id").orElse("")));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
    }

    private static int number(QueryParameters asked, String name, int otherwise, int most) {
        String text = asked.getSingleParameter(name).orElse("");
        return text.matches("[1-9][0-9]{0,5}") ? Math.min(Integer.parseInt(text), most) : otherwise;
    }

    private void show(Aip newest, Aip before, Aip after, Reader reader) {
        AipId id = newest.id();
        title(t("history.of", newest.description().title()));
        Optional<Withdrawn> withdrawn = withdrawals.find(id, reader);
        Div ways = row(new Span(newest.description().arcFileCode()));
        if (withdrawn.isPresent()) {
            ways.addComponentAsFirst(new Anchor("/app/kho/da-rut", t("withdrawn.title")));
        } else if (reader.is(Role.ARCHIVIST)) {
            ways.addComponentAsFirst(new Anchor("/app/kho/ho-so/" + id, t("history.back")));
        }
        add(ways);
        withdrawn.ifPresent(one -> add(withdrawn(one, reader)));
        add(section(t("record.history"), versions(newest)));
        if (newest.version() == 1) {
            return; // nothing to compare yet
        }
        int from = before.version();
        int to = after.version();
        add(section(t("history.compare"), choose(id, newest.version(), from, to)));
        Difference difference = Difference.between(before, after);
        if (difference.isEmpty()) {
            add(hint(t(from == to ? "history.sameVersion" : "history.nothing", from, to)));
            return;
        }
        DifferenceTables tables = new DifferenceTables(id, from, to, words());
        if (!difference.fields().isEmpty() || !difference.rights().isEmpty()) {
            add(
                    section(
                            t("history.fields"),
                            tables.fields(difference.fields(), difference.rights())));
        }
        if (!difference.documents().isEmpty()) {
            add(section(t("record.documents"), tables.documents(difference.documents())));
        }
    }

    private Component withdrawn(Withdrawn one, Reader reader) {
        Div box =
                Notices.box(
                        Marks.Tone.WARN,
                        t("withdrawn.who", words().minute(one.at()), one.actor(), one.reason()));
        if (reader.is(Role.ARCHIVIST)) {
            box.add(
                    new Button(
                            t("withdrawn.reinstate"),
                            e ->
                                    new ReasonDialog(
                                                    words(),
                                                    t("withdrawn.reinstate"),
                                                    t("withdrawn.reinstate.sure"),
                                                    t("withdrawn.reinstate"),
                                                    reason -> reinstate(one.id(), reason))
                                            .open()));
        }
        return box;
    }

    private void reinstate(AipId id, String reason) {
        Reader archivist = current.require(Role.ARCHIVIST);
        withdrawals.reinstate(id, reason, archivist);
        activity.record(archivist, "REINSTATE", id.toString(), reason);
        Notices.done(t("saved"));
        getUI().ifPresent(ui -> ui.navigate("kho/ho-so/" + id));
    }

    private Component versions(Aip newest) {
        OrderedList versions = new OrderedList();
        for (RecordVersion version : newest.history()) {
            RecordVersion.Kind kind = version.kind();
            ListItem item =
                    new ListItem(
                            new Paragraph(
                                    t(
                                            "record.version.by",
                                            version.number(),
                                            words().minute(version.createdAt()),
                                            version.actor(),
                                            version.message())));
            if (kind != null) {
                item.add(Marks.mark(words().of(kind), tone(kind)));
            }
            if (version.number() > 1) {
                item.add(
                        new Span(" "),
                        new Anchor(
                                address(newest.id(), version.number() - 1, version.number()),
                                t("history.before.this", version.number() - 1)));
            }
            versions.add(item);
        }
        return versions;
    }

    private static Marks.Tone tone(RecordVersion.Kind kind) {
        return kind == RecordVersion.Kind.WITHDRAWN ? Marks.Tone.WARN : Marks.Tone.INFO;
    }

    static String address(AipId id, int from, int to) {
        return "/app/kho/ho-so/" + id + "/phien-ban?tu=" + from + "&den=" + to;
    }

    private Component choose(AipId id, int newest, int from, int to) {
        Select<Integer> older = version("history.from", newest, from);
        Select<Integer> newer = version("history.to", newest, to);
        Button go =
                new Button(
                        t("history.go"),
                        e ->
                                getUI().ifPresent(
                                                ui ->
                                                        ui.navigate(
                                                                "kho/ho-so/" + id + "/phien-ban",
                                                                new QueryParameters(
                                                                        Map.of(
                                                                                "tu",
                                                                                List.of(
                                                                                        ""
                                                                                                + older
                                                                                                        .getValue()),
                                                                                "den",
                                                                                List.of(
                                                                                        ""
                                                                                                + newer
                                                                                                        .getValue()))))));
        return row(older, newer, go);
    }

    private Select<Integer> version(String key, int newest, int value) {
        Select<Integer> select = new Select<>();
        select.setLabel(t(key));
        select.setItems(IntStream.rangeClosed(1, newest).boxed().toList());
        select.setItemLabelGenerator(number -> t("history.version", number));
        select.setValue(value);
        return select;
    }
}
