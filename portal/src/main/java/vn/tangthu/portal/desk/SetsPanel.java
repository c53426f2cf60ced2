package vn.tangthu.portal.desk;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.grid.GridVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.BackupSets;
import vn.tangthu.repository.BackupSets.BackupSet;
import vn.tangthu.repository.BackupSets.Kind;
import vn.tangthu.repository.BackupSets.Medium;
import vn.tangthu.repository.BackupSets.State;
import vn.tangthu.repository.RestoreDrills;
import vn.tangthu.repository.RestoreDrills.Drill;

/** Back-up sets on media, how old the newest are, and when media are due. */
final class SetsPanel extends Div {
    private static final long serialVersionUID = 1L;

    /** What Thông tư 05/2025/TT-BNV asks for: full each month, incremental each day, two media. */
    private static final Duration FULL_EVERY = Duration.ofDays(31);

    private static final Duration EVERY = Duration.ofHours(36);
    private static final Duration DRILL_EVERY = Duration.ofDays(366);
    private static final int MEDIA = 2;
    private static final int LOOKED_AT = 200;
    private static final long SOON_DAYS = 90;

    private final transient Words words;

    SetsPanel(BackupSets sets, RestoreDrills drills, Words words) {
        this.words = words;
        List<BackupSet> newest = sets.list(0, LOOKED_AT).items();
        warn(newest);
        drilled(drills.last());
        add(grid(sets), new H3(words.of("sets.media")), media(sets.media()));
    }

    private void warn(List<BackupSet> newest) {
        List<BackupSet> complete =
                newest.stream().filter(set -> set.state() == State.COMPLETE).toList();
        List<BackupSet> full = complete.stream().filter(set -> set.kind() == Kind.FULL).toList();
        if (full.isEmpty()) {
            notice(words.of("sets.none"));
            return;
        }
        long media = full.stream().map(BackupSet::medium).distinct().count();
        if (media < MEDIA) {
            notice(words.of("sets.one", words.number(media)));
        }
        old(full.getFirst(), FULL_EVERY, "sets.full.old");
        old(complete.getFirst(), EVERY, "sets.daily.old");
    }

    /** A back-up that nobody ever put back is a hope. */
    private void drilled(Optional<Drill> last) {
        if (last.isEmpty()) {
            notice(words.of("sets.drill.never"));
            return;
        }
        Drill drill = last.get();
        boolean recent = drill.finishedAt().plus(DRILL_EVERY).isAfter(Instant.now());
        String text =
                words.of(
                        drill.passed() ? "sets.drill.passed" : "sets.drill.failed",
                        words.minute(drill.finishedAt()),
                        words.number(drill.records()),
                        words.bytes(drill.bytes()));
        add(
                Notices.box(
                        !drill.passed()
                                ? Marks.Tone.ERROR
                                : recent ? Marks.Tone.OK : Marks.Tone.WARN,
                        drill.problem() == null ? text : text + " " + drill.problem()));
    }

    private void old(BackupSet set, Duration every, String key) {
        Instant at = set.finishedAt();
        if (at != null && at.plus(every).isBefore(Instant.now())) {
            notice(words.of(key, words.minute(at)));
        }
    }

    private void notice(String text) {
        add(Notices.box(Marks.Tone.WARN, text));
    }

    private Grid<BackupSet> grid(BackupSets sets) {
        Grid<BackupSet> grid = new Grid<>();
        grid.addColumn(set -> set.chain() + "-" + words.number(set.number()))
                .setHeader(words.of("sets.number"))
                .setWidth("6rem");
        grid.addColumn(set -> words.of("sets.kind." + set.kind().name()))
                .setHeader(words.of("sets.kind"))
                .setWidth("7rem");
        grid.addColumn(new ComponentRenderer<>(set -> two(set.label(), set.medium())))
                .setHeader(words.of("sets.medium"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addColumn(set -> words.minute(set.finishedAt()))
                .setHeader(words.of("sets.finished"))
                .setWidth("9rem");
        grid.addColumn(set -> words.number(set.records()))
                .setHeader(words.of("sets.counts"))
                .setWidth("6rem");
        grid.addColumn(set -> words.bytes(set.bytes()))
                .setHeader(words.of("sets.bytes"))
                .setWidth("7rem");
        grid.addColumn(new ComponentRenderer<>(this::state))
                .setHeader(words.of("sets.state"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setDataProvider(Slices.of(sets::list));
        Slices.fit(grid, 12);
        grid.setEmptyStateText(words.of("sets.none"));
        grid.getElement().setAttribute("aria-label", words.of("sets.title"));
        return grid;
    }

    private Component state(BackupSet set) {
        Long known = set.wrong();
        long wrong = known == null ? 0 : known;
        boolean damaged = wrong > 0;
        Div state =
                new Div(
                        Marks.mark(
                                damaged
                                        ? words.of("sets.damaged", words.number(wrong))
                                        : words.of("sets.state." + set.state().name()),
                                damaged
                                        ? Marks.Tone.ERROR
                                        : set.state() == State.COMPLETE
                                                ? Marks.Tone.OK
                                                : Marks.Tone.WARN));
        String detail =
                damaged
                        ? set.note()
                        : set.problem() != null
                                ? set.problem()
                                : set.checkedAt() == null
                                        ? null
                                        : words.of("sets.checked", words.minute(set.checkedAt()));
        if (detail != null) {
            state.add(hint(detail));
        }
        return state;
    }

    private static Component two(String first, String second) {
        return new Div(new Span(first), hint(second));
    }

    private static Div hint(String text) {
        Span line = new Span(text);
        line.addClassName("tt-hint");
        return new Div(line);
    }

    private Grid<Medium> media(List<Medium> media) {
        Grid<Medium> grid = new Grid<>();
        grid.addColumn(new ComponentRenderer<>(one -> two(one.label(), one.serial())))
                .setHeader(words.of("sets.medium"))
                .setWidth("12rem")
                .setFlexGrow(2);
        grid.addColumn(one -> words.of("sets.media." + one.kind().name()))
                .setHeader(words.of("sets.media.kind"))
                .setWidth("9rem");
        grid.addColumn(one -> words.day(one.firstUsed()))
                .setHeader(words.of("sets.media.first"))
                .setWidth("8rem");
        grid.addColumn(
                        one ->
                                words.number(
                                        Math.max(
                                                0,
                                                ChronoUnit.MONTHS.between(
                                                        one.firstUsed(), today()))))
                .setHeader(words.of("sets.media.age"))
                .setWidth("7rem");
        grid.addColumn(one -> words.number(one.sets()))
                .setHeader(words.of("sets.media.sets"))
                .setWidth("6rem");
        grid.addColumn(new ComponentRenderer<>(this::due))
                .setHeader(words.of("sets.media.due"))
                .setWidth("11rem");
        grid.addThemeVariants(GridVariant.LUMO_WRAP_CELL_CONTENT);
        grid.setItems(media);
        Slices.fit(grid, 12);
        grid.setEmptyStateText(words.of("sets.media.none"));
        grid.getElement().setAttribute("aria-label", words.of("sets.media"));
        return grid;
    }

    private static LocalDate today() {
        return LocalDate.now(Words.ZONE);
    }

    private Component due(Medium one) {
        String day = words.day(one.replaceBy());
        if (!one.replaceBy().isAfter(today())) {
            return Marks.mark(words.of("sets.media.overdue", day), Marks.Tone.ERROR);
        }
        return one.replaceBy().isAfter(today().plusDays(SOON_DAYS))
                ? new Span(day)
                : Marks.mark(words.of("sets.media.soon", day), Marks.Tone.WARN);
    }
}
