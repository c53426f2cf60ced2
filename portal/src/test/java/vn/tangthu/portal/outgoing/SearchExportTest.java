package vn.tangthu.portal.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Hit;
import vn.tangthu.indexer.Search;
import vn.tangthu.indexer.SearchPage;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.AipId;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.Reader;
import vn.tangthu.repository.RecordView;

/** What of the pages of results stands in a table. */
class SearchExportTest {
    private static final SearchExport.Said SAID =
            new SearchExport.Said(
                    "Kết quả",
                    Collections.nCopies(8, "cột"),
                    "mở",
                    "liệt kê",
                    "giấy",
                    "https://kho.example/ho-so/");

    private static Hit hit(int number) {
        return new Hit(
                new RecordView.Listed(
                        new AipId(new UUID(0, number)),
                        "MÃ-" + number,
                        new RecordView.FondsSummary(new FondsId(new UUID(1, 1)), "F", "Phông"),
                        null,
                        null,
                        null),
                1,
                List.of(),
                List.of());
    }

    @Test
    void aHitThatComesOnTwoPagesSinceOthersMovedUpStandsOnce() {
        List<Hit> first = new ArrayList<>();
        List<Hit> second = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            first.add(hit(i));
            second.add(hit(i + 97));
        }
        Search search = mock(Search.class);
        when(search.search(any(), any()))
                .thenReturn(
                        new SearchPage(first, 200, false, List.of(), List.of()),
                        new SearchPage(second, 200, false, List.of(), List.of()));
        List<List<String>> rows =
                new SearchExport(search).rows(SearchRequest.of("đất"), SAID, Reader.ANONYMOUS);
        assertThat(rows).hasSize(197).doesNotHaveDuplicates();
        assertThat(rows.getLast().getLast()).startsWith("https://kho.example/ho-so/");
    }
}
