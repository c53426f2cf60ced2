package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.ArchivalDocument;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Fonds;
import vn.tangthu.repository.PaperFacts;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;
import vn.tangthu.repository.Rights;

/**
 * The rule that decides how open the thing is that an item asks for: its access, the level that
 * sets it, and the ground that is kept there. The strictest of fonds, hồ sơ and document wins;
 * where two are alike the lower one is named, as its ground is shown.
 *
 * @param rights of the level that decides
 */
record ItemRule(RuleLevel level, Rights rights) {
    enum RuleLevel {
        FONDS,
        RECORD,
        DOCUMENT
    }

    /**
     * @param reader an archivist
     * @return empty for words, and where nothing is there any more
     */
    static Optional<ItemRule> of(Item item, Catalogue catalogue, Reader reader) {
        AipId about = item.record();
        if (about == null) {
            return Optional.empty();
        }
        RecordView view = catalogue.found(List.of(about), reader).get(about);
        Rights record = record(view);
        if (view == null || record == null) {
            return Optional.empty();
        }
        Rights fonds = catalogue.fonds(view.fonds().id(), reader).map(Fonds::rights).orElse(null);
        ItemRule whole =
                new ItemRule(
                        record.access() != Access.PUBLIC && sameAs(record, fonds)
                                ? RuleLevel.FONDS
                                : RuleLevel.RECORD,
                        record);
        return Optional.of(
                documents(view, item)
                        .map(ArchivalDocument::rights)
                        .max(Comparator.comparing(Rights::access))
                        .filter(strictest -> strictest.access().compareTo(record.access()) > 0)
                        .map(strictest -> new ItemRule(RuleLevel.DOCUMENT, strictest))
                        .orElse(whole));
    }

    /** What the view says is joined with the fonds already. */
    private static boolean sameAs(Rights record, @Nullable Rights fonds) {
        return fonds != null
                && fonds.access() == record.access()
                && Objects.equals(fonds.basis(), record.basis())
                && fonds.ground() == record.ground()
                && Objects.equals(fonds.closedUntil(), record.closedUntil());
    }

    private static @Nullable Rights record(@Nullable RecordView view) {
        return switch (view) {
            case null -> null;
            case RecordView.Full full -> full.rights();
            case RecordView.Listed listed -> null;
            case RecordView.Paper paper -> {
                PaperFacts facts = paper.facts();
                yield facts == null ? null : facts.rights();
            }
        };
    }

    /** The one that is asked for, or all of the hồ sơ. */
    private static Stream<ArchivalDocument> documents(RecordView view, Item item) {
        return view instanceof RecordView.Full full
                ? full.documents().stream()
                        .filter(one -> item.document() == null || one.id().equals(item.document()))
                : Stream.empty();
    }

    /**
     * In words; the only place at the desk that says what the rights of an item have.
     *
     * @param byTwo whether two persons grant it
     */
    Div shown(Item item, boolean byTwo, Words words) {
        Div line = new Div(Marks.access(rights.access(), words));
        line.addClassName("tt-row");
        line.add(new Span(words.of("requests.rule", words.of(level))));
        if (rights.access() != Access.PUBLIC) {
            String why = rights.why(words.locale());
            line.add(
                    new Span(
                            why.isBlank()
                                    ? words.of("requests.rule.noBasis")
                                    : words.of("rights.basis") + ": " + why));
        }
        line.add(new Span(words.of("requests.rule.term", item.workingDays())));
        if (byTwo) {
            line.add(Marks.mark(words.of("requests.rule.two"), Marks.Tone.WARN));
        }
        return line;
    }
}
