package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.datepicker.DatePicker;
import com.vaadin.flow.component.formlayout.FormLayout;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.Route;
import com.vaadin.flow.server.streams.DownloadHandler;
import jakarta.annotation.security.RolesAllowed;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Objects;
import vn.tangthu.portal.papers.DestructionPapers.Form;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Addresses;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.PageView;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.ActivityLog;
import vn.tangthu.repository.ActivitySearch;
import vn.tangthu.repository.ActivitySearch.Asked;
import vn.tangthu.repository.ActivitySearch.Found;
import vn.tangthu.repository.ActivitySearch.Kind;
import vn.tangthu.repository.ActivitySearch.Page;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Deliveries;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.ReadingPurpose;

/** Who did what, newest first, by person, hồ sơ, kind, words and period. */
@Route("nhat-ky")
@RolesAllowed({"AUDITOR", "ADMINISTRATOR"})
class ActivityView extends PageView implements BeforeEnterObserver {
    private static final long serialVersionUID = 1L;
    private static final int PAGE = 50;

    private final transient ActivitySearch search;
    private final transient ActivityLog log;
    private final transient Catalogue catalogue;
    private final transient Deliveries deliveries;
    private final transient CurrentReader current;
    private final transient Clock clock;

    ActivityView(
            ActivitySearch search,
            ActivityLog log,
            Catalogue catalogue,
            Deliveries deliveries,
            CurrentReader current,
            Clock clock) {
        this.search = search;
        this.log = log;
        this.catalogue = catalogue;
        this.deliveries = deliveries;
        this.current = current;
        this.clock = clock;
    }

    @Override
    public void beforeEnter(BeforeEnterEvent event) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), Words.ZONE);
        ActivityAsked address = ActivityAsked.of(event.getLocation().getQueryParameters(), today);
        Asked asked = address.asked();
        Reader reader = current.reader();
        Page page = search.find(asked, address.before(), PAGE, reader);
        ActivityWords told = new ActivityWords(words(), reader, catalogue, deliveries);
        clear();
        title(t("nav.activity"));
        add(hint(t("activity.hint")), form(asked));
        if (page.tooWide()) {
            add(Notices.box(Marks.Tone.WARN, t("activity.wide")));
        }
        add(grid(page, told));
        Div ways = row();
        if (address.before() != null) {
            ways.add(new Anchor(ActivityAsked.address(asked, null), t("activity.newest")));
        }
        if (page.more()) {
            ways.add(
                    new Anchor(
                            ActivityAsked.address(asked, page.found().getLast().place()),
                            t("activity.older")));
        }
        ways.add(sheet(asked));
        add(ways);
    }

    private Component form(Asked asked) {
        TextField person = text("activity.actor", asked.person());
        TextField record = text("activity.record", asked.record());
        record.setHelperText(t("activity.record.help"));
        TextField chosen = text("activity.words", asked.words());
        chosen.setHelperText(t("activity.words.help"));
        Select<Kind> kind = new Select<>();
        kind.setLabel(t("activity.kind"));
        kind.setItems(Kind.values());
        kind.setEmptySelectionAllowed(true);
        kind.setEmptySelectionCaption(t("activity.kind.all"));
        kind.setItemLabelGenerator(
                each -> t("activity.kind." + (each == null ? "all" : each.name())));
        kind.setValue(asked.kind());
        DatePicker from = day("activity.from", asked.from());
        DatePicker through = day("activity.through", asked.through());
        Select<ReadingPurpose.Kind> purpose = purpose(asked);
        Button go =
                new Button(
                        t("activity.go"),
                        e ->
                                go(
                                        new Asked(
                                                or(from, asked.from()),
                                                or(through, asked.through()),
                                                person.getValue(),
                                                record.getValue(),
                                                kind.getValue(),
                                                chosen.getValue(),
                                                purpose.getValue())));
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        FormLayout form = new FormLayout(person, record, kind, purpose, chosen, from, through, go);
        form.getElement().setAttribute("aria-label", t("activity.search"));
        form.getElement().setAttribute("role", "search");
        return form;
    }

    private void go(Asked asked) {
        String address = ActivityAsked.address(asked, null);
        Addresses.go(this, address);
    }

    private Select<ReadingPurpose.Kind> purpose(Asked asked) {
        Select<ReadingPurpose.Kind> purpose = new Select<>();
        purpose.setLabel(t("activity.said"));
        purpose.setItems(ReadingPurpose.Kind.values());
        purpose.setEmptySelectionAllowed(true);
        purpose.setEmptySelectionCaption(t("activity.kind.all"));
        purpose.setItemLabelGenerator(
                each -> each == null ? t("activity.kind.all") : t("purpose." + each));
        purpose.setValue(asked.purpose());
        return purpose;
    }

    private static LocalDate or(DatePicker picker, LocalDate otherwise) {
        return Objects.requireNonNullElse(picker.getValue(), otherwise);
    }

    private TextField text(String key, String value) {
        TextField field = new TextField(t(key));
        field.setValue(value);
        field.setMaxLength(200);
        return field;
    }

    private DatePicker day(String key, LocalDate value) {
        DatePicker picker = new DatePicker(t(key));
        picker.setLocale(locale());
        picker.setValue(value);
        return picker;
    }

    private Grid<Found> grid(Page page, ActivityWords told) {
        Grid<Found> grid = new Grid<>();
        grid.addColumn(e -> words().minute(e.entry().at()))
                .setHeader(t("activity.at"))
                .setWidth("11.5rem")
                .setFlexGrow(0);
        grid.addColumn(e -> e.entry().actor()).setHeader(t("activity.actor")).setWidth("9rem");
        grid.addColumn(e -> told.did(e.entry()))
                .setHeader(t("activity.action"))
                .setTooltipGenerator(e -> e.entry().action())
                .setWidth("12rem");
        grid.addColumn(e -> told.subject(e.entry()))
                .setHeader(t("activity.subject"))
                .setTooltipGenerator(e -> e.entry().subject())
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(e -> told.detail(e.entry()))
                .setHeader(t("activity.detail"))
                .setFlexGrow(2)
                .setWidth("14rem");
        grid.addColumn(told::purpose)
                .setHeader(t("activity.purpose"))
                .setFlexGrow(2)
                .setWidth("12rem");
        grid.setItems(page.found());
        grid.setAllRowsVisible(true);
        grid.setEmptyStateText(t("activity.none"));
        grid.getElement().setAttribute("aria-label", t("nav.activity"));
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        return grid;
    }

    private Anchor sheet(Asked asked) {
        DownloadHandler handler =
                event -> {
                    Reader reader = current.reader();
                    String file =
                            "nhat-ky-" + asked.from() + "-" + asked.through() + Form.XLSX.ending();
                    event.setFileName(file);
                    event.setContentType(Form.XLSX.type());
                    log.record(reader, "ACTIVITY_EXPORTED", null, file);
                    ActivitySheet.write(
                            search,
                            asked,
                            reader,
                            new ActivityWords(words(), reader, catalogue, deliveries),
                            words(),
                            event.getOutputStream());
                };
        Anchor anchor = new Anchor(handler, t("paper.xlsx"));
        anchor.getElement().setAttribute("download", true);
        anchor.getElement().setAttribute("aria-label", t("activity.sheet.take"));
        return anchor;
    }
}
