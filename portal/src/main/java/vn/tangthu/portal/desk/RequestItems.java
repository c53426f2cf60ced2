package vn.tangthu.portal.desk;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.OrderedList;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextField;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Notices;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.DocumentId;
import vn.tangthu.repository.PaperRegister;
import vn.tangthu.repository.PaperRegister.Entry;
import vn.tangthu.repository.ReadingPurpose;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.RefusedException;
import vn.tangthu.repository.Role;

/**
 * What a request asks for, item by item; and, for what was asked for in words, a field for the code
 * of the hồ sơ that was found.
 */
class RequestItems extends Div {
    private static final long serialVersionUID = 1L;
    private final transient AccessRequests requests;
    private final transient Catalogue catalogue;
    private final transient CurrentReader current;
    private final transient Words words;
    private final transient Runnable changed;

    RequestItems(
            AccessRequests requests,
            Catalogue catalogue,
            PaperRegister paper,
            CurrentReader current,
            Request request,
            Words words,
            Runnable changed) {
        this.requests = requests;
        this.catalogue = catalogue;
        this.current = current;
        this.words = words;
        this.changed = changed;
        Map<AipId, Entry> onPaper =
                paper.of(
                        request.items().stream()
                                .flatMap(item -> Stream.ofNullable(item.record()))
                                .toList(),
                        current.require(Role.ARCHIVIST));
        Set<Integer> byTwo = requests.byTwo(request);
        OrderedList list = new OrderedList();
        for (Item item : request.items()) {
            ListItem line = line(request, item);
            ItemRule.of(item, catalogue, current.reader())
                    .ifPresent(
                            rule ->
                                    line.add(
                                            rule.shown(
                                                    item, byTwo.contains(item.number()), words)));
            AipId record = item.record();
            Entry entry = record == null ? null : onPaper.get(record);
            if (entry != null) {
                line.add(shelf(entry));
            }
            if (record != null) {
                line.add(
                        new DecidedAlike(
                                () ->
                                        requests.alike(
                                                request, item, current.require(Role.ARCHIVIST)),
                                words));
            }
            list.add(line);
        }
        add(list);
    }

    private ListItem line(Request request, Item item) {
        ListItem line = new ListItem();
        AipId record = item.record();
        if (record == null) {
            line.add(new Span(words.of("requests.item.words") + " "));
        } else {
            line.add(
                    new Anchor(
                            Purposes.evident(
                                    "/app/ho-so/" + record,
                                    new ReadingPurpose(
                                            ReadingPurpose.Kind.REQUEST,
                                            request.reference().value())),
                            name(item, catalogue, current, words)),
                    new Span(" "));
        }
        if (request.items().size() > 1) {
            line.add(Marks.mark(words.of(item.status()), RequestsView.tone(item.status())));
            if (item.status().open()) {
                line.add(new Span(" " + words.of("requests.dueOn") + ": "));
                line.add(new Span(words.day(item.dueOn())));
            }
        }
        if (item.inWords() && item.status().open() && !request.isOwnOf(current.reader())) {
            line.add(give(request.reference().value(), item.number()));
        }
        return line;
    }

    /** Where the paper of it stands: for who fetches it, and for nobody else. */
    private Div shelf(Entry entry) {
        String place = entry.draft().shelf();
        return new Div(
                PaperEntryView.state(entry, words),
                new Span(
                        " "
                                + words.of(
                                        "requests.item.shelf",
                                        place == null ? words.of("paper.shelf.unknown") : place)
                                + " "),
                new Anchor("/app/kho/ho-so-giay/" + entry.id(), words.of("paper.entry")));
    }

    private Div give(String reference, int item) {
        TextField code = new TextField(words.of("requests.give"));
        code.setHelperText(words.of("requests.give.help"));
        code.setMaxLength(100);
        code.setWidth("24rem");
        Div refusals = new Div();
        Button give =
                new Button(
                        words.of("requests.give.button"),
                        e -> {
                            refusals.removeAll();
                            try {
                                catalogue
                                        .resolve(code.getValue().strip(), current.reader())
                                        .or(
                                                () ->
                                                        catalogue.resolveOnPaper(
                                                                code.getValue(), current.reader()))
                                        .ifPresentOrElse(
                                                found -> {
                                                    requests.give(
                                                            reference,
                                                            item,
                                                            found,
                                                            current.require(Role.ARCHIVIST));
                                                    changed.run();
                                                },
                                                () ->
                                                        refusals.add(
                                                                Notices.box(
                                                                        Marks.Tone.WARN,
                                                                        words.of(
                                                                                "copies.record.none"))));
                            } catch (RefusedException refused) {
                                refusals.add(Notices.findings(refused.findings(), words));
                            }
                        });
        return new Div(code, give, refusals);
    }

    /** By its code, and the document that is meant; as this reader may see it. */
    static String name(Item item, Catalogue catalogue, CurrentReader current, Words words) {
        @Nullable AipId record = item.record();
        if (record == null) {
            return words.of("requests.item.words");
        }
        RecordView view = catalogue.found(List.of(record), current.reader()).get(record);
        if (view == null) {
            return words.of("requests.item.gone");
        }
        String title = view.titleOrNull() == null ? "" : " · " + view.titleOrNull();
        return view.arcFileCode() + title + document(view, item.document(), words);
    }

    private static String document(RecordView view, @Nullable DocumentId wanted, Words words) {
        if (wanted == null || !(view instanceof RecordView.Full full)) {
            return "";
        }
        return full.documents().stream()
                .filter(one -> one.id().equals(wanted))
                .findFirst()
                .map(one -> " · " + words.of("requests.item.document", one.description().docCode()))
                .orElse("");
    }
}
