package vn.tangthu.indexer.vietnamese;

import org.apache.lucene.analysis.Analyzer;
import org.springframework.stereotype.Component;

/**
 * The one analysis of the index, of queries and of finds in a page. Each word gives its folded form
 * (no diacritics, type {@value #FOLDED}); a word that has diacritics gives, at the same position,
 * also its exact form with the tone in its usual place (type {@value #EXACT}). Both stand in one
 * field, so that one pass over the text serves both and phrases can mix them.
 *
 * <p>Offsets are those of the text as it was given, so that what is shown is what was written.
 */
@Component
public final class VietnameseAnalyzer extends Analyzer {
    public static final String FOLDED = "folded";
    public static final String EXACT = "exact";

    /** Far enough that no phrase spans two texts of one field. */
    @Override
    public int getPositionIncrementGap(String fieldName) {
        return 100;
    }

    @Override
    protected TokenStreamComponents createComponents(String fieldName) {
        return new TokenStreamComponents(new SyllableTokenizer());
    }
}
