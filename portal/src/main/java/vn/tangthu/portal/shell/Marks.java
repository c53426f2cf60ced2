package vn.tangthu.portal.shell;

import com.vaadin.flow.component.html.Span;
import java.util.Locale;
import vn.tangthu.repository.Access;
import vn.tangthu.repository.FixityState;

/** Small marks that say a state in words, with a colour besides. */
public final class Marks {
    private Marks() {}

    /** Colours of a mark; the words carry the meaning. */
    public enum Tone {
        PLAIN,
        OK,
        WARN,
        ERROR,
        INFO
    }

    public static Span mark(String text, Tone tone) {
        Span mark = new Span(text);
        mark.addClassNames("tt-mark", "tt-mark-" + tone.name().toLowerCase(Locale.ROOT));
        return mark;
    }

    public static Span access(Access access, Words words) {
        return mark(
                words.of(access),
                switch (access) {
                    case PUBLIC -> Tone.OK;
                    case LISTED -> Tone.WARN;
                    case HIDDEN -> Tone.ERROR;
                });
    }

    /** What is known of the bytes. */
    public static Span fixity(FixityState state, Words words) {
        return switch (state) {
            case FixityState.Sound sound ->
                    mark(words.of("fixity.sound", words.day(sound.checkedAt())), Tone.OK);
            case FixityState.NeverChecked never ->
                    mark(words.of("fixity.never", words.day(never.storedAt())), Tone.INFO);
            case FixityState.Damaged damaged ->
                    mark(words.of("fixity.damaged", words.day(damaged.foundAt())), Tone.ERROR);
        };
    }
}
