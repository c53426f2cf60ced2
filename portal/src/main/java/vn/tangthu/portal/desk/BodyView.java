package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.NotFoundException;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Bodies;
import vn.tangthu.repository.Bodies.Lineage;
import vn.tangthu.repository.Body;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.BodyRegister;
import vn.tangthu.repository.BodyRegister.Change;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.Inheritance;
import vn.tangthu.repository.Role;
import vn.tangthu.repository.Succession;
import vn.tangthu.repository.VietnameseOrder;

/** One body of the register: corrected, and its successions added and withdrawn. */
@Route("kho/co-quan/:code")
@RolesAllowed("ARCHIVIST")
class BodyView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int CHANGES = 50;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private final transient Bodies bodies;
    private final transient BodyRegister register;
    private final transient Inheritance inheritance;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;

    BodyView(
            Bodies bodies,
            BodyRegister register,
            Inheritance inheritance,
            Catalogue catalogue,
            CurrentReader current) {
        this.inheritance = inheritance;
        this.bodies = bodies;
        this.register = register;
        this.catalogue = catalogue;
        this.current = current;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        LocalDate today = LocalDate.now(ZONE);
        Body body =
                bodies.byCode(event.getRouteParameters().get("code").orElse(""), today)
                        .orElseThrow(NotFoundException::new);
        List<Fonds> fonds =
                body.fonds().stream()
                        .map(id -> catalogue.fonds(id, current.reader()))
                        .flatMap(Optional::stream)
                        .sorted(Comparator.comparing(Fonds::title, VietnameseOrder.BY_NAME))
                        .toList();
        clear();
        title(body.name());
        Anchor page = new Anchor("/co-quan/" + body.reference(), t("bodies.public"));
        page.setRouterIgnore(true);
        add(row(new Anchor("/app/kho/co-quan", t("bodies.title")), page));
        add(
                new Paragraph(
                        Stream.of(
                                        BodyDialog.named(body.kind(), words()),
                                        body.reference(),
                                        BodyTexts.period(body.from(), body.until(), words()))
                                .filter(text -> !text.isEmpty())
                                .collect(Collectors.joining(" · "))));
        fonds.forEach(
                one -> add(new Paragraph(new Anchor("/app/kho/phong/" + one.id(), one.title()))));
        add(row(edit(body, fonds), addSuccession(body)));
        Lineage lineage = bodies.lineage(body.id(), LocalDate.of(9999, 1, 1));
        List<Succession> own =
                Stream.concat(lineage.before().stream(), lineage.after().stream())
                        .filter(
                                s ->
                                        body.id().equals(s.predecessor())
                                                || body.id().equals(s.successor()))
                        .distinct()
                        .toList();
        add(section(t("succession.list"), successions(own, lineage)));
        add(
                section(
                        t("estate.title"),
                        new EstatePanel(
                                inheritance,
                                inheritance.of(body.id(), LocalDate.of(9999, 1, 1)),
                                catalogue,
                                current,
                                words(),
                                this::again)));
        add(section(t("bodies.changes"), changes(body.id())));
    }

    private Button edit(Body body, List<Fonds> fonds) {
        return new Button(
                t("bodies.edit"),
                e ->
                        new BodyDialog(
                                        words(),
                                        body,
                                        fonds.stream().map(Fonds::code).toList(),
                                        (entry, reason) -> {
                                            BodyId unused =
                                                    register.save(
                                                            entry,
                                                            body.revision(),
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                            again();
                                        })
                                .open());
    }

    private Button addSuccession(Body body) {
        return new Button(
                t("succession.add"),
                e ->
                        new SuccessionDialog(
                                        words(),
                                        body.reference(),
                                        (edge, reason) -> {
                                            UUID unused =
                                                    register.add(
                                                            edge,
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                            again();
                                        })
                                .open());
    }

    private void again() {
        Notices.done(t("saved"));
        getUI().ifPresent(ui -> ui.refreshCurrentRoute(false));
    }

    private Grid<Succession> successions(List<Succession> own, Lineage lineage) {
        Grid<Succession> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(s -> link(s.predecessor(), lineage)))
                .setHeader(t("succession.before"))
                .setFlexGrow(1)
                .setWidth("11rem");
        grid.addColumn(new ComponentRenderer<>(s -> link(s.successor(), lineage)))
                .setHeader(t("succession.after"))
                .setFlexGrow(1)
                .setWidth("11rem");
        grid.addColumn(
                        s ->
                                SuccessionDialog.named(s.kind(), words())
                                        + (s.partly() ? ", " + t("succession.part") : ""))
                .setHeader(t("succession.kind"))
                .setWidth("11rem");
        grid.addColumn(s -> words().day(s.effectiveDay()))
                .setHeader(t("succession.effective"))
                .setWidth("8rem");
        grid.addColumn(
                        s ->
                                Stream.of(s.instrument(), s.scope())
                                        .filter(Objects::nonNull)
                                        .collect(Collectors.joining("; ")))
                .setHeader(t("succession.instrument"))
                .setFlexGrow(1)
                .setWidth("12rem");
        grid.addColumn(new ComponentRenderer<>(this::withdraw))
                .setHeader(t("accounts.actions"))
                .setWidth("7rem");
        grid.setItems(own);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        Slices.fit(grid, 28);
        grid.setEmptyStateText(t("succession.none"));
        grid.getElement().setAttribute("aria-label", t("succession.list"));
        return grid;
    }

    private static Anchor link(@Nullable BodyId id, Lineage lineage) {
        Body.Line line = id == null ? null : lineage.bodies().get(id);
        return line == null
                ? new Anchor()
                : new Anchor("/app/kho/co-quan/" + line.reference(), line.name());
    }

    private Button withdraw(Succession one) {
        Button withdraw =
                new Button(
                        t("succession.withdraw"),
                        e ->
                                new ReasonDialog(
                                                words(),
                                                t("succession.withdraw"),
                                                t("succession.withdraw.sure"),
                                                t("succession.withdraw"),
                                                reason -> {
                                                    register.withdraw(
                                                            one.id(),
                                                            reason,
                                                            current.require(Role.ARCHIVIST));
                                                    again();
                                                })
                                        .open());
        withdraw.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        return withdraw;
    }

    private Grid<Change> changes(BodyId body) {
        Grid<Change> grid = new Grid<>();
        grid.addColumn(c -> words().minute(c.at())).setHeader(t("activity.at")).setWidth("10rem");
        grid.addColumn(Change::actor).setHeader(t("activity.actor")).setWidth("9rem");
        grid.addColumn(Change::reason).setHeader(t("reason")).setFlexGrow(2).setWidth("14rem");
        grid.setItems(register.changes(body, CHANGES));
        Slices.fit(grid, 20);
        grid.setEmptyStateText(t("bodies.changes.none"));
        grid.getElement().setAttribute("aria-label", t("bodies.changes"));
        return grid;
    }
}
