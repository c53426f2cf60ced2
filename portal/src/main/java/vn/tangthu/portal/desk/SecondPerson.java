package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Span;
import java.util.Optional;
import java.util.Set;
import vn.tangthu.portal.security.CurrentReader;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.AccessRequests.Item;
import vn.tangthu.repository.AccessRequests.Request;
import vn.tangthu.repository.AccessRequests.Status;
import vn.tangthu.repository.SecondDecisions;
import vn.tangthu.repository.SecondDecisions.Standing;

/**
 * What the desk says of a second decision before anybody presses anything: for whom it waits, and
 * why who reads this cannot give it.
 */
final class SecondPerson {
    private final SecondDecisions decisions;
    private final CurrentReader current;
    private final Words words;

    SecondPerson(SecondDecisions decisions, CurrentReader current, Words words) {
        this.decisions = decisions;
        this.current = current;
        this.words = words;
    }

    /**
     * @param tookPart who cannot give it, by name
     * @return why who reads this cannot; empty where they can
     */
    Optional<String> whyNot(Set<String> tookPart) {
        Standing standing = decisions.standing(current.reader(), tookPart);
        return switch (standing) {
            case MAY -> Optional.empty();
            case APPROVERS -> Optional.of(words.of("second.APPROVERS"));
            case TOOK_PART ->
                    Optional.of(
                            words.of(
                                    decisions.leftToApprovers(tookPart)
                                            ? "second.TOOK_PART.approver"
                                            : "second.TOOK_PART"));
        };
    }

    /** As {@link #whyNot(Set)}; empty too for what nobody has proposed. */
    Optional<String> whyNot(Request request, Item item) {
        return item.status() == Status.PROPOSED ? whyNot(request.tookPart(item)) : Optional.empty();
    }

    /** In the place of the button. */
    static Span instead(String why) {
        Span text = new Span(why);
        text.addClassName("tt-hint");
        return text;
    }

    /** Where it waits for an approver. */
    Optional<Span> mark(Set<String> tookPart) {
        return decisions.leftToApprovers(tookPart) ? Optional.of(mark(words)) : Optional.empty();
    }

    /** Where something of the request waits for an approver; with its steps. */
    Optional<Span> mark(Request request) {
        return request.items().stream()
                .filter(item -> item.status() == Status.PROPOSED)
                .flatMap(item -> mark(request.tookPart(item)).stream())
                .findFirst();
    }

    /**
     * That an appeal waits for people who are not there: who refused it cannot decide it, and what
     * is conditional takes two of the others.
     *
     * @param byTwo the numbers of the items that two persons grant
     * @return what lacks and what to do, for the first such item
     */
    Optional<String> tooFew(Request request, Set<Integer> byTwo) {
        return request.items().stream()
                .filter(item -> item.status().open() && wasAppealed(request, item))
                .map(
                        item ->
                                tooFew(
                                        item.status() != Status.PROPOSED
                                                        && byTwo.contains(item.number())
                                                ? 2
                                                : 1,
                                        decisions.archivistsBeside(request.tookPart(item))))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Optional<String> tooFew(int needed, int there) {
        return there < needed
                ? Optional.of(words.of("second.tooFew", needed, there))
                : Optional.empty();
    }

    private static boolean wasAppealed(Request request, Item item) {
        return request.steps().stream()
                .anyMatch(step -> step.isAbout(item) && step.status() == Status.APPEALED);
    }

    static Span mark(Words words) {
        return Marks.mark(words.of("second.waits"), Marks.Tone.WARN);
    }
}
