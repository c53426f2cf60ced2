package vn.tangthu.repository.validation.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PagedMapTest {
    @Test
    void itSaysWhatAMapOnTheHeapSaysBeforeAndAfterItMovesIntoFiles() {
        Map<String, String> expected = new LinkedHashMap<>();
        PagedMap map = new PagedMap();
        for (int i = 0; i < 4 * PagedMap.ON_THE_HEAP; i++) {
            String key = "v1/content/hồ sơ/" + i;
            assertThat(map.put(key, "một " + i)).isNull();
            expected.put(key, "một " + i);
        }
        String large = "dài ".repeat(6_000_000); // longer than a chunk
        assertThat(map.put("dài", large)).isNull();
        expected.put("dài", large);
        for (int i = 0; i < 3 * PagedMap.ON_THE_HEAP; i += 7) {
            String key = "v1/content/hồ sơ/" + i;
            assertThat(map.put(key, "hai")).isEqualTo("một " + i);
            // As one that was replaced comes later here, and only here.
            var unused = expected.remove(key);
            expected.put(key, "hai");
        }
        assertThat(map.size()).isEqualTo(expected.size());
        assertThat(map.equals(expected)).isTrue();
        assertThat(map.keySet().iterator().next()).isEqualTo(expected.keySet().iterator().next());
        assertThat(map.get("v1/content/hồ sơ/7")).isEqualTo("hai");
        assertThat(map.get("v1/content/hồ sơ/8")).isEqualTo("một 8");
        assertThat(map.containsKey("v1/content/hồ sơ/x")).isFalse();
        assertThat(map.keySet().equals(expected.keySet())).isTrue();
    }

    @Test
    void aSetTakesEachTextOnce() {
        Set<String> set = PagedMap.newSet();
        for (int i = 0; i < 3 * PagedMap.ON_THE_HEAP; i++) {
            assertThat(set.add("a" + i % (2 * PagedMap.ON_THE_HEAP)))
                    .isEqualTo(i < 2 * PagedMap.ON_THE_HEAP);
        }
        assertThat(set).hasSize(2 * PagedMap.ON_THE_HEAP).contains("a0").doesNotContain("b");
    }
}
