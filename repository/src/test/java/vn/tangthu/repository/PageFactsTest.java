package vn.tangthu.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageFactsTest {
    @Test
    void aPageCountsAsTheSmallestFormatThatHoldsItWithATenthToSpare() {
        assertThat(PageFacts.a4(148, 210)).isEqualTo(1);
        assertThat(PageFacts.a4(297, 210)).isEqualTo(1);
        assertThat(PageFacts.a4(215, 315)).as("109 % of A4").isEqualTo(1);
        assertThat(PageFacts.a4(220, 315)).as("111 % of A4").isEqualTo(2);
        assertThat(PageFacts.a4(297, 420)).isEqualTo(2);
        assertThat(PageFacts.a4(420, 594)).isEqualTo(4);
        assertThat(PageFacts.a4(594, 841)).isEqualTo(8);
        assertThat(PageFacts.a4(841, 1189)).isEqualTo(16);
        assertThat(PageFacts.a4(2000, 2000)).isEqualTo(16);
    }
}
