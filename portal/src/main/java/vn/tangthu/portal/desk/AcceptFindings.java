package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableConsumer;
import java.util.ArrayList;
import java.util.List;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Finding;
import vn.tangthu.repository.Slice;

/** The way to take in a delivery as it is: shows once more what that accepts, and asks why. */
final class AcceptFindings extends Button {
    private static final long serialVersionUID = 1L;
    private static final int PIECE = 1_000;

    /** Findings that are looked at; there are no more of a delivery one by one. */
    private static final int MOST = 10_000;

    AcceptFindings(
            Slices.Source<Finding> source, Words words, SerializableConsumer<String> accepted) {
        super(words.of("deliveries.accept"));
        addClickListener(
                e ->
                        new ReasonDialog(
                                        words,
                                        words.of("deliveries.accept"),
                                        text(source, words),
                                        words.of("deliveries.accept"),
                                        accepted)
                                .open());
    }

    private static Div text(Slices.Source<Finding> source, Words words) {
        UnorderedList rules = new UnorderedList();
        for (FindingGroups.Group group : FindingGroups.of(acceptable(source), 1)) {
            String first = group.sample().getFirst().message(words.locale());
            rules.add(
                    new ListItem(
                            words.of("findings.times", words.number(group.count()))
                                    + ": "
                                    + first));
        }
        return new Div(
                new Paragraph(words.of("deliveries.accept.what")),
                rules,
                new Paragraph(words.of("deliveries.accept.sure")));
    }

    /** What blocks stands first. */
    private static List<Finding> acceptable(Slices.Source<Finding> source) {
        List<Finding> some = new ArrayList<>();
        Slice<Finding> slice = source.get(0, PIECE);
        for (int at = 0; at < MOST && !slice.items().isEmpty(); at += PIECE) {
            List<Finding> more = slice.items().stream().filter(Finding::acceptable).toList();
            some.addAll(more);
            if (more.size() < slice.items().size()) {
                break;
            }
            slice = source.get(at + PIECE, PIECE);
        }
        return some;
    }
}
