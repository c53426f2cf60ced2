package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermState;
import org.apache.lucene.index.Terms;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.DocIdSetBuilder;
import org.apache.lucene.util.FixedBitSet;

/** The forms of one word of a question in one segment, read forwards only, and again from there. */
public final class Forms {
    private static final float NO_TONES = 0.9f;
    private static final float OTHER = 0.9f;

    /** Words between two that were written as one: {@code Sơncam} of "Sơn, xã Cam". */
    private static final int BETWEEN = 3;

    /** Places of one form in one Lucene document that are looked at. */
    private static final int MAX_PLACES = 32;

    private final TermsEnum lookup;
    private final List<Stream> streams = new ArrayList<>();

    /**
     * A way of writing the word.
     *
     * @param words in order
     * @param weight 1 for what was typed, less for others
     * @param asTyped whether it is what was typed, with its diacritics or without
     * @param between so many words may stand between two of them
     */
    public record Form(List<String> words, float weight, boolean asTyped, int between) {}

    /**
     * Where a form stands.
     *
     * @param from position of its first word
     * @param to after its last
     */
    record Span(Form form, int from, int to) {
        float weight() {
            return form.weight();
        }
    }

    /**
     * @param known where the words stand in the dictionary, which takes longest to find
     */
    private record Stream(Form form, int documents, TermState[] known, PostingsEnum[] words) {}

    Forms(LeafReader leaf, Question question, int group) throws IOException {
        Terms terms = leaf.terms(Schema.WORDS);
        lookup = terms == null ? TermsEnum.EMPTY : terms.iterator();
        for (Form form : of(question, group)) {
            TermState[] known = new TermState[form.words().size()];
            PostingsEnum[] words = new PostingsEnum[known.length];
            int documents = Integer.MAX_VALUE;
            for (int i = 0; i < known.length; i++) {
                if (!lookup.seekExact(new BytesRef(form.words().get(i)))) {
                    documents = 0;
                    break;
                }
                known[i] = lookup.termState();
                words[i] = lookup.postings(null, PostingsEnum.POSITIONS);
                documents = Math.min(documents, lookup.docFreq());
            }
            if (documents > 0) {
                streams.add(new Stream(form, documents, known, words));
            }
        }
        // Whether a word stands somewhere is soonest told by its most usual form.
        streams.sort(Comparator.comparingInt(Stream::documents).reversed());
    }

    /** From the first document on again. */
    void again() throws IOException {
        for (Stream stream : streams) {
            for (int i = 0; i < stream.words().length; i++) {
                stream.words()[i] = postings(stream, i, PostingsEnum.POSITIONS);
            }
        }
    }

    private PostingsEnum postings(Stream stream, int word, int flags) throws IOException {
        lookup.seekExact(new BytesRef(stream.form().words().get(word)), stream.known()[word]);
        return lookup.postings(null, flags);
    }

    /** Whether none of the forms stands in the segment. */
    boolean isEmpty() {
        return streams.isEmpty();
    }

    public static List<Form> of(Question question, int at) {
        Question.Group group = question.groups().get(at);
        Analysis.Word word = group.typed().getFirst();
        List<Form> forms = new ArrayList<>();
        forms.add(new Form(List.of(word.folded()), word.exact() == null ? 1 : NO_TONES, true, 0));
        String exact = word.exact();
        if (exact != null) {
            forms.add(new Form(List.of(exact), 1, true, 0));
        }
        for (Question.Variant variant : group.variants()) {
            forms.add(
                    new Form(
                            variant.words(),
                            variant.spelling()
                                    ? 1
                                    : OTHER * (float) Math.sqrt(Math.sqrt(variant.weight())),
                            false,
                            variant.together() ? 0 : BETWEEN));
        }
        return forms;
    }

    /** What has one of the words in one of these of its forms, in order. */
    static DocIdSetIterator any(List<Forms> groups, Predicate<Form> which, int maxDoc)
            throws IOException {
        DocIdSetBuilder documents = new DocIdSetBuilder(maxDoc);
        for (Forms group : groups) {
            for (Stream stream : group.streams) {
                if (which.test(stream.form())) {
                    documents.add(group.postings(stream, 0, PostingsEnum.NONE));
                }
            }
        }
        DocIdSetIterator all = documents.build().iterator();
        return all == null ? DocIdSetIterator.empty() : all;
    }

    /**
     * Adds what has the word as it was typed.
     *
     * @param marks only with its diacritics, if it has some
     */
    void asTyped(boolean marks, FixedBitSet documents) throws IOException {
        for (Stream stream : streams) {
            if (stream.form().asTyped() && (!marks || stream.form().weight() == 1)) {
                PostingsEnum word = postings(stream, 0, PostingsEnum.NONE);
                if (word.nextDoc() != DocIdSetIterator.NO_MORE_DOCS) {
                    word.intoBitSet(DocIdSetIterator.NO_MORE_DOCS, documents, 0);
                }
            }
        }
    }

    /** Whether one of the forms may stand in the document; documents must come in order. */
    boolean stand(int doc) throws IOException {
        for (Stream stream : streams) {
            if (standsIn(stream, doc)) {
                return true;
            }
        }
        return false;
    }

    private static boolean standsIn(Stream stream, int doc) throws IOException {
        for (PostingsEnum word : stream.words()) {
            int at = word.docID() < doc ? word.advance(doc) : word.docID();
            if (at != doc) {
                return false;
            }
        }
        return true;
    }

    /** Where the forms stand in the document; to be asked once for each. */
    List<Span> spans(int doc) throws IOException {
        List<Span> spans = new ArrayList<>();
        for (Stream stream : streams) {
            if (standsIn(stream, doc)) {
                places(stream, spans);
            }
        }
        return spans;
    }

    private static void places(Stream stream, List<Span> spans) throws IOException {
        List<List<Integer>> words = new ArrayList<>();
        for (PostingsEnum word : stream.words()) {
            words.add(positions(word));
        }
        for (int from : words.getFirst()) {
            int last = from;
            for (int i = 1; i < words.size() && last >= 0; i++) {
                last = next(words.get(i), last + 1, last + 1 + stream.form().between());
            }
            if (last >= 0) {
                spans.add(new Span(stream.form(), from, last + 1));
            }
        }
    }

    /** The first position from here to there, else -1. */
    private static int next(List<Integer> positions, int from, int to) {
        for (int position : positions) {
            if (position >= from && position <= to) {
                return position;
            }
        }
        return -1;
    }

    private static List<Integer> positions(PostingsEnum word) throws IOException {
        List<Integer> positions = new ArrayList<>();
        for (int i = Math.min(MAX_PLACES, word.freq()); i > 0; i--) {
            positions.add(word.nextPosition());
        }
        return positions;
    }

    /** How surely one follows the other, or both are one word; 0 for not at all. */
    static float together(List<Span> firsts, List<Span> seconds) {
        float best = 0;
        for (Span first : firsts) {
            for (Span second : seconds) {
                if (first.to() == second.from() || isOneWord(first, second)) {
                    best = Math.max(best, Math.min(sure(first), sure(second)));
                    if (best == 1) {
                        return best;
                    }
                }
            }
        }
        return best;
    }

    /** Both ran together, which is a form of each. */
    private static boolean isOneWord(Span first, Span second) {
        return first.from() == second.from()
                && first.to() == second.to()
                && !first.form().asTyped()
                && first.form().words().equals(second.form().words());
    }

    private static float sure(Span span) {
        return span.form().asTyped() ? 1 : span.weight();
    }
}
