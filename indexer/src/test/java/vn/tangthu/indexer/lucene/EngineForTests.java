package vn.tangthu.indexer.lucene;

import java.io.IOException;
import vn.tangthu.indexer.FindAmong;
import vn.tangthu.indexer.InsideRecord;
import vn.tangthu.indexer.RecordIndex;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.Suggestions;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

/** An index and what searches in it, whichever engine it is. */
public interface EngineForTests extends AutoCloseable {
    RecordIndex index();

    /**
     * @param spellings whether the built-in table of abbreviations and spellings is used
     * @param widening whether misread words are looked for where little is found
     */
    Search search(Catalogue catalogue, boolean spellings, boolean widening);

    default Search search(Catalogue catalogue) {
        return search(catalogue, true, true);
    }

    Search search(Catalogue catalogue, Units units);

    /** The first records of a search and nothing else, for measuring. */
    interface First {
        /**
         * @return how many came
         */
        int count(SearchRequest request, Reader reader) throws IOException;
    }

    First first(Catalogue catalogue);

    Suggestions suggestions(Catalogue catalogue);

    InsideRecord inside(Catalogue catalogue);

    FindAmong among(Catalogue catalogue);

    @Override
    void close() throws IOException;
}
