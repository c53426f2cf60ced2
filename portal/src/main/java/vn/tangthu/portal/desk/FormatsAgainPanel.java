package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.progressbar.ProgressBar;
import java.time.Instant;
import java.util.Optional;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.FormatScans;
import vn.tangthu.repository.FormatScans.Run;
import vn.tangthu.repository.FormatScans.State;
import vn.tangthu.repository.Role;

/** How far what is kept was identified again with the signatures of now; begins it and stops it. */
final class FormatsAgainPanel extends Div {
    private static final long serialVersionUID = 1L;

    private final transient FormatScans scans;
    private final transient Words words;
    private final Paragraph said = new Paragraph();
    private final Paragraph forecast = new Paragraph();
    private final ProgressBar bar = new ProgressBar();
    private final Button start;
    private final Button stop;

    /**
     * @param follow what shows it from then on
     */
    FormatsAgainPanel(FormatScans scans, CurrentReader current, Words words, Runnable follow) {
        this.scans = scans;
        this.words = words;
        said.addClassName("tt-hint");
        forecast.addClassName("tt-hint");
        bar.getElement().setAttribute("aria-label", words.of("formats.again.title"));
        start =
                new Button(
                        words.of("formats.again.start"),
                        e -> {
                            scans.start(current.require(Role.ARCHIVIST));
                            follow.run();
                        });
        stop =
                new Button(
                        words.of("formats.again.stop"),
                        e -> {
                            scans.cancel(current.require(Role.ARCHIVIST));
                            follow.run();
                        });
        start.addThemeVariants(ButtonVariant.LUMO_SMALL);
        stop.addThemeVariants(ButtonVariant.LUMO_SMALL);
        add(said, bar, forecast);
        if (current.is(Role.ARCHIVIST)) {
            Div row = new Div(start, stop);
            row.addClassName("tt-row");
            add(row);
        }
        boolean unused = refresh();
    }

    /** Whether it is at work. */
    boolean refresh() {
        Optional<Run> last = scans.last();
        boolean working = last.map(run -> run.state() == State.RUNNING).orElse(false);
        said.setText(last.map(this::told).orElseGet(() -> words.of("formats.again.never")));
        bar.setVisible(working);
        Instant end = last.map(Run::forecast).orElse(null);
        forecast.setVisible(working && end != null);
        if (end != null) {
            forecast.setText(words.of("formats.again.forecast", words.minute(end)));
        }
        last.ifPresent(
                run ->
                        bar.setValue(
                                Math.clamp(
                                        (double) run.packages() / Math.max(1, run.total()), 0, 1)));
        start.setVisible(!working);
        stop.setVisible(working);
        return working;
    }

    private String told(Run run) {
        return words.of(
                "formats.again." + run.state(),
                words.minute(run.startedAt()),
                words.number(run.packages()),
                words.number(run.total()),
                words.number(run.files()),
                words.number(run.changed()),
                words.number(run.unread()),
                run.signatures());
    }
}
