package vn.tangthu.portal.desk;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Marks.Tone;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryComparison;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Slice;

/** Findings grouped by rule → count → sample, with the whole list to take away. */
final class FindingsPanel extends Div {
    private static final long serialVersionUID = 1L;

    /** Findings that are grouped; more than these are only in the list. */
    private static final int GROUPED = 10_000;

    private static final int PIECE = 1_000;

    /**
     * @param head names and values of the delivery, for the top of the paper
     * @param comparison with the last delivery of the same hồ sơ, or null
     */
    FindingsPanel(
            Slices.Source<Finding> source,
            String name,
            List<List<String>> head,
            @Nullable DeliveryComparison comparison,
            Words words) {
        if (comparison != null) {
            add(
                    Notices.box(
                            comparison.added() + comparison.left() == 0 ? Tone.OK : Tone.INFO,
                            Comparisons.sentence(comparison, words)));
        }
        Slice<Finding> gathered = gathered(source);
        List<Finding> some = gathered.items();
        long total = gathered.total();
        if (total == 0) {
            add(new Paragraph(words.of("findings.none")));
            return;
        }
        add(new Paragraph(words.of("findings.total", words.number(total))));
        if (total > some.size()) {
            add(new Paragraph(words.of("findings.grouped", words.number(some.size()))));
        }
        for (FindingGroups.Group group : FindingGroups.of(some)) {
            add(details(group, comparison, words));
        }
        Div lists =
                new Div(
                        download(source, name, comparison, words, true),
                        paper(source, name, head, comparison, words),
                        download(source, name, comparison, words, false));
        lists.addClassName("tt-row");
        add(lists);
    }

    /** The first {@link #GROUPED}, and how many there are. */
    private static Slice<Finding> gathered(Slices.Source<Finding> source) {
        List<Finding> some = new ArrayList<>();
        Slice<Finding> slice = source.get(0, PIECE);
        long total = slice.total();
        while (!slice.items().isEmpty() && some.size() < GROUPED) {
            some.addAll(slice.items());
            if (some.size() >= total) {
                break;
            }
            slice = source.get(some.size(), PIECE);
        }
        return new Slice<>(some, 0, total);
    }

    private static Details details(
            FindingGroups.Group group, @Nullable DeliveryComparison comparison, Words words) {
        Finding first = group.sample().getFirst();
        Locale locale = words.locale();
        Div summary =
                new Div(
                        Marks.mark(words.of(group.severity()), tone(group)),
                        new Span(words.of("findings.times", words.number(group.count()))),
                        new Span(first.message(locale)));
        summary.addClassName("tt-row");
        UnorderedList sample = new UnorderedList();
        for (Finding finding : group.sample()) {
            ListItem item = new ListItem(finding.place() + ": " + finding.message(locale));
            if (comparison != null && Comparisons.isNew(finding, comparison)) {
                item.add(" ");
                item.add(Marks.mark(words.of("findings.new"), Tone.WARN));
            }
            sample.add(item);
        }
        Paragraph remedy = new Paragraph(words.of("findings.do", first.remedy(locale)));
        Div content = new Div(remedy, sample);
        if (first.acceptable()) {
            content.addComponentAtIndex(1, new Paragraph(words.of("findings.acceptable")));
        }
        if (group.count() > group.sample().size()) {
            content.add(
                    new Paragraph(
                            words.of(
                                    "findings.more",
                                    words.number(group.count() - group.sample().size()))));
        }
        return new Details(summary, content);
    }

    private static Tone tone(FindingGroups.Group group) {
        return switch (group.severity()) {
            case BLOCKS -> Tone.ERROR;
            case WARNS -> Tone.WARN;
            case NOTES -> Tone.INFO;
        };
    }

    /** A file that findings are written to one after the other. */
    interface Target extends AutoCloseable {
        void add(Finding finding) throws IOException;

        @Override
        void close() throws IOException;
    }

    private static Anchor download(
            Slices.Source<Finding> source,
            String name,
            @Nullable DeliveryComparison comparison,
            Words words,
            boolean excel) {
        DownloadHandler list =
                event -> {
                    String ending = excel ? ".xlsx" : ".csv";
                    event.setFileName(fileName(name) + ending);
                    event.setContentType(excel ? FindingsXlsx.TYPE : "text/csv;charset=utf-8");
                    try (Target target =
                            excel
                                    ? new FindingsXlsx(words, comparison, event.getOutputStream())
                                    : new FindingsCsv(
                                            words,
                                            new OutputStreamWriter(
                                                    event.getOutputStream(),
                                                    StandardCharsets.UTF_8))) {
                        write(source, target);
                    }
                };
        Anchor download = new Anchor(list, words.of(excel ? "findings.xlsx" : "findings.csv"));
        download.getElement().setAttribute("download", true);
        return download;
    }

    private static Anchor paper(
            Slices.Source<Finding> source,
            String name,
            List<List<String>> head,
            @Nullable DeliveryComparison comparison,
            Words words) {
        DownloadHandler list =
                event -> {
                    event.setFileName(fileName(name) + ".pdf");
                    event.setContentType(FindingsPdf.TYPE);
                    Slice<Finding> gathered = gathered(source);
                    FindingsPdf.write(
                            words.of("findings.paper", name),
                            head,
                            gathered.items(),
                            gathered.total(),
                            comparison,
                            words,
                            event.getOutputStream());
                };
        Anchor download = new Anchor(list, words.of("findings.pdf"));
        download.getElement().setAttribute("download", true);
        return download;
    }

    private static String fileName(String name) {
        return name.replaceAll("[^\\p{L}\\p{N}._-]", "_") + "-loi";
    }

    private static void write(Slices.Source<Finding> source, Target target) throws IOException {
        int offset = 0;
        Slice<Finding> slice = source.get(0, PIECE);
        while (!slice.items().isEmpty()) {
            for (Finding finding : slice.items()) {
                target.add(finding);
            }
            offset += slice.items().size();
            if (offset >= slice.total()) {
                break;
            }
            slice = source.get(offset, PIECE);
        }
    }
}
