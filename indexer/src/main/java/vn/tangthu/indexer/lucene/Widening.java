package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.Query;

/**
 * Where nothing stands as it was typed, looks also for what the words may have been misread as, or
 * were meant to be. Whether something does is asked without the filters of the search, so that a
 * filter never turns one answer into a wider one.
 */
public class Widening {
    private static final int MAX_WORDS = 16;

    private final Seen visible;

    public Widening(Seen visible) {
        this.visible = visible;
    }

    /**
     * The question as it is where it stands so or nothing else comes near, else with variants of
     * its words.
     */
    public final Question of(Question question) throws IOException {
        List<Question.Group> groups = question.groups();
        boolean plain = groups.stream().anyMatch(Question.Group::isPlainWord);
        if (question.any()
                || !plain
                || groups.size() > MAX_WORDS
                || visible.any(question.together())) {
            return question;
        }
        Variants variants = variants(visible);
        List<Question.Group> widened = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Question.Group group = groups.get(i);
            if (group.isPlainWord()) {
                group = group.with(variants.of(groups, i));
            }
            widened.add(group);
        }
        Question wide = new Question(widened, false, question.blank());
        Query nearest = visible.nearest(wide);
        return nearest == null ? question : new Question(widened, false, question.blank(), nearest);
    }

    /** What each sort of them is good for is measured by leaving it out. */
    Variants variants(Seen seen) {
        return new Variants(seen);
    }

    /** With every variant, for a text that lies open: nothing is looked up in the index. */
    public static Question anyReading(Question question) {
        List<Question.Group> groups = new ArrayList<>();
        for (int i = 0; i < question.groups().size(); i++) {
            Question.Group group = question.groups().get(i);
            groups.add(
                    group.isPlainWord() ? group.with(Variants.anyOf(question.groups(), i)) : group);
        }
        return new Question(groups, question.any(), question.blank());
    }
}
