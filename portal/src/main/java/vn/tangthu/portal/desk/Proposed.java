package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.UnorderedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests;
import vn.tangthu.repository.GrantedCopies.Copy;
import vn.tangthu.repository.OnlineReadings.Reading;

/**
 * Copies and readings that wait for a second person. Their requests are granted and so in no queue.
 */
final class Proposed extends UnorderedList {
    private static final long serialVersionUID = 1L;

    /** As many as {@link vn.tangthu.repository.GrantedCopies#proposed} tells. */
    private static final int MOST = 100;

    Proposed(
            List<Copy> copies,
            List<Reading> readings,
            AccessRequests requests,
            SecondPerson second,
            Words words) {
        Map<String, Set<String>> askedBy =
                requests.askedBy(
                        Stream.concat(
                                        copies.stream().map(Copy::request),
                                        readings.stream().map(Reading::request))
                                .collect(Collectors.toSet()));
        copies.forEach(
                one -> add(one.request(), one.number(), one.orderedBy(), askedBy, second, words));
        readings.forEach(
                one -> add(one.request(), one.number(), one.orderedBy(), askedBy, second, words));
        if (Math.max(copies.size(), readings.size()) >= MOST) {
            add(new ListItem(words.of("second.more")));
        }
    }

    private void add(
            String request,
            String number,
            String by,
            Map<String, Set<String>> askedBy,
            SecondPerson second,
            Words words) {
        ListItem line =
                new ListItem(
                        new Anchor("/app/yeu-cau/" + request, number + " · " + request),
                        SecondPerson.instead(words.of("second.by", by)));
        Set<String> asked = askedBy.getOrDefault(request, Set.of());
        second.mark(AccessRequests.Request.barred(asked, by)).ifPresent(line::add);
        line.addClassName("tt-row");
        add(line);
    }

    boolean isEmpty() {
        return getElement().getChildCount() == 0;
    }
}
