package vn.tangthu.portal.desk;

import com.vaadin.flow.component.html.Span;
import vn.tangthu.portal.shell.Marks;
import vn.tangthu.portal.shell.Marks.Tone;
import vn.tangthu.portal.shell.Words;
import vn.tangthu.repository.Corrections.Item;
import vn.tangthu.repository.Corrections.State;
import vn.tangthu.repository.Finding;

/** Corrections by spreadsheet in words. */
final class CorrectionWords {
    private CorrectionWords() {}

    static Span mark(State state, Words words) {
        return Marks.mark(words.of("bulk.state." + state), tone(state));
    }

    private static Tone tone(State state) {
        return switch (state) {
            case CHECKING, CHECKED, RUNNING -> Tone.INFO;
            case REFUSED -> Tone.ERROR;
            case CANCELLED, INTERRUPTED -> Tone.WARN;
            case NOTHING -> Tone.PLAIN;
            case DONE -> Tone.OK;
        };
    }

    /** What became of a row. */
    static String outcome(Item item, Words words) {
        return switch (item.outcome()) {
            case null -> words.of("bulk.waits");
            case CORRECTED -> words.of("bulk.corrected");
            case LEFT -> words.of("bulk.left");
        };
    }

    static Span outcomeMark(Item item, Words words) {
        return Marks.mark(
                outcome(item, words),
                switch (item.outcome()) {
                    case null -> Tone.PLAIN;
                    case CORRECTED -> Tone.OK;
                    case LEFT -> Tone.WARN;
                });
    }

    /** Why it was left as it is; empty where it was not. */
    static String why(Item item, Words words) {
        Finding why = item.why();
        return why == null ? "" : why.message(words.locale());
    }
}
