package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.provider.CallbackDataProvider;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import com.vaadin.flow.function.SerializableConsumer;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.SuspectedSecrets;
import vn.tangthu.repository.SuspectedSecrets.Decision;
import vn.tangthu.repository.SuspectedSecrets.Suspicion;
import vn.tangthu.repository.SuspectedSecrets.Unread;

/** What may be a state secret and waits for its officer; archivists see the reference only. */
@Route("bi-mat")
@RolesAllowed({"SECRETS_OFFICER", "ARCHIVIST"})
class SecretsView extends PageView {
    private static final long serialVersionUID = 1L;

    SecretsView(SuspectedSecrets secrets, CurrentReader current) {
        title(t("secrets.title"));
        boolean officer = SuspectedSecrets.mayDecide(current.reader());
        CallbackDataProvider<Suspicion, Void> open =
                Slices.of((offset, limit) -> secrets.open(offset, limit, current.reader()));
        CallbackDataProvider<Decision, Void> decided =
                Slices.of((offset, limit) -> secrets.decided(offset, limit, current.reader()));
        Grid<Suspicion> waiting = new Grid<>();
        waiting.addColumn(Suspicion::arcFileCode)
                .setHeader(t("record.code"))
                .setFlexGrow(2)
                .setWidth("10rem");
        waiting.addColumn(one -> words().minute(one.foundAt()))
                .setHeader(t("secrets.found"))
                .setWidth("10rem");
        if (officer) {
            waiting.addColumn(new ComponentRenderer<>(this::level))
                    .setHeader(t("secrets.stamp"))
                    .setWidth("9rem");
            waiting.addColumn(new ComponentRenderer<>(this::declassified))
                    .setHeader(t("secrets.law"))
                    .setFlexGrow(2)
                    .setWidth("12rem");
            waiting.addColumn(
                            new ComponentRenderer<>(
                                    one ->
                                            decide(
                                                    one,
                                                    () -> {
                                                        open.refreshAll();
                                                        decided.refreshAll();
                                                    },
                                                    secrets,
                                                    current)))
                    .setHeader(t("secrets.decision"))
                    .setWidth("10rem");
        }
        fill(waiting, open, "secrets.none", "secrets.waiting");
        Grid<Unread> unread = unread(secrets, current, officer);
        Grid<Decision> done = new Grid<>();
        done.addColumn(Decision::arcFileCode)
                .setHeader(t("record.code"))
                .setFlexGrow(2)
                .setWidth("10rem");
        done.addColumn(one -> t(one.purged() ? "secrets.purged" : "secrets.released"))
                .setHeader(t("secrets.decision"))
                .setWidth("9rem");
        done.addColumn(Decision::reason).setHeader(t("reason")).setFlexGrow(3).setWidth("12rem");
        done.addColumn(one -> t("contractors.byAt", one.officer(), words().minute(one.at())))
                .setHeader(t("secrets.officer"))
                .setWidth("11rem");
        fill(done, decided, "secrets.decided.none", "secrets.decided");
        add(
                hint(t(officer ? "secrets.hint.officer" : "secrets.hint")),
                waiting,
                section(t("secrets.unread"), hint(t("secrets.unread.hint")), unread),
                section(t("secrets.decided"), done),
                row(new Anchor("/app/xoa-vinh-vien", t("erasures.title"))));
    }

    /** Released, and hidden until OCR has read their last page or an officer says so. */
    private Grid<Unread> unread(SuspectedSecrets secrets, CurrentReader current, boolean officer) {
        CallbackDataProvider<Unread, Void> rows =
                Slices.of((offset, limit) -> secrets.unread(offset, limit, current.reader()));
        Grid<Unread> grid = new Grid<>();
        grid.addColumn(Unread::arcFileCode)
                .setHeader(t("record.code"))
                .setFlexGrow(2)
                .setWidth("10rem");
        grid.addColumn(one -> words().minute(one.since()))
                .setHeader(t("secrets.unread.since"))
                .setWidth("10rem");
        grid.addColumn(one -> t("secrets.unread.left", one.filesUnread(), one.pagesFailed()))
                .setHeader(t("secrets.unread.state"))
                .setFlexGrow(2)
                .setWidth("12rem");
        if (officer) {
            grid.addColumn(
                            new ComponentRenderer<>(
                                    one ->
                                            show(
                                                    one,
                                                    reason -> {
                                                        secrets.showUnread(
                                                                one.record(),
                                                                reason,
                                                                current.reader());
                                                        rows.refreshAll();
                                                    })))
                    .setHeader(t("secrets.decision"))
                    .setWidth("10rem");
        }
        fill(grid, rows, "secrets.unread.none", "secrets.unread");
        return grid;
    }

    private Button show(Unread one, SerializableConsumer<String> act) {
        Button button =
                new Button(
                        t("secrets.unread.show"),
                        e ->
                                new ReasonDialog(
                                                words(),
                                                t("secrets.look.title", one.arcFileCode()),
                                                t("secrets.unread.sure"),
                                                t("secrets.unread.show"),
                                                act)
                                        .open());
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        return button;
    }

    private <T> void fill(
            Grid<T> grid, CallbackDataProvider<T, Void> rows, String none, String label) {
        grid.setDataProvider(rows);
        Slices.fit(grid, 32);
        grid.setEmptyStateText(t(none));
        grid.getElement().setAttribute("aria-label", t(label));
    }

    private Span level(Suspicion one) {
        return one.level() == null ? new Span() : Marks.mark(one.level().stamp(), Marks.Tone.ERROR);
    }

    /** A proposal of the law's rule, for whoever decides; nothing follows from it by itself. */
    private Div declassified(Suspicion one) {
        Div cell = new Div();
        cell.setText(
                one.issuedOn() == null
                        ? t("secrets.law.undated")
                        : one.declassified() == null
                                ? t("secrets.law.never", words().day(one.issuedOn()))
                                : t(
                                        "secrets.law.until",
                                        words().day(one.issuedOn()),
                                        words().day(one.declassified())));
        cell.addClassName("tt-wrap");
        return cell;
    }

    private Button decide(
            Suspicion one, Runnable after, SuspectedSecrets secrets, CurrentReader current) {
        Button button =
                new Button(
                        t("secrets.look"),
                        e -> {
                            Reader officer = current.reader();
                            if (one.place() != null) {
                                new SecretDialog(words(), one, one.place(), secrets, officer, after)
                                        .open();
                            }
                        });
        button.addThemeVariants(ButtonVariant.LUMO_SMALL);
        return button;
    }
}
