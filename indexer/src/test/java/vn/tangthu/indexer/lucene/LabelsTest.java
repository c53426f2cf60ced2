package vn.tangthu.indexer.lucene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.tangthu.indexer.Facet;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.repository.Catalogue;
import vn.tangthu.repository.Reader;

class LabelsTest {
    @Test
    void valuesThatAreEquallyFrequentStandInTheOrderOfTheAlphabet() {
        Counted counted = mock(Counted.class);
        when(counted.counts(Facet.Kind.AGENCY))
                .thenReturn(
                        Map.of(
                                "Sở Xây dựng", 1L,
                                "Đoàn Thanh niên", 1L,
                                "Ủy ban nhân dân tỉnh", 3L,
                                "Ấp Ân Phú", 1L,
                                "Ban Tổ chức", 1L));
        List<Facet> facets =
                new Labels(mock(Catalogue.class), mock(Units.class))
                        .facets(
                                kind -> counted,
                                Set.of(Facet.Kind.AGENCY),
                                Filters.NONE,
                                Reader.ANONYMOUS);
        assertThat(facets.getFirst().values())
                .extracting(Facet.Value::label)
                .containsExactly(
                        "Ủy ban nhân dân tỉnh",
                        "Ấp Ân Phú",
                        "Ban Tổ chức",
                        "Đoàn Thanh niên",
                        "Sở Xây dựng");
    }
}
