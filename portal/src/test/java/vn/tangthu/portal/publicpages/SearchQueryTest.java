package vn.tangthu.portal.publicpages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;

class SearchQueryTest {
    @ParameterizedTest
    @EnumSource(Sort.class)
    void anOrderComesBackFromTheAddress(Sort sort) {
        SearchRequest request = new SearchRequest("suoi", Filters.NONE, sort, 0, 20);
        MultiValueMap<String, String> asked = new LinkedMultiValueMap<>();
        String url = SearchQuery.of(request).url();
        for (String part : url.substring(url.indexOf('?') + 1).split("&")) {
            asked.add(part.substring(0, part.indexOf('=')), part.substring(part.indexOf('=') + 1));
        }
        assertThat(SearchQuery.of(asked).toRequest()).isEqualTo(request);
    }
}
