package vn.tangthu.indexer.lucene;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.stereotype.Component;
import vn.tangthu.repository.SpellingReading;

/** Spellings as the analysis of the search has them. */
@Component
class AnalysedSpellings implements SpellingReading {
    private final Analysis analysis;
    private final List<Shipped> shipped;

    AnalysedSpellings(Analyzer analyzer) {
        this.analysis = new Analysis(analyzer);
        this.shipped = SpellingFile.shipped(analysis);
    }

    @Override
    public List<Shipped> shipped() {
        return shipped;
    }

    @Override
    public String key(String spelling) {
        return Analysis.key(analysis.words(spelling));
    }

    @Override
    public boolean isKnownWhenTyped(String spelling) {
        return QuestionReader.mayBeSpelled(spelling, analysis.words(spelling));
    }
}
