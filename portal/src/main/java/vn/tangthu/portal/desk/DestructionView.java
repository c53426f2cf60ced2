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
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.DestructionPapers;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.Destructions;
import vn.tangthu.repository.Destructions.Act;
import vn.tangthu.repository.Destructions.Council;
import vn.tangthu.repository.Destructions.DestructionList;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.State;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/** One list on its way from the draft to the last byte, with what can be done at each step. */
@Route("xet-huy/:id")
@RolesAllowed("ARCHIVIST")
class DestructionView extends LiveView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;

    private final transient Destructions destructions;
    private final transient DestructionPapers papers;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final Div state = new Div();
    private final Div actions = row();
    private final Div refusals = new Div();
    private final Div content = new Div();
    private @Nullable UUID id;
    private @Nullable State shown;
    private transient @Nullable CallbackDataProvider<Item, Void> items;

    DestructionView(
            Destructions destructions,
            DestructionPapers papers,
            CurrentReader current,
            ActivityLog activity) {
        this.destructions = destructions;
        this.papers = papers;
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
        DestructionList list =
                destructions.find(of, archivist()).orElseThrow(NotFoundException::new);
        id = of;
        shown = null;
        clear();
        title(t("destruction.of", list.notation()));
        add(
                row(new Anchor("/app/xet-huy", t("destruction.title"))),
                state,
                actions,
                refusals,
                content);
    }

    private Reader archivist() {
        return current.require(Role.ARCHIVIST);
    }

    @Override
    boolean refresh() {
        DestructionList now = id == null ? null : destructions.find(id, archivist()).orElse(null);
        if (now == null) {
            return false;
        }
        state.removeAll();
        state.add(DestructionWords.mark(now.state(), words()));
        if (now.state() == State.EXECUTING) {
            ProgressBar bar = new ProgressBar(0, Math.max(1, now.toDestroy()), now.erased());
            bar.getElement().setAttribute("aria-label", t("destruction.state.EXECUTING"));
            state.add(bar, hint(t("destruction.progress", now.erased(), now.toDestroy())));
        }
        state.add(facts(now));
        if (now.state() != shown) {
            shown = now.state();
            refusals.removeAll();
            actions.removeAll();
            act(now);
            content.removeAll();
            content(now);
        } else if (items != null) {
            items.refreshAll();
        }
        return now.state() == State.EXECUTING;
    }

    /** Everything anew, after something was done. */
    private void again() {
        shown = null;
        follow();
    }

    private DescriptionList facts(DestructionList now) {
        DescriptionList facts = new DescriptionList();
        facts.addClassName("tt-facts");
        fact(facts, "destruction.name", now.title());
        fact(facts, "destruction.records", words().number(now.records()));
        fact(facts, "destruction.created", by(now.created()));
        fact(facts, "destruction.frozen", by(now.frozen()));
        Council council = now.council();
        if (council != null) {
            fact(facts, "destruction.members", String.join("; ", council.members()));
            fact(facts, "destruction.minutes", of(council.minutes(), council.metOn()));
            fact(
                    facts,
                    "destruction.approval",
                    council.authority() + ", " + of(council.approval(), council.approvedOn()));
            fact(facts, "destruction.decision", of(council.decision(), council.decidedOn()));
            fact(facts, "destruction.decided", by(now.decided()));
            fact(facts, "destruction.toDestroy", words().number(now.toDestroy()));
        }
        if (now.state() == State.DECIDED) {
            fact(facts, "destruction.notBefore", words().minute(now.notBefore()));
        }
        fact(facts, "destruction.executed", by(now.executed()));
        if (now.finishedAt() != null) {
            fact(facts, "destruction.finished", words().minute(now.finishedAt()));
        }
        if (now.withdrawnBy() != null) {
            fact(
                    facts,
                    "destruction.withdrawn",
                    t("contractors.byAt", now.withdrawnBy(), words().minute(now.withdrawnAt())));
            fact(facts, "reason", now.why());
        }
        return facts;
    }

    private String of(String number, java.time.LocalDate day) {
        return t("erasures.of", number, words().day(day));
    }

    private @Nullable String by(@Nullable Act act) {
        return act == null ? null : t("contractors.byAt", act.by(), words().minute(act.at()));
    }

    private void fact(DescriptionList facts, String key, @Nullable String value) {
        if (value != null) {
            facts.add(new DescriptionList.Term(t(key)), new DescriptionList.Description(value));
        }
    }

    private void act(DestructionList now) {
        UUID of = now.id();
        switch (now.state()) {
            case DRAFT -> {
                actions.add(
                        button(
                                "destruction.check",
                                () -> told(destructions.check(of, archivist()))));
                Button freeze =
                        button("destruction.freeze", () -> destructions.freeze(of, archivist()));
                freeze.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                actions.add(freeze);
            }
            case FROZEN -> {
                actions.add(button("destruction.judge.rest", () -> judge(of, null, true)));
                Button decide =
                        new Button(
                                t("destruction.decide"),
                                e ->
                                        new CouncilDialog(
                                                        words(),
                                                        council -> {
                                                            destructions.decide(
                                                                    of, council, archivist());
                                                            again();
                                                        })
                                                .open());
                decide.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
                actions.add(decide);
            }
            case DECIDED -> {
                actions.add(
                        button(
                                "destruction.check",
                                () -> told(destructions.check(of, archivist()))));
                Button execute =
                        new Button(
                                t("destruction.execute"),
                                e ->
                                        new DestroyDialog(
                                                        words(),
                                                        now,
                                                        number -> {
                                                            destructions.execute(
                                                                    of, number, archivist());
                                                            again();
                                                        })
                                                .open());
                execute.addThemeVariants(ButtonVariant.LUMO_PRIMARY, ButtonVariant.LUMO_ERROR);
                actions.add(execute);
            }
            case EXECUTING, DONE, WITHDRAWN -> {}
        }
        if (now.state() == State.DRAFT
                || now.state() == State.FROZEN
                || now.state() == State.DECIDED) {
            actions.add(
                    new Button(
                            t("destruction.withdraw"),
                            e ->
                                    new ReasonDialog(
                                                    words(),
                                                    t("destruction.withdraw"),
                                                    t("destruction.withdraw.sure"),
                                                    t("destruction.withdraw"),
                                                    reason -> {
                                                        destructions.withdraw(
                                                                of, reason, archivist());
                                                        again();
                                                    })
                                            .open()));
        }
    }

    private Button button(String key, Runnable done) {
        return new Button(
                t(key),
                e -> {
                    refusals.removeAll();
                    try {
                        done.run();
                        if (!key.equals("destruction.check")) {
                            again();
                        }
                    } catch (RefusedException refused) {
                        told(refused.findings());
                    }
                });
    }

    private void told(List<Finding> findings) {
        refusals.removeAll();
        refusals.add(
                findings.isEmpty()
                        ? Notices.box(Marks.Tone.OK, t("destruction.nothing.against"))
                        : Notices.findings(findings, words()));
    }

    private void judge(UUID of, @Nullable Item item, boolean destroy) {
        String title = t(destroy ? "destruction.judge.destroy" : "destruction.judge.keep");
        new ReasonDialog(
                        words(),
                        item == null ? t("destruction.judge.rest") : title,
                        item == null
                                ? t("destruction.judge.rest.sure")
                                : t("destruction.judge.of", item.arcFileCode()),
                        title,
                        reason -> {
                            destructions.judge(
                                    of,
                                    item == null ? null : item.record(),
                                    destroy,
                                    reason,
                                    archivist());
                            follow();
                        })
                .open();
    }

    private void content(DestructionList now) {
        UUID of = now.id();
        if (now.state() == State.DRAFT) {
            TextArea explanation = new TextArea(t("destruction.explanation"));
            explanation.setWidthFull();
            explanation.setMinHeight("8rem");
            explanation.setMaxLength(Destructions.LONGEST_EXPLANATION);
            explanation.setHelperText(t("destruction.explanation.help"));
            explanation.setValue(now.explanation());
            explanation.addValueChangeListener(
                    e -> {
                        try {
                            destructions.explain(of, e.getValue(), archivist());
                        } catch (RefusedException refused) {
                            told(refused.findings());
                        }
                    });
            content.add(explanation);
        }
        content.add(
                section(
                        t("destruction.papers"),
                        new DestructionLinks(now, papers, current, activity, words())));
        content.add(section(t("destruction.items"), items(now)));
        if (now.state() == State.DRAFT) {
            content.add(
                    section(
                            t("destruction.candidates"),
                            new DestructionCandidates(
                                    destructions,
                                    of,
                                    current,
                                    words(),
                                    findings -> {
                                        if (findings.isEmpty()) {
                                            refusals.removeAll();
                                            follow();
                                        } else {
                                            told(findings);
                                        }
                                    })));
        }
    }

    private Component items(DestructionList now) {
        UUID of = now.id();
        Grid<Item> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(this::what))
                .setHeader(t("destruction.record"))
                .setFlexGrow(3)
                .setWidth("14rem");
        grid.addColumn(
                        item ->
                                words().code(item.maintenance())
                                        + ", "
                                        + words().years(item.startYear(), item.endYear()))
                .setHeader(t("destruction.term"))
                .setWidth("9rem");
        grid.addColumn(
                        item ->
                                DestructionWords.ground(
                                        item.ground(), item.ends(), item.duplicateOf(), words()))
                .setHeader(t("destruction.ground"))
                .setFlexGrow(2)
                .setWidth("10rem");
        if (now.state() != State.DRAFT) {
            grid.addColumn(item -> DestructionWords.decision(item, words()))
                    .setHeader(t("destruction.council"))
                    .setFlexGrow(2)
                    .setWidth("10rem");
        }
        if (now.state() == State.DRAFT
                || now.state() == State.FROZEN
                || now.state() == State.DECIDED) {
            grid.addColumn(new ComponentRenderer<>(item -> doings(now, item)))
                    .setHeader(t("destruction.doings"))
                    .setWidth("11rem")
                    .setFlexGrow(0);
        }
        CallbackDataProvider<Item, Void> source =
                Slices.of((offset, limit) -> destructions.items(of, offset, limit, archivist()));
        grid.setDataProvider(source);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 32);
        grid.setEmptyStateText(t("destruction.items.none"));
        grid.getElement().setAttribute("aria-label", t("destruction.items"));
        items = source;
        return grid;
    }

    private Component what(Item item) {
        Div what = new Div(new Div(new Span(item.arcFileCode())));
        if (!item.parts().isEmpty()) {
            what.add(new Div(new Span(t("destruction.parts.of", item.parts().size()))));
        }
        what.add(hint(DestructionWords.title(item, words())));
        return what;
    }

    private Component doings(DestructionList now, Item item) {
        UUID of = now.id();
        List<Button> doings = new ArrayList<>();
        switch (now.state()) {
            case DRAFT ->
                    doings.add(
                            small(
                                    "destruction.remove",
                                    () -> destructions.remove(of, item.record(), archivist())));
            case FROZEN -> {
                doings.add(small("destruction.judge.destroy", () -> judge(of, item, true)));
                doings.add(small("destruction.judge.keep", () -> judge(of, item, false)));
            }
            case DECIDED -> {
                if (Boolean.TRUE.equals(item.destroy()) && item.outcome() == null) {
                    doings.add(small("destruction.spare", () -> spare(of, item)));
                }
            }
            case EXECUTING, DONE, WITHDRAWN -> {}
        }
        doings.forEach(
                each ->
                        each.getElement()
                                .setAttribute(
                                        "aria-label", each.getText() + " " + item.arcFileCode()));
        return row(doings.toArray(new Button[0]));
    }

    private void spare(UUID of, Item item) {
        new ReasonDialog(
                        words(),
                        t("destruction.spare"),
                        t("destruction.spare.sure", item.arcFileCode()),
                        t("destruction.spare"),
                        reason -> {
                            destructions.spare(of, item.record(), reason, archivist());
                            follow();
                        })
                .open();
    }

    private Button small(String key, Runnable done) {
        Button button =
                new Button(
                        t(key),
                        e -> {
                            try {
                                done.run();
                                follow();
                            } catch (RefusedException refused) {
                                told(refused.findings());
                            }
                        });
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        return button;
    }
}
