package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Span;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Destructions.Ground;
import vn.tangthu.repository.Destructions.Item;
import vn.tangthu.repository.Destructions.Outcome;
import vn.tangthu.repository.Destructions.State;

/** States, grounds and decisions in words. */
final class DestructionWords {
    private DestructionWords() {}

    static Span mark(State state, Words words) {
        return Marks.mark(
                words.of("destruction.state." + state),
                switch (state) {
                    case DRAFT, FROZEN -> Marks.Tone.INFO;
                    case DECIDED, EXECUTING -> Marks.Tone.WARN;
                    case DONE -> Marks.Tone.OK;
                    case WITHDRAWN -> Marks.Tone.INFO;
                });
    }

    static String ground(
            Ground ground,
            @org.jspecify.annotations.Nullable Integer ends,
            @org.jspecify.annotations.Nullable String other,
            Words words) {
        return ground == Ground.DUPLICATE
                ? words.of("destruction.duplicate", String.valueOf(other))
                : ends == null
                        ? words.of("destruction.expired")
                        : words.of("destruction.expired.in", String.valueOf(ends));
    }

    static String title(Item item, Words words) {
        return item.titleOrNull() == null ? words.of("destruction.withheld") : item.titleOrNull();
    }

    static String decision(Item item, Words words) {
        if (item.destroy() == null) {
            return "";
        }
        String said =
                words.of(
                        item.destroy() ? "destruction.said.destroy" : "destruction.said.keep",
                        String.valueOf(item.reason()));
        return item.outcome() == Outcome.LEFT
                ? said + " " + words.of("destruction.said.left", String.valueOf(item.why()))
                : said;
    }
}
