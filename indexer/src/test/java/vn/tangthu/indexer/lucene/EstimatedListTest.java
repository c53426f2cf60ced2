package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import vn.tangthu.indexer.FakeArchive;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.indexer.vietnamese.VietnameseAnalyzer;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.Rights;

/** A list goes on to its last record and no further, however wrong the estimate of its length. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EstimatedListTest {
    private static final int RECORDS = 1_500;
    private static final int EARLY = 330;
    private static final int LATE = 470;

    @TempDir private static Path home;
    private Indexed indexed;
    private LuceneSearch search;

    /** What stands in the first stretch only is thought to be everywhere, and the other way. */
    @BeforeAll
    void index() throws IOException {
        FakeArchive archive = new FakeArchive();
        FondsId fonds = archive.addFonds("F1", "Phông một", Rights.OPEN);
        for (int n = 0; n < RECORDS; n++) {
            String text = n < EARLY ? "thủy lợi" : "giao thông";
            text += n % 100 == 0 || n >= RECORDS - LATE ? " đê điều" : "";
            archive.add(
                    fonds,
                    "K." + n,
                    "Hồ sơ",
                    "1990",
                    "1999",
                    null,
                    Rights.OPEN,
                    new FakeArchive.Doc("Về việc").page(text));
        }
        indexed = new Indexed(home, archive);
        VietnameseAnalyzer analyzer = new VietnameseAnalyzer();
        search =
                new LuceneSearch(
                        indexed.index,
                        archive,
                        new Units(null),
                        analyzer,
                        new Spellings(new Analysis(analyzer), null),
                        true,
                        10);
    }

    private SearchPage page(String query, int offset) {
        return search.search(asked(query, offset), Reader.ANONYMOUS);
    }

    private static SearchRequest asked(String query, int offset) {
        return new SearchRequest(query, Filters.NONE, Sort.RELEVANCE, offset, 20);
    }

    /** All that is found when each page is asked for behind which there is said to be more. */
    private Set<AipId> leafed(String query) {
        Set<AipId> found = new HashSet<>();
        for (int offset = 0; ; offset += 20) {
            SearchPage page = page(query, offset);
            assertThat(page.hits()).as("offset %d", offset).isNotEmpty();
            page.hits().stream().map(Hit::id).forEach(found::add);
            if (!page.goesOn(asked(query, offset))) {
                return found;
            }
        }
    }

    @Test
    void anEstimateThatIsTooHighLeadsToNoEmptyPage() {
        SearchPage first = page("thủy lợi", 0);
        assertThat(first.totalIsEstimate()).isTrue();
        assertThat(first.total()).isGreaterThan(EARLY * 2);
        assertThat(leafed("thủy lợi")).hasSize(EARLY);
    }

    @Test
    void anEstimateThatIsTooLowKeepsNothingBack() {
        int right = LATE + (RECORDS - LATE) / 100 + 1;
        SearchPage first = page("đê điều", 0);
        assertThat(first.totalIsEstimate()).isTrue();
        assertThat(first.total()).isLessThan(right / 2);
        assertThat(leafed("đê điều")).hasSize(right);
    }

    @Test
    void whereTheListEndsItsLengthIsKnown() {
        SearchPage last = page("thủy lợi", EARLY - 10);
        assertThat(last.hits()).hasSize(10);
        assertThat(last.totalIsEstimate()).isFalse();
        assertThat(last.total()).isEqualTo(EARLY);
        SearchPage past = page("thủy lợi", EARLY + 10);
        assertThat(past.hits()).isEmpty();
        assertThat(past.total()).isEqualTo(EARLY);
        assertThat(past.goesOn(asked("thủy lợi", EARLY + 10))).isFalse();
    }
}
