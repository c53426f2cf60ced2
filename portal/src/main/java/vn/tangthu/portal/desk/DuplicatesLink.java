package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import java.util.Map;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.DeliveryId;
import vn.tangthu.repository.DeliveryPairs;
import vn.tangthu.repository.DeliveryPairs.Count;
import vn.tangthu.repository.DeliveryPairs.Kind;
import vn.tangthu.repository.Role;

/** On the page of a delivery: how much of it is there twice, and the way to it. */
final class DuplicatesLink extends Div {
    private static final long serialVersionUID = 1L;

    DuplicatesLink(DeliveryId delivery, DeliveryPairs pairs, CurrentReader current, Words words) {
        Map<Kind, Count> counts = pairs.counts(delivery, current.require(Role.ARCHIVIST));
        if (counts.isEmpty()) {
            return;
        }
        long all = counts.values().stream().mapToLong(Count::pairs).sum();
        long undecided = counts.values().stream().mapToLong(Count::undecided).sum();
        Anchor look = new Anchor(DuplicatesView.address(delivery), words.of("pairs.look"));
        Paragraph told =
                new Paragraph(
                        words.of("pairs.count", words.number(all), words.number(undecided)) + " ");
        told.add(look);
        add(told);
    }

    /**
     * What a delivery waits for.
     *
     * @param pairs undecided ones, but for codes
     * @param codes that are taken and not left out
     * @param none whether it has nothing twice
     */
    record Waiting(long pairs, long codes, boolean none) {}

    static Waiting waiting(DeliveryId delivery, DeliveryPairs pairs, CurrentReader current) {
        Map<Kind, Count> counts = pairs.counts(delivery, current.require(Role.ARCHIVIST));
        long all = counts.values().stream().mapToLong(Count::undecided).sum();
        Count codes = counts.get(Kind.SAME_CODE);
        long taken = codes == null ? 0 : codes.undecided();
        return new Waiting(all - taken, taken, counts.isEmpty());
    }
}
