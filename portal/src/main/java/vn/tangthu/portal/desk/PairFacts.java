package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.portal.outgoing.Purposes;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryPairs.Facts;
import vn.tangthu.repository.DeliveryPairs.Found;
import vn.tangthu.repository.DeliveryPairs.Shown;
import vn.tangthu.repository.DeliveryPairs.Side;

/** What is told of both sides of a pair, row by row; what differs says so. */
final class PairFacts extends Div {
    private static final long serialVersionUID = 1L;

    private interface Told {
        String of(Side side);
    }

    private final transient Optional<Shown> one;
    private final transient Optional<Shown> other;
    private final Words words;
    private final NativeTableBody body = new NativeTableBody();

    PairFacts(Optional<Shown> one, Optional<Shown> other, Found found, Words words) {
        this.one = one;
        this.other = other;
        this.words = words;
        NativeTable table = new NativeTable();
        table.addClassName("tt-difference");
        NativeTableRow head =
                new NativeTableRow(
                        new NativeTableHeaderCell(words.of("history.field")),
                        new NativeTableHeaderCell(words.of("pairs.side.one")),
                        new NativeTableHeaderCell(side(found.other().kept(), words)));
        row("field.arcFileCode", Side::record);
        row("field.docCode", Side::document);
        row("pairs.file", Side::file);
        row("field.title", side -> side.facts().title());
        row("field.typeName", side -> words.code(side.facts().type()));
        boolean records = found.one().document().isEmpty();
        row(records ? "field.paperFileCode" : "pairs.number", side -> side.facts().number());
        row("pairs.date", side -> side.facts().date());
        row("field.organName", side -> side.facts().organ());
        row("history.file.pages", side -> number(side.facts()));
        row("history.file.size", side -> bytes(side.facts()));
        row("pairs.mime", side -> side.facts().mimeType());
        row("history.file.digest", side -> side.sha512());
        documents();
        table.add(new NativeTableHeader(head), body);
        add(table);
        other.map(Shown::record)
                .ifPresent(
                        record ->
                                add(
                                        new Anchor(
                                                Purposes.checking("/app/kho/ho-so/" + record),
                                                words.of("pairs.record"))));
    }

    static String side(boolean kept, Words words) {
        return words.of(kept ? "pairs.side.kept" : "pairs.side.other");
    }

    private String number(Facts facts) {
        return facts.pages() == 0 ? "" : words.number(facts.pages());
    }

    private String bytes(Facts facts) {
        return facts.bytes() == 0 ? "" : words.bytes(facts.bytes());
    }

    /** Nothing where neither side tells it. */
    private void row(String key, Told told) {
        String here = one.map(shown -> told.of(shown.side())).orElse("");
        String there = other.map(shown -> told.of(shown.side())).orElse("");
        if (here.isEmpty() && there.isEmpty()) {
            return;
        }
        NativeTableHeaderCell name = new NativeTableHeaderCell(new Span(words.of(key)));
        boolean compared = one.isPresent() && other.isPresent();
        if (compared && !here.equals(there)) {
            name.add(new Span(" "), Marks.mark(words.of("pairs.differs"), Marks.Tone.WARN));
        }
        body.add(new NativeTableRow(name, cell(here), cell(there)));
    }

    /** Those of two hồ sơ; what only one side has is marked. */
    private void documents() {
        List<String> here = documents(one);
        List<String> there = documents(other);
        if (here.isEmpty() && there.isEmpty()) {
            return;
        }
        body.add(
                new NativeTableRow(
                        new NativeTableHeaderCell(new Span(words.of("pairs.documents"))),
                        cell(here, there),
                        cell(there, here)));
    }

    private static List<String> documents(Optional<Shown> side) {
        return side.map(shown -> shown.side().facts().documents()).orElse(List.of());
    }

    private NativeTableCell cell(List<String> documents, List<String> others) {
        Set<String> known = Set.copyOf(others);
        UnorderedList list = new UnorderedList();
        for (String document : documents) {
            ListItem item = new ListItem(new Span(document));
            if (!known.contains(document)) {
                item.add(new Span(" "), Marks.mark(words.of("pairs.only"), Marks.Tone.WARN));
            }
            list.add(item);
        }
        if (documents.size() == Facts.MOST_DOCUMENTS) {
            list.add(new ListItem("…"));
        }
        NativeTableCell cell = new NativeTableCell();
        cell.add(list);
        return cell;
    }

    private static NativeTableCell cell(String text) {
        NativeTableCell cell = new NativeTableCell();
        cell.setText(text.isEmpty() ? "–" : text);
        return cell;
    }
}
