package vn.tangthu.portal.space;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.flow.router.Location;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.tangthu.indexer.Carrier;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.indexer.SearchRequest.Filters;
import vn.tangthu.indexer.SearchRequest.Sort;
import vn.tangthu.repository.BodyId;
import vn.tangthu.repository.DocumentType;
import vn.tangthu.repository.FondsId;
import vn.tangthu.repository.LanguageCode;

class SearchAddressTest {
    @ParameterizedTest
    @EnumSource(Sort.class)
    void aSearchComesBackFromItsAddress(Sort sort) {
        SearchRequest request =
                new SearchRequest(
                        "5023/KH-UBND & đất",
                        new Filters(
                                Set.of(new FondsId(new UUID(1, 2))),
                                Set.of("UBND tỉnh"),
                                1990,
                                1999,
                                Set.of(DocumentType.PLAN, DocumentType.DECISION),
                                true,
                                Set.of(LanguageCode.FRENCH, LanguageCode.VIETNAMESE),
                                Set.of(BodyId.of("huyen"), BodyId.of("tinh")),
                                Set.of(Carrier.PAPER),
                                Set.of(BodyId.of("xa"), BodyId.of("so")),
                                true),
                        sort,
                        40,
                        SearchAddress.PAGE);
        String address = SearchAddress.write(request).substring("/app/".length());
        assertThat(SearchAddress.read(new Location(address).getQueryParameters().getParameters()))
                .isEqualTo(request);
    }

    @Test
    void whatIsNoValueIsSkipped() {
        assertThat(
                        SearchAddress.read(
                                Map.of(
                                        "phong", List.of("nothing"),
                                        "tu", List.of("-5"),
                                        "loai", List.of("99"),
                                        "ngonngu", List.of("vi", "99"),
                                        "noi", List.of("huyen"),
                                        "trachnhiem", List.of("xa"),
                                        "trang", List.of("99999999"))))
                .isEqualTo(SearchRequest.of(""));
    }
}
