package vn.tangthu.indexer.lucene;

import java.util.List;
import org.apache.lucene.analysis.Analyzer;
import org.springframework.stereotype.Component;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/** Suggestions from Lucene's index. */
@Component
@BelowTheHome
class LuceneSuggestions implements Suggestions {
    private final Suggesting suggesting;

    LuceneSuggestions(
            LuceneRecordIndex index, Catalogue catalogue, Analyzer analyzer, Spellings spellings) {
        suggesting = new Suggesting(new LuceneLooking(index), catalogue, analyzer, spellings);
    }

    @Override
    public List<Suggestion> of(String typed, Reader reader) {
        return suggesting.of(typed, reader);
    }
}
