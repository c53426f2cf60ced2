package vn.tangthu.portal.space;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.textfield.IntegerField;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.papers.TablePaper;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.AgencyDeliveries;
import vn.tangthu.repository.AgencyOrders;
import vn.tangthu.repository.AskedReference;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReferenceLists;
import vn.tangthu.repository.ReferenceMatching;
import vn.tangthu.repository.ReferenceMatching.Match;
import vn.tangthu.repository.Role;
import vn.tangthu.storage.TangThuHome;

/**
 * "Lấy nhiều hồ sơ": an agency hands in a list of references, or names a fonds and years, and is
 * told of each line what it would get. Rights are those of this moment, and asked again when the
 * outcome is downloaded.
 */
@Route("co-quan/lay-ho-so")
@RolesAllowed("AGENCY")
class RetrievalView extends PageView {
    private static final long serialVersionUID = 1L;
    private static final long LARGEST_LIST = 10_000_000;
    private final transient ReferenceMatching matching;
    private final transient ReferenceLists lists;
    private final transient CurrentReader current;
    private final transient ActivityLog activity;
    private final transient AgencyOrders orders;
    private final transient AgencyDeliveries deliveries;
    private final transient TangThuHome home;
    private final AgencyUpload upload;
    private final Div told = new Div();

    /** Asks for the same lines again, with the rights of that moment. */
    @FunctionalInterface
    private interface Asking {
        Optional<List<Match>> ask(@Nullable BodyId body, Reader reader);
    }

    RetrievalView(
            ReferenceMatching matching,
            ReferenceLists lists,
            CurrentReader current,
            ActivityLog activity,
            AgencyOrders orders,
            AgencyDeliveries deliveries,
            TangThuHome home) {
        this.matching = matching;
        this.lists = lists;
        this.current = current;
        this.activity = activity;
        this.orders = orders;
        this.deliveries = deliveries;
        this.home = home;
        title(t("retrieve.title"));
        add(
                row(
                        new Anchor("/app/co-quan", t("nav.agency")),
                        new Anchor("/app/co-quan/de-nghi", t("order.own"))),
                hint(t("retrieve.hint", words().number(ReferenceMatching.MOST))));
        upload =
                new AgencyUpload(
                        home,
                        current,
                        words(),
                        "retrieve.upload",
                        LARGEST_LIST,
                        this::onUpload,
                        ".xlsx",
                        ".ods",
                        ".xls",
                        ".csv");
        add(
                section(
                        t("retrieve.byList"),
                        hint(t("retrieve.byList.hint", String.join(", ", ReferenceLists.COLUMNS))),
                        row(form()),
                        upload,
                        pasted()),
                section(t("retrieve.byFonds"), hint(t("retrieve.byFonds.hint")), byFonds()));
        told.getElement().setAttribute("aria-live", "polite");
        add(told);
    }

    private Anchor form() {
        String form = t("retrieve.form.title");
        DownloadHandler handler =
                event -> {
                    current.require(Role.AGENCY);
                    event.setFileName("danh-sach-can-lay.xlsx");
                    try (TablePaper paper =
                            new TablePaper(
                                    event.getOutputStream(),
                                    "Danh sach",
                                    form,
                                    ReferenceLists.COLUMNS,
                                    List.of(8, 34, 34, 14))) {
                        for (List<String> line :
                                List.of(
                                        List.of("1", "", "", ""),
                                        List.of("2", "", "", ""),
                                        List.of("3", "", "", ""))) {
                            paper.row(line);
                        }
                    }
                };
        Anchor anchor = new Anchor(handler, t("retrieve.form"));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }

    private Div pasted() {
        TextArea lines = new TextArea(t("retrieve.paste"));
        lines.setHelperText(t("retrieve.paste.help"));
        lines.setWidthFull();
        lines.setMaxLength(ReferenceMatching.MOST * 100);
        Button look = new Button(t("retrieve.look"), e -> onPasted(lines.getValue()));
        look.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return new Div(lines, row(look));
    }

    private Div byFonds() {
        TextField fonds = new TextField(t("retrieve.fonds"));
        fonds.setMaxLength(100);
        IntegerField from = year("retrieve.from");
        IntegerField to = year("retrieve.to");
        Button look =
                new Button(
                        t("retrieve.look"),
                        e -> onFonds(fonds.getValue(), from.getValue(), to.getValue()));
        look.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        return row(fonds, from, to, look);
    }

    private IntegerField year(String key) {
        IntegerField field = new IntegerField(t(key));
        field.setMin(1);
        field.setMax(9_999);
        return field;
    }

    private void onUpload() {
        Path file = upload.file();
        if (file == null) {
            return;
        }
        try {
            ReferenceLists.Read read = lists.read(file, upload.name());
            if (read.blocked()) {
                told.removeAll();
                told.add(Notices.findings(read.findings(), words()));
                return;
            }
            show(upload.name(), (body, reader) -> match(read.lines(), body, reader));
        } catch (IOException e) {
            refuse(t("late.failed"));
        } finally {
            upload.forget();
        }
    }

    private Optional<List<Match>> match(
            List<AskedReference> lines, @Nullable BodyId body, Reader reader) {
        return Optional.of(matching.match(lines, body, reader));
    }

    private void onPasted(String text) {
        List<AskedReference> lines = new ArrayList<>();
        int number = 0;
        for (String line : (Iterable<String>) text.lines()::iterator) {
            number++;
            if (!line.isBlank()) {
                lines.add(AskedReference.of(t("retrieve.line", number), line));
            }
        }
        if (lines.isEmpty()) {
            refuse(t("retrieve.nothing"));
        } else if (lines.size() > ReferenceMatching.MOST) {
            refuse(t("retrieve.tooMany", words().number(ReferenceMatching.MOST)));
        } else {
            show(t("retrieve.paste"), (body, reader) -> match(lines, body, reader));
        }
    }

    private void onFonds(String fonds, @Nullable Integer from, @Nullable Integer to) {
        if (fonds.isBlank() || from == null || to == null || from > to) {
            refuse(t("retrieve.fonds.incomplete"));
            return;
        }
        show(
                fonds.strip() + " " + words().years(from, to),
                (body, reader) -> matching.ofFonds(fonds.strip(), from, to, body, reader));
    }

    private void refuse(String text) {
        told.removeAll();
        told.add(Notices.box(Marks.Tone.ERROR, text));
    }

    private void show(String name, Asking asking) {
        BodyId body = current.account().body();
        Reader reader = current.require(Role.AGENCY);
        List<Match> matches = asking.ask(body, reader).orElse(null);
        if (matches == null) {
            refuse(t("retrieve.fonds.unknown"));
            return;
        }
        if (matches.size() > ReferenceMatching.MOST) {
            refuse(t("retrieve.tooMany", words().number(ReferenceMatching.MOST)));
            return;
        }
        if (matches.isEmpty()) {
            refuse(t("retrieve.fonds.empty"));
            return;
        }
        activity.record(reader, "REFERENCES_MATCHED", name, MatchedList.counts(matches).toString());
        told.removeAll();
        told.add(
                section(
                        t("retrieve.list"),
                        new MatchedList(matches, words()),
                        row(outcome(asking))));
        long can = matches.stream().filter(match -> match.outcome().canBeOrdered()).count();
        if (can > 0 && body != null) {
            told.add(
                    section(
                            t("order.title"),
                            hint(size(matches, reader)),
                            new OrderForm(
                                    orders, () -> again(asking), can, current, home, words())));
        }
    }

    /** What is restricted is not measured: of it only the reference is told. */
    private String size(List<Match> matches, Reader reader) {
        List<AgencyDeliveries.Wanted> wanted =
                matches.stream()
                        .filter(one -> one.outcome() == ReferenceMatching.Outcome.MATCHED)
                        .flatMap(one -> Optional.ofNullable(one.found()).stream())
                        .map(found -> new AgencyDeliveries.Wanted(found.record(), found.document()))
                        .toList();
        return t(
                "delivery.size",
                words().bytes(deliveries.bytes(wanted, reader)),
                words().bytes(deliveries.mostBytes()));
    }

    private List<Match> again(Asking asking) {
        return asking.ask(current.account().body(), current.require(Role.AGENCY)).orElse(List.of());
    }

    private Anchor outcome(Asking asking) {
        Words words = words();
        DownloadHandler handler =
                event -> {
                    List<Match> now = again(asking);
                    event.setFileName("ket-qua-doi-chieu.xlsx");
                    MatchedList.write(now, words, event.getOutputStream());
                };
        Anchor anchor = new Anchor(handler, t("retrieve.download"));
        anchor.getElement().setAttribute("download", true);
        return anchor;
    }
}
