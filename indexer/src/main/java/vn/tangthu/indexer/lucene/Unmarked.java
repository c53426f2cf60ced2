package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.CompiledAutomaton;

/**
 * A word that was typed without diacritics where tones are meant: {@code An} of {@code Nguyễn Văn
 * An} is not {@code Ân}. The index has the folded form of each word, and the exact one at the same
 * place only where the two differ; so a word stands without diacritics where none of its siblings
 * with some does.
 */
public final class Unmarked {
    /** No syllable has more letters than nghieng; longer words are of other languages. */
    private static final int LONGEST = 7;

    private static final Map<Character, String> MARKED =
            Map.of(
                    'a', "àảãáạăằẳẵắặâầẩẫấậ",
                    'd', "đ",
                    'e', "èẻẽéẹêềểễếệ",
                    'i', "ìỉĩíị",
                    'o', "òỏõóọôồổỗốộơờởỡớợ",
                    'u', "ùủũúụưừửữứự",
                    'y', "ỳỷỹýỵ");

    /** There are some thousand syllables; what else is typed is not worth keeping. */
    private static final int MOST_KNOWN = 4_096;

    private static final Map<String, Unmarked> KNOWN = new ConcurrentHashMap<>();

    private final BytesRef folded;
    private final CompiledAutomaton forms;

    private Unmarked(String folded) {
        this.folded = new BytesRef(folded);
        Automaton automaton = new Automaton();
        int state = automaton.createState();
        for (char letter : folded.toCharArray()) {
            int next = automaton.createState();
            automaton.addTransition(state, next, letter);
            for (char marked : MARKED.getOrDefault(letter, "").toCharArray()) {
                automaton.addTransition(state, next, marked);
            }
            state = next;
        }
        automaton.setAccept(state, true);
        automaton.finishState();
        forms = new CompiledAutomaton(automaton, true, false, false);
    }

    /** Whether it has no diacritics and could have some. */
    static boolean may(Analysis.Word word) {
        return word.exact() == null && may(word.folded());
    }

    /**
     * Whether a word that stands without diacritics could have some.
     *
     * @param folded as the index has it
     */
    public static boolean may(String folded) {
        return folded.length() <= LONGEST
                && folded.chars().allMatch(letter -> letter >= 'a' && letter <= 'z')
                && folded.chars().anyMatch(letter -> MARKED.containsKey((char) letter));
    }

    /**
     * @param word that {@linkplain #may may} have siblings
     */
    static Unmarked of(Analysis.Word word) {
        Unmarked known = KNOWN.get(word.folded());
        if (known == null) {
            known = new Unmarked(word.folded());
            if (KNOWN.size() < MOST_KNOWN) {
                KNOWN.put(word.folded(), known);
            }
        }
        return known;
    }

    /**
     * The siblings that stand anywhere in the segment.
     *
     * @param with what of the postings is wanted
     */
    List<PostingsEnum> siblings(LeafReader reader, int with) throws IOException {
        Terms terms = reader.terms(Schema.WORDS);
        List<PostingsEnum> siblings = new ArrayList<>();
        if (terms == null) {
            return siblings;
        }
        TermsEnum each = terms.intersect(forms, null);
        for (BytesRef form = each.next(); form != null; form = each.next()) {
            if (!form.bytesEquals(folded)) {
                siblings.add(each.postings(null, with));
            }
        }
        return siblings;
    }
}
