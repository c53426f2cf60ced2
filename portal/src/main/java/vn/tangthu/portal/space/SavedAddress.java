package vn.tangthu.portal.space;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import vn.tangthu.indexer.SearchRequest;
import vn.tangthu.repository.FondsId;

/** A search that was kept, read from the address that was kept of it. */
final class SavedAddress {
    private SavedAddress() {}

    /**
     * @param own where this account looks unless it said everywhere
     */
    static SearchRequest request(String address, Set<FondsId> own) {
        Map<String, List<String>> asked = new HashMap<>();
        UriComponentsBuilder.fromUri(URI.create(address))
                .build()
                .getQueryParams()
                .forEach(
                        (name, values) ->
                                asked.put(
                                        name,
                                        values.stream()
                                                .map(
                                                        value ->
                                                                value == null
                                                                        ? ""
                                                                        : UriUtils.decode(
                                                                                value,
                                                                                StandardCharsets
                                                                                        .UTF_8))
                                                .toList()));
        return SearchAddress.read(asked).within(SearchAddress.everywhere(asked) ? Set.of() : own);
    }
}
