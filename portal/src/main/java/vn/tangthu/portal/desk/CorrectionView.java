package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Corrections;
import vn.tangthu.repository.Corrections.Correction;
import vn.tangthu.repository.Corrections.Item;
import vn.tangthu.repository.Corrections.State;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Role;

/** What an edited list would change and all that is wrong with it; then how far it is applied. */
@Route("kho/sua-bang-tinh/:id")
@RolesAllowed("ARCHIVIST")
class CorrectionView extends LiveView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private final transient Corrections corrections;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Div state = new Div();
    private final Div actions = row();
    private final Div found = new Div();
    private @Nullable UUID id;
    private @Nullable State shown;
    private transient @Nullable CallbackDataProvider<Item, Void> items;

    CorrectionView(Corrections corrections, CurrentReader current, ActivityLog activity) {
        this.corrections = corrections;
        this.current = current;
        this.activity = activity;
        state.getElement().setAttribute("aria-live", "polite");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        UUID of;
        try {
            of = UUID.fromString(event.getRouteParameters().get("id").orElse(""));
        } catch (IllegalArgumentException e) {
            throw new NotFoundException();
        }
        id = of;
        Correction correction =
                corrections.find(of, archivist()).orElseThrow(NotFoundException::new);
        clear();
        shown = null;
        title(correction.name());
        add(row(new Anchor("/app/kho/sua-bang-tinh", t("bulk.title"))), state, actions, found);
    }

    private Reader archivist() {
        return current.require(Role.ARCHIVIST);
    }

    @Override
    boolean refresh() {
        Correction now = id == null ? null : corrections.find(id, archivist()).orElse(null);
        if (now == null) {
            return false;
        }
        state.removeAll();
        state.add(CorrectionWords.mark(now.state(), words()));
        if (now.reason() != null) {
            state.add(progress(now));
        }
        state.add(facts(now));
        if (now.state() != shown) {
            shown = now.state();
            actions.removeAll();
            act(now);
            found.removeAll();
            if (now.state() != State.CHECKING) {
                found(now);
            }
        } else if (now.moves() && items != null) {
            items.refreshAll();
        }
        return now.moves();
    }

    private Component progress(Correction now) {
        int ended = now.done() + now.left();
        ProgressBar bar = new ProgressBar(0, Math.max(1, now.records()), ended);
        bar.getElement().setAttribute("aria-label", t("bulk.state." + now.state()));
        String line =
                t(
                        "bulk.progress",
                        words().number(now.done()),
                        words().number(now.records()),
                        words().number(now.left()));
        if (now.remaining() != null) {
            line += " · " + t("progress.remaining", words().duration(now.remaining()));
        }
        return new Div(bar, hint(line));
    }

    private DescriptionList facts(Correction now) {
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        for (List<String> fact : head(now)) {
            facts.add(
                    new DescriptionList.Term(fact.getFirst()),
                    new DescriptionList.Description(fact.getLast()));
        }
        return facts;
    }

    private List<List<String>> head(Correction now) {
        List<List<String>> facts = new ArrayList<>();
        facts.add(
                List.of(
                        t("bulk.by"),
                        t("bulk.byAt", now.actor(), words().minute(now.createdAt()))));
        facts.add(List.of(t("bulk.rows"), words().number(now.rows())));
        if (now.state() != State.CHECKING) {
            facts.add(List.of(t("bulk.records"), words().number(now.records())));
        }
        if (now.reason() != null) {
            facts.add(List.of(t("bulk.reason"), now.reason()));
            facts.add(
                    List.of(
                            t("bulk.decided"),
                            t(
                                    "bulk.byAt",
                                    String.valueOf(now.decidedBy()),
                                    words().minute(now.decidedAt()))));
        }
        if (now.finishedAt() != null) {
            facts.add(List.of(t("bulk.finished"), words().minute(now.finishedAt())));
        }
        return facts;
    }

    private void act(Correction now) {
        UUID of = now.id();
        switch (now.state()) {
            case CHECKED -> {
                Button apply =
                        new Button(
                                t("bulk.apply"),
                                e ->
                                        new ReasonDialog(
                                                        words(),
                                                        t("bulk.apply"),
                                                        t(
                                                                "bulk.apply.sure",
                                                                words().number(now.records())),
                                                        t("bulk.apply.act"),
                                                        reason -> apply(now, reason))
                                                .open());
                apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                actions.add(apply);
            }
            case CHECKING, RUNNING ->
                    actions.add(
                            new Button(
                                    t("bulk.cancel"),
                                    e -> {
                                        corrections.cancel(of, archivist());
                                        activity.record(
                                                archivist(),
                                                "CORRECTIONS_CANCELLED",
                                                now.name(),
                                                null);
                                        follow();
                                    }));
            case CANCELLED, INTERRUPTED -> {
                if (now.canGoOn()) {
                    Button on =
                            new Button(
                                    t("bulk.goOn"),
                                    e -> {
                                        corrections.goOn(of, archivist());
                                        activity.record(
                                                archivist(),
                                                "CORRECTIONS_RESUMED",
                                                now.name(),
                                                null);
                                        follow();
                                    });
                    on.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                    actions.add(on);
                } else {
                    actions.add(Notices.box(Marks.Tone.WARN, t("bulk.again")));
                }
            }
            case REFUSED -> actions.add(Notices.box(Marks.Tone.ERROR, t("bulk.refused")));
            case NOTHING -> actions.add(Notices.box(Marks.Tone.INFO, t("bulk.nothing")));
            case DONE -> {}
        }
    }

    private void apply(Correction now, String reason) {
        corrections.apply(now.id(), reason, archivist());
        activity.record(archivist(), "CORRECTIONS_APPLIED", now.name(), reason);
        follow();
    }

    private void found(Correction now) {
        UUID of = now.id();
        if (corrections.findings(of, 0, 1, archivist()).total() > 0) {
            found.add(
                    section(
                            t("deliveries.findings"),
                            new FindingsPanel(
                                    (offset, limit) ->
                                            corrections.findings(of, offset, limit, archivist()),
                                    now.name(),
                                    head(now),
                                    null,
                                    words())));
        }
        if (now.records() > 0) {
            found.add(section(t("bulk.changes"), row(sheet(now)), changes(of)));
        }
    }

    private Anchor sheet(Correction now) {
        DownloadHandler list =
                event -> {
                    Reader archivist = archivist();
                    event.setFileName(
                            now.name().replaceAll("[^\\p{L}\\p{N}._-]", "_") + "-thay-doi.xlsx");
                    event.setContentType(FindingsXlsx.TYPE);
                    CorrectionSheet.write(
                            now.name(),
                            (offset, limit) ->
                                    corrections.items(now.id(), offset, limit, archivist),
                            words(),
                            event.getOutputStream());
                };
        Anchor anchor = new Anchor(list, t("bulk.sheet"));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    private Component changes(UUID of) {
        Grid<Item> grid = new Grid<>();
        grid.addComponentColumn(this::what)
                .setHeader(t("bulk.what"))
                .setWidth("13rem")
                .setFlexGrow(0);
        grid.addComponentColumn(
                        item ->
                                new DifferenceTables(
                                                item.record(),
                                                item.version(),
                                                item.version(),
                                                words())
                                        .fields(item.fields(), List.of()))
                .setHeader(t("bulk.difference"))
                .setWidth("26rem")
                .setFlexGrow(1);
        CallbackDataProvider<Item, Void> source =
                Slices.of((offset, limit) -> corrections.items(of, offset, limit, archivist()));
        grid.setDataProvider(source);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 40);
        grid.getElement().setAttribute("aria-label", t("bulk.changes"));
        items = source;
        return grid;
    }

    /** Which hồ sơ or document, where in the list, and what became of it. */
    private Component what(Item item) {
        Anchor record = new Anchor("/app/kho/ho-so/" + item.record(), item.code());
        record.addClassName("tt-tap");
        Div what = new Div(new Div(record), hint(item.place()));
        Div outcome = new Div(CorrectionWords.outcomeMark(item, words()));
        String why = CorrectionWords.why(item, words());
        if (!why.isEmpty()) {
            outcome.add(new Div(new Span(why)));
        }
        what.add(outcome);
        return what;
    }
}
