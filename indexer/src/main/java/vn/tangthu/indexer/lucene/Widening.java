package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.jspecify.annotations.Nullable;

/**
 * Where few records have something as it was typed, looks also for what the words may have been
 * misread as, or were meant to be. How many have it is asked without the filters of the search, so
 * that a filter never turns one answer into a wider one.
 */
public class Widening {
    private static final int MAX_WORDS = 16;

    /** So many records with the words together as typed, half a page, are enough. */
    public static final int ENOUGH = 10;

    private final Seen visible;

    public Widening(Seen visible) {
        this.visible = visible;
    }

    /** Finds what comes near a question whose words have variants; null for nothing. */
    public interface Near {
        @Nullable Query to(Question varied) throws IOException;
    }

    /**
     * The question as it is where enough stands so or nothing else comes near, else with variants
     * of its words: beside what stands so, if something does.
     */
    public final Question of(Question question) throws IOException {
        if (!varies(question)) {
            return question;
        }
        int asTyped = visible.records(question.together(), ENOUGH);
        boolean beside = asTyped > 0;
        return asTyped < ENOUGH
                ? wider(question, beside, varied -> visible.nearest(varied, beside))
                : question;
    }

    /**
     * In one record, where a page is wanted that has it misread also if others have it as typed.
     *
     * @param near looks into the record only
     */
    public final Question within(Question question, Near near) throws IOException {
        if (!varies(question)) {
            return question;
        }
        // A page that has it in its title only is known as it was typed; its text has variants.
        Near orTitle =
                varied -> {
                    Query nearest = near.to(varied);
                    return nearest == null ? new MatchNoDocsQuery("Nothing near") : nearest;
                };
        return wider(question, visible.any(question.together()), orTitle);
    }

    private static boolean varies(Question question) {
        List<Question.Group> groups = question.apart().groups();
        return !question.any()
                && groups.size() <= MAX_WORDS
                && groups.stream().anyMatch(Question.Group::isPlainWord);
    }

    private Question wider(Question question, boolean beside, Near near) throws IOException {
        List<Question.Group> groups = question.apart().groups();
        visible.foresee(anyhow(groups));
        Variants variants = variants(visible, beside);
        List<Question.Group> widened = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Question.Group group = groups.get(i);
            widened.add(group.isPlainWord() ? group.with(variants.of(groups, i)) : group);
        }
        Query nearest = near.to(new Question(widened, false, question.blank()));
        return nearest == null
                ? question
                : new Question(
                        widened,
                        false,
                        question.blank(),
                        new Question.Wider(nearest, question, beside));
    }

    /** Whose frequencies are asked for whatever comes near: of all words at once. */
    private static List<String> anyhow(List<Question.Group> groups) {
        List<String> words = new ArrayList<>();
        for (Question.Group group : groups) {
            if (group.isPlainWord()) {
                Analysis.Word word = group.typed().getFirst();
                words.add(word.folded());
                words.add(WordAsTyped.form(word));
                words.addAll(Variants.pieces(word.folded()));
            }
        }
        return words;
    }

    /** What each sort of them is good for is measured by leaving it out. */
    Variants variants(Seen seen, boolean right) {
        return new Variants(seen, right);
    }

    /** With every variant, for a text that lies open: nothing is looked up in the index. */
    public static Question anyReading(Question question) {
        List<Question.Group> groups = question.apart().groups();
        List<Question.Group> widened = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Question.Group group = groups.get(i);
            widened.add(group.isPlainWord() ? group.with(Variants.anyOf(groups, i)) : group);
        }
        return new Question(widened, question.any(), question.blank());
    }
}
