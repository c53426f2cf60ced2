package vn.tangthu.indexer.lucene;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.TermsEnum;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

/**
 * Where a word stands as it was typed, in one segment, read forwards only: with its diacritics, or
 * without any where it {@linkplain Unmarked may} have some.
 */
final class WordAsTyped {
    private final PostingsEnum form;
    private final List<PostingsEnum> siblings;

    private WordAsTyped(PostingsEnum form, List<PostingsEnum> siblings) {
        this.form = form;
        this.siblings = siblings;
    }

    /**
     * Null where it stands nowhere in the segment.
     *
     * @param words of the segment
     * @param places whether {@link #places} will be asked
     */
    static @Nullable WordAsTyped in(
            LeafReader reader, TermsEnum words, Analysis.Word word, boolean places)
            throws IOException {
        if (!words.seekExact(new BytesRef(form(word)))) {
            return null;
        }
        boolean unmarked = Unmarked.may(word);
        int with =
                places ? PostingsEnum.POSITIONS : unmarked ? PostingsEnum.FREQS : PostingsEnum.NONE;
        PostingsEnum form = words.postings(null, with);
        return new WordAsTyped(
                form, unmarked ? Unmarked.of(word).siblings(reader, with) : List.of());
    }

    /** What the index has of a word as it was typed. */
    static String form(Analysis.Word word) {
        String exact = word.exact();
        return exact == null ? word.folded() : exact;
    }

    /** Walks through what may have it. */
    PostingsEnum form() {
        return form;
    }

    /** Documents must come in order. Each sibling takes one of the places of the folded form. */
    boolean stands(int doc) throws IOException {
        if (!reaches(form, doc)) {
            return false;
        }
        int left = siblings.isEmpty() ? 1 : form.freq();
        for (PostingsEnum sibling : siblings) {
            left -= reaches(sibling, doc) ? sibling.freq() : 0;
        }
        return left > 0;
    }

    /** Its places, in order, where it {@linkplain #stands}; to be asked once for each document. */
    int[] places(int doc) throws IOException {
        int[] places = positions(form);
        BitSet others = new BitSet();
        for (PostingsEnum sibling : siblings) {
            if (sibling.docID() == doc) {
                Arrays.stream(positions(sibling)).forEach(others::set);
            }
        }
        return others.isEmpty()
                ? places
                : Arrays.stream(places).filter(place -> !others.get(place)).toArray();
    }

    private static boolean reaches(PostingsEnum word, int doc) throws IOException {
        return (word.docID() < doc ? word.advance(doc) : word.docID()) == doc;
    }

    private static int[] positions(PostingsEnum word) throws IOException {
        int[] positions = new int[word.freq()];
        for (int i = 0; i < positions.length; i++) {
            positions[i] = word.nextPosition();
        }
        return positions;
    }
}
