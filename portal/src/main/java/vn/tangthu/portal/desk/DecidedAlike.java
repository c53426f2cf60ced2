package vn.tangthu.portal.desk;

import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.function.SerializableSupplier;
import java.util.List;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Earlier;

/**
 * Các quyết định tương tự: what was decided before of the same hồ sơ, else of its fonds, with the
 * reasons and without anybody's name. Looked up when it is opened first.
 */
class DecidedAlike extends Details {
    private static final long serialVersionUID = 1L;

    DecidedAlike(SerializableSupplier<List<Earlier>> decisions, Words words) {
        super(words.of("requests.alike"));
        addOpenedChangeListener(
                e -> {
                    if (e.isOpened() && getContent().findAny().isEmpty()) {
                        show(decisions.get(), words);
                    }
                });
    }

    private void show(List<Earlier> decisions, Words words) {
        if (decisions.isEmpty()) {
            add(new Paragraph(words.of("requests.alike.none")));
            return;
        }
        boolean same = decisions.getFirst().sameRecord();
        add(new Paragraph(words.of(same ? "requests.alike.record" : "requests.alike.fonds")));
        UnorderedList list = new UnorderedList();
        for (Earlier one : decisions) {
            ListItem line =
                    new ListItem(
                            Marks.mark(words.of(one.outcome()), RequestsView.tone(one.outcome())),
                            new Span(" " + words.day(one.at()) + " · " + words.of(one.kind())));
            if (one.reason() != null) {
                line.add(new Span(" · " + words.of(one.reason())));
            }
            line.add(
                    new Span(" · "),
                    new Anchor("/app/yeu-cau/" + one.reference(), one.reference()));
            list.add(line);
        }
        add(list);
    }
}
